/** The parameters of an address that a pattern ("/orders/:order") fits; null when it does not. */
export function fitting(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/").filter((part) => part !== "");
  const given = path.split("/").filter((part) => part !== "");
  if (wanted.length !== given.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith(":")) parameters[part.slice(1)] = decoded(value);
    else if (part !== value) return null;
  }
  return parameters;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The page of a customer. */
export const customerPath = (party: string): string => `/customers/${encodeURIComponent(party)}`;

/** The page of an order. */
export const orderPath = (order: string): string => `/orders/${encodeURIComponent(order)}`;

/** The page of a control's findings. */
export const controlPath = (control: string): string => `/data/${encodeURIComponent(control)}`;
