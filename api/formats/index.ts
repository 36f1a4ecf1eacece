import { WhalecurveError } from "../../core/error.ts";
import { arrow } from "./arrow.ts";
import { csv } from "./csv.ts";
import type { Format, FormatName } from "./format.ts";
import { json } from "./json.ts";
import { parquet } from "./parquet.ts";
import { xlsx } from "./xlsx.ts";

/** Every format, one file each. */
export const formats: Readonly<Record<FormatName, Format>> = { json, csv, arrow, parquet, xlsx };

/**
 * The format of that name.
 * @throws WhalecurveError `unknown_format` naming those that exist.
 */
export function findFormat(name: string): Format {
  const format = Object.values(formats).find((candidate) => candidate.name === name);
  if (format !== undefined) return format;
  throw new WhalecurveError({
    code: "unknown_format",
    what: `there is no format "${name}"`,
    hint: `one of: ${Object.keys(formats).join(", ")}`,
    exitCode: 2,
  });
}

/** The format that an Accept header prefers; JSON where it names none of ours. */
export function acceptedFormat(accept: string | undefined): Format {
  const wanted = (accept ?? "")
    .split(",")
    .map((part) => {
      const [type = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? "1";
      return { type, quality: Number(quality) };
    })
    .sort((left, right) => right.quality - left.quality);
  for (const { type, quality } of wanted) {
    const format = Object.values(formats).find((candidate) => candidate.mediaType.split(";")[0] === type);
    if (format !== undefined && quality > 0) return format;
  }
  return json;
}
