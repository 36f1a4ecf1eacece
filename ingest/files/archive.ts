import { createHash, randomUUID } from "node:crypto";
import { constants, createReadStream, existsSync } from "node:fs";
import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pieceSize } from "./text.ts";

/** The SHA-256 of a file's bytes. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path, { highWaterMark: pieceSize(path) })) hash.update(piece as Buffer);
  return hash.digest("hex");
}

/**
 * Keeps the original bytes of a file under the name of their hash. The copy is hashed, not the original, so a file that
 * changes meanwhile is kept as it was copied.
 * @returns the hash and the archived path.
 */
export async function archiveFile(path: string, directory: string): Promise<{ hash: string; path: string }> {
  const known = await hashFile(path);
  const place = join(directory, known);
  if (existsSync(place)) return { hash: known, path: place };
  await mkdir(directory, { recursive: true });
  const copy = join(directory, `.${randomUUID()}`);
  try {
    await copyFile(path, copy, constants.COPYFILE_FICLONE);
    const hash = await hashFile(copy);
    await rename(copy, join(directory, hash));
    return { hash, path: join(directory, hash) };
  } finally {
    await rm(copy, { force: true });
  }
}
