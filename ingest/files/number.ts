/** A number as JSON or a spreadsheet writes it, without exponent and without losing a digit: `1.5e-3` → `0.0015`. */
export function plainNumber(written: string): string {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?[eE]([+-]?\d+)$/.exec(written);
  if (parts === null) return written;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
  const shift = Number(exponent);
  if (Math.abs(shift) > 400) return written;
  const digits = whole + fraction;
  const point = whole.length + shift;
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
  const place = Math.max(point, 1);
  const integer = padded.slice(0, place).replace(/^0+(?=\d)/, "");
  const rest = padded.slice(place).replace(/0+$/, "");
  return `${sign}${integer}${rest === "" ? "" : `.${rest}`}`;
}

/**
 * A number of a spreadsheet as its user sees it: spreadsheets calculate in binary and show 15 significant digits, so
 * 1081.9200000000001 means 1081.92.
 */
export function spreadsheetNumber(written: string): string {
  const digits = written
    .replace(/[eE].*$/, "")
    .replace(/[^0-9]/g, "")
    .replace(/^0+/, "");
  return plainNumber(digits.length > 15 ? trimZeros(Number(written).toPrecision(15)) : written);
}

function trimZeros(number: string): string {
  return number.replace(/(\.\d*?)0+(?=$|e)/, "$1").replace(/\.(?=$|e)/, "");
}
