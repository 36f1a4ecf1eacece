import { crc32, createDeflateRaw } from "node:zlib";

/** A file of the archive: its content may come in any number of pieces. */
export interface ZipEntry {
  name: string;
  content: AsyncIterable<string> | Iterable<string>;
}

const limit = 0xffff_ffff;

/**
 * Writes a ZIP archive as it is read, without knowing the sizes beforehand.
 * @throws RangeError where the archive or one of its files would exceed 4 GiB.
 */
export async function* zip(entries: readonly ZipEntry[]): AsyncGenerator<Uint8Array> {
  const directory: Uint8Array[] = [];
  let position = 0;
  for (const { name, content } of entries) {
    const header = localHeader(name);
    const start = position;
    position += header.length;
    yield header;
    const sizes = { crc: 0, plain: 0, packed: 0 };
    for await (const piece of deflated(content, sizes)) yield piece;
    position += sizes.packed;
    if (sizes.plain > limit || position > limit) throw new RangeError(`${name} is larger than an archive may hold`);
    const trailer = words(0x08074b50, sizes.crc, sizes.packed, sizes.plain);
    position += trailer.length;
    yield trailer;
    directory.push(directoryEntry(name, sizes, start));
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(position, 16);
  yield Buffer.concat([list, end]);
}

async function* deflated(
  content: ZipEntry["content"],
  sizes: { crc: number; plain: number; packed: number },
): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw({ level: 1 });
  const packed = deflate[Symbol.asyncIterator]();
  const feed = async (): Promise<void> => {
    for await (const text of content) {
      const bytes = Buffer.from(text);
      sizes.crc = crc32(bytes, sizes.crc);
      sizes.plain += bytes.length;
      if (!deflate.write(bytes)) await new Promise<void>((resolve) => deflate.once("drain", resolve));
    }
    deflate.end();
  };
  const fed = feed().catch((thrown: Error) => {
    deflate.destroy(thrown);
  });
  for (let next = await packed.next(); next.done !== true; next = await packed.next()) {
    const piece = next.value as Uint8Array;
    sizes.packed += piece.length;
    yield piece;
  }
  await fed;
}

const flags = 0x0808;
const deflateMethod = 8;
const firstDay = 0x0021;

function localHeader(name: string): Uint8Array {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(deflateMethod, 8);
  header.writeUInt16LE(firstDay, 12);
  header.writeUInt16LE(Buffer.byteLength(name), 26);
  return Buffer.concat([header, Buffer.from(name)]);
}

function directoryEntry(
  name: string,
  sizes: { crc: number; plain: number; packed: number },
  start: number,
): Uint8Array {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt16LE(flags, 8);
  entry.writeUInt16LE(deflateMethod, 10);
  entry.writeUInt16LE(firstDay, 14);
  entry.writeUInt32LE(sizes.crc, 16);
  entry.writeUInt32LE(sizes.packed, 20);
  entry.writeUInt32LE(sizes.plain, 24);
  entry.writeUInt16LE(Buffer.byteLength(name), 28);
  entry.writeUInt32LE(start, 42);
  return Buffer.concat([entry, Buffer.from(name)]);
}

function words(...values: number[]): Uint8Array {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}
