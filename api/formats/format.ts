import type { Answer } from "../query/answer.ts";

export const formatNames = ["json", "csv", "arrow", "parquet", "xlsx"] as const;
export type FormatName = (typeof formatNames)[number];

/** One way to write an answer. All formats hold the same rows and columns, in the same order. */
export interface Format {
  name: FormatName;
  mediaType: string;
  /**
   * Writes the whole answer piece by piece, or throws: a file that was written to its end is complete.
   * The answer stays the caller's to close.
   */
  write(answer: Answer): AsyncIterable<Uint8Array | string>;
}
