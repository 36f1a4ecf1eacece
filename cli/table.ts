/** Rows as an aligned table for people: columns of numbers to the right, everything else to the left. */
export function formatTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((column, index) =>
    rows.reduce((widest, row) => Math.max(widest, row[index]?.length ?? 0), column.length),
  );
  const numeric = columns.map((_, index) => rows.every((row) => /^(-?[\d,]+(\.\d+)?)?$/.test(row[index] ?? "")));
  const line = (cells: readonly string[]): string => {
    const padded = cells.map((cell, index) => {
      const width = widths[index] ?? 0;
      return numeric[index] ? cell.padStart(width) : cell.padEnd(width);
    });
    return `${padded.join("  ").trimEnd()}\n`;
  };
  return [columns, widths.map((width) => "-".repeat(width)), ...rows].map(line).join("");
}
