/** What a tier was computed from, by name: each value as text, missing ones left out. */
export type Inputs = ReadonlyMap<string, string>;

/** Reads the inputs' JSON record; what is no record gives none. */
export function readInputs(record: unknown): Inputs {
  const value: unknown = typeof record === "string" ? parsed(record) : record;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return new Map();
  return new Map(
    Object.entries(value).flatMap(([name, inner]) =>
      inner === null || inner === undefined || typeof inner === "object" ? [] : [[name, String(inner)] as const],
    ),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
