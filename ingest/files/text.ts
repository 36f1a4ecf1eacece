import { createReadStream, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { messageOf, WhalecurveError } from "../../core/error.ts";

const largestPiece = 1 << 20;

/** How much of a file to read at once: a large buffer for every small file keeps the garbage collector busy. */
export function pieceSize(path: string): number {
  return Math.min(largestPiece, Math.max(4096, statSync(path).size));
}

/** What the first bytes of a file say about it. */
export interface TextForm {
  gzip: boolean;
  /** A WHATWG label. */
  encoding: string;
  /** Whether the bytes (after unpacking) are UTF-8 already. */
  utf8: boolean;
}

/**
 * Recognises packing and encoding. A given encoding counts, else the byte order mark, else UTF-8.
 * @throws WhalecurveError where the file is plainly something else: an HTML page, a binary, UTF-16 without mark.
 */
export async function recogniseText(path: string, file: string, given: string | undefined): Promise<TextForm> {
  const packed = await firstBytes(path, 2);
  const gzip = packed[0] === 0x1f && packed[1] === 0x8b;
  if (given !== undefined) checkLabel(file, given);
  const head = gzip ? await firstUnpacked(path, file) : await firstBytes(path, 4096);
  const marked = mark(head);
  const encoding = given === undefined ? (marked ?? "utf-8") : new TextDecoder(given).encoding;
  if (given === undefined && marked === undefined && share(head, 0) > 0.2) {
    throw new WhalecurveError({
      code: "file_encoding",
      where: file,
      what: "the file looks like UTF-16 or a binary file",
      hint: "name its encoding under `tables:`, for example `encoding: utf-16le`",
    });
  }
  const start = new TextDecoder(encoding).decode(head).trimStart().slice(0, 15).toLowerCase();
  if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
    throw new WhalecurveError({
      code: "file_is_html",
      where: file,
      what: "the file is an HTML page, not data",
      hint: "the export probably saved a login or error page: download it again",
    });
  }
  return { gzip, encoding, utf8: encoding === "utf-8" };
}

/**
 * The content of a file as UTF-8, piece by piece; a byte order mark is left out.
 * @throws WhalecurveError where the file is cut short or not in its encoding.
 */
export async function* readText(path: string, file: string, form: TextForm): AsyncGenerator<Buffer> {
  const raw = createReadStream(path, { highWaterMark: pieceSize(path) });
  const bytes = form.gzip ? raw.pipe(createGunzip({ chunkSize: 1 << 17 })) : raw;
  if (form.gzip) raw.on("error", (error) => bytes.destroy(error));
  const decoder = form.utf8 ? undefined : new TextDecoder(form.encoding, { fatal: true });
  let first = true;
  try {
    for await (const piece of bytes as AsyncIterable<Buffer>) {
      let text = decoder === undefined ? piece : Buffer.from(decoder.decode(piece, { stream: true }));
      if (first && text.length >= 3 && text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf)
        text = text.subarray(3);
      first = false;
      yield text;
    }
    if (decoder !== undefined) yield Buffer.from(decoder.decode());
  } catch (thrown) {
    throw unreadable(file, form, thrown);
  }
}

function unreadable(file: string, form: TextForm, thrown: unknown): unknown {
  if (thrown instanceof WhalecurveError) return thrown;
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
  if (code.startsWith("Z_")) {
    return new WhalecurveError({
      code: "file_truncated",
      where: file,
      what: `the gzip file is cut short or damaged (${messageOf(thrown)})`,
      hint: "copy or export it again",
      cause: thrown,
    });
  }
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
    return new WhalecurveError({
      code: "file_encoding",
      where: file,
      what: `the file is not ${form.encoding}`,
      hint: "name its real encoding under `tables:`",
      cause: thrown,
    });
  }
  return thrown;
}

function checkLabel(file: string, label: string): void {
  try {
    new TextDecoder(label);
  } catch (thrown) {
    throw new WhalecurveError({
      code: "unknown_encoding",
      where: file,
      what: `"${label}" is not an encoding`,
      hint: "use a WHATWG label such as utf-8, utf-16le, windows-1252",
      exitCode: 2,
      cause: thrown,
    });
  }
}

function mark(head: Buffer): string | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8";
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return undefined;
}

function share(bytes: Buffer, wanted: number): number {
  return bytes.length === 0 ? 0 : bytes.filter((byte) => byte === wanted).length / bytes.length;
}

async function firstBytes(path: string, length: number): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function firstUnpacked(path: string, file: string): Promise<Buffer> {
  for await (const piece of readText(path, file, { gzip: true, encoding: "utf-8", utf8: true })) {
    return piece.subarray(0, 4096);
  }
  return Buffer.alloc(0);
}
