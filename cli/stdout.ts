import { once } from "node:events";

/** Writes pieces to standard output as fast as its reader takes them; a reader that has had enough ends the command. */
export async function writeToStdout(pieces: AsyncIterable<Uint8Array | string>): Promise<void> {
  process.stdout.once("error", (failure: NodeJS.ErrnoException) => {
    if (failure.code === "EPIPE") process.exit(0);
    throw failure;
  });
  for await (const piece of pieces) {
    if (!process.stdout.write(piece)) await once(process.stdout, "drain");
  }
}
