/** Names and values of a JSON record, nested ones joined with a dot; what is not a record gives none. */
export function flattened(record: unknown, prefix = ""): (readonly [name: string, value: string | null])[] {
  const value: unknown = typeof record === "string" && prefix === "" ? parsed(record) : record;
  if (typeof value !== "object" || value === null) return prefix === "" ? [] : [[prefix, scalar(value)]];
  if (Array.isArray(value)) return [[prefix, value.map((item) => scalar(item) ?? "–").join(", ")]];
  return Object.entries(value).flatMap(([name, inner]) => flattened(inner, prefix === "" ? name : `${prefix}.${name}`));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function scalar(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
