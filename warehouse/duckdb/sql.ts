/** An SQL identifier, quoted. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** An SQL text literal. Only for places where the engine accepts no parameter, such as file names. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
