import { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Answer } from "../query/answer.ts";
import type { Format } from "./format.ts";

/** Writes a whole answer into a new file, safe on disk once this returns. */
export async function writeAnswerFile(answer: Answer, format: Format, path: string): Promise<void> {
  await pipeline(Readable.from(format.write(answer), { objectMode: false }), createWriteStream(path, { flags: "wx" }));
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
