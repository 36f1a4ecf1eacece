import { isUtf8 } from "node:buffer";

/** How the records of a delimited text are written. Characters are given as text, matched as UTF-8 bytes. */
export interface Dialect {
  delimiter: string;
  /** One character, or "" where quotes mean nothing. */
  quote: string;
  /** What ends a record instead of a line break; a line break after it belongs to it. */
  rowEnd: string | undefined;
}

/** A record that cannot be split into the expected fields. */
export interface Reject {
  /** Its number among the records of the file, 1 for the first after the header. */
  row: number;
  /** The physical line where it starts, 1 for the first of the file. */
  line: number;
  rule: "ragged" | "quote" | "nul_byte";
  message: string;
  text: string;
}

/** Takes the records one after another. The fields of the current one are read from the scanner. */
export interface RecordSink {
  accept(scanner: RecordScanner): void;
  reject(reject: Reject): void;
}

const longestQuoted = 32 * 1024 * 1024;
const lineFeed = 10;
const carriageReturn = 13;
const blank = 32;

/**
 * Splits UTF-8 bytes into records exactly as the engine's strict reader does, and says where it would not agree:
 * a broken record is reported alone, reading goes on with the next line, and no other record is lost.
 */
export class RecordScanner {
  readonly #sink: RecordSink;
  readonly #delimiter: Buffer;
  readonly #quote: number;
  readonly #rowEnd: Buffer | undefined;
  #width: number | undefined;
  #headerPending: boolean;
  /** The fields of the current record: `buffer` from `starts[i]` to `ends[i]`, quotes left out. */
  buffer: Buffer = Buffer.alloc(0);
  count = 0;
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly quoted: boolean[] = [];
  /** Bytes of the current record in the file: from `start` up to its row end. */
  start = 0;
  end = 0;
  line = 1;
  rows = 0;
  longest = 0;
  /** What makes the engine's strict reader disagree although no record is broken. */
  lineFeeds = 0;
  carriageReturns = 0;
  strayCarriageReturns = 0;

  constructor(dialect: Dialect, sink: RecordSink, shape: { width: number | undefined; header: boolean }) {
    this.#sink = sink;
    this.#delimiter = Buffer.from(dialect.delimiter);
    this.#quote = dialect.quote === "" ? -1 : dialect.quote.charCodeAt(0);
    this.#rowEnd = dialect.rowEnd === undefined ? undefined : Buffer.from(dialect.rowEnd);
    this.#width = shape.width;
    this.#headerPending = shape.header;
  }

  /** The texts of the current record's fields. */
  fields(): string[] {
    return Array.from({ length: this.count }, (_, index) => this.field(index));
  }

  field(index: number): string {
    const text = this.buffer.toString("utf8", this.starts[index], this.ends[index]);
    if (!this.quoted[index]) return text;
    const quote = String.fromCharCode(this.#quote);
    return text.replaceAll(quote + quote, quote);
  }

  /** Reads whole records and returns how many bytes they took; the rest comes again with more behind it. */
  scan(buffer: Buffer, final: boolean): number {
    this.buffer = buffer;
    const nul = buffer.includes(0);
    let position = 0;
    while (position < buffer.length) {
      const next = this.#record(position, final, nul);
      if (next < 0) break;
      position = next;
    }
    return position;
  }

  #record(start: number, final: boolean, nul: boolean): number {
    const { buffer } = this;
    const { length } = buffer;
    const quote = this.#quote;
    const delimiter = this.#delimiter;
    const delimiterStart = delimiter[0];
    const ownEnd = this.#rowEnd;
    const ownEndStart = ownEnd?.[0];
    this.start = start;
    this.count = 0;
    let breaks = 0;
    let position = start;
    for (;;) {
      let content = position;
      while (content < length && buffer[content] === blank) content++;
      const isQuoted = quote >= 0 && buffer[content] === quote;
      if (content >= length && !final) return -1;
      let fieldStart = position;
      let fieldEnd = position;
      if (isQuoted) {
        fieldStart = content + 1;
        fieldEnd = this.#closingQuote(fieldStart, final);
        if (fieldEnd === -1) return -1;
        if (fieldEnd === -2) return this.#broken(start, final, "quote", "a quoted value is never closed");
        for (let at = fieldStart; at < fieldEnd; at++) if (buffer[at] === lineFeed) breaks++;
        position = fieldEnd + 1;
        while (position < length && buffer[position] === blank) position++;
      }
      let delimited = false;
      let rowEnd = -1;
      for (; position < length; position++) {
        const byte = buffer[position] as number;
        if (byte === delimiterStart && this.#matches(delimiter, position)) {
          delimited = true;
          break;
        }
        if (ownEnd !== undefined) {
          if (byte === ownEndStart && this.#matches(ownEnd, position)) {
            rowEnd = position + ownEnd.length;
            break;
          }
          if (byte === lineFeed) breaks++;
        } else if (byte === lineFeed) {
          rowEnd = position + 1;
          this.lineFeeds++;
          break;
        } else if (byte === carriageReturn) {
          if (position + 1 >= length && !final) return -1;
          if (buffer[position + 1] === lineFeed) {
            rowEnd = position + 2;
            this.carriageReturns++;
            break;
          }
          this.strayCarriageReturns++;
        }
        if (isQuoted) {
          const message = breaks > 0 ? "a quoted value is never closed" : "text follows a closing quote";
          return this.#broken(start, final, "quote", message);
        }
      }
      const atEnd = !delimited && rowEnd < 0;
      if (atEnd && !final) return -1;
      this.starts[this.count] = fieldStart;
      this.ends[this.count] = isQuoted ? fieldEnd : position;
      this.quoted[this.count] = isQuoted;
      this.count++;
      if (delimited) {
        position += delimiter.length;
        if (position < length || final) {
          if (position < length) continue;
          this.starts[this.count] = position;
          this.ends[this.count] = position;
          this.quoted[this.count] = false;
          this.count++;
        } else return -1;
      }
      this.end = position;
      let next = rowEnd < 0 ? length : rowEnd;
      if (ownEnd !== undefined) {
        if (next + 1 >= length && !final) return -1;
        if (buffer[next] === carriageReturn && buffer[next + 1] === lineFeed) next += 2;
        else if (buffer[next] === lineFeed) next += 1;
        if (next > (rowEnd < 0 ? length : rowEnd)) breaks++;
      } else if (rowEnd >= 0) breaks++;
      return this.#finish(start, next, breaks, nul, final);
    }
  }

  #finish(start: number, next: number, breaks: number, nul: boolean, final: boolean): number {
    const line = this.line;
    const empty = this.count === 1 && !this.quoted[0] && this.starts[0] === this.ends[0];
    if (empty && this.#width !== 1) {
      this.line += breaks;
      return next;
    }
    if (this.#headerPending) {
      this.#headerPending = false;
      this.#width ??= this.count;
      this.line += breaks;
      this.#sink.accept(this);
      return next;
    }
    this.#width ??= this.count;
    const last = this.count - 1;
    if (this.count === this.#width + 1 && !this.quoted[last] && this.starts[last] === this.ends[last]) this.count--;
    if (this.count !== this.#width) {
      const message = `expected ${this.#width} values, found ${this.count}`;
      if (breaks > 1 && this.#rowEnd === undefined) return this.#broken(start, final, "ragged", message);
      this.rows++;
      this.line += breaks;
      this.#rejected(line, "ragged", message, start, this.end);
      return next;
    }
    this.rows++;
    this.line += breaks;
    if (nul && this.buffer.subarray(start, this.end).includes(0)) {
      this.#rejected(line, "nul_byte", "the row holds a NUL byte", start, this.end);
      return next;
    }
    if (next - start > this.longest) this.longest = next - start;
    this.#sink.accept(this);
    return next;
  }

  /** Gives up the physical line at `start` and goes on behind it. */
  #broken(start: number, final: boolean, rule: Reject["rule"], message: string): number {
    const end = this.buffer.indexOf(lineFeed, start);
    if (end < 0 && !final) return -1;
    this.rows++;
    this.#rejected(this.line, rule, message, start, end < 0 ? this.buffer.length : end);
    this.line++;
    return end < 0 ? this.buffer.length : end + 1;
  }

  #rejected(line: number, rule: Reject["rule"], message: string, start: number, end: number): void {
    const text = this.buffer.toString("utf8", start, Math.min(end, start + 100_000)).replace(/\r$/, "");
    this.#sink.reject({ row: this.rows, line, rule, message, text });
  }

  /** Where a quoted value closes; -1: not in what was read so far; -2: nowhere. */
  #closingQuote(from: number, final: boolean): number {
    const { buffer } = this;
    for (let position = from; ; ) {
      const quote = buffer.indexOf(this.#quote, position);
      if (quote < 0 || quote - from > longestQuoted) {
        return final || buffer.length - from > longestQuoted ? -2 : -1;
      }
      if (quote + 1 >= buffer.length && !final) return -1;
      if (buffer[quote + 1] !== this.#quote) return quote;
      position = quote + 2;
    }
  }

  #matches(wanted: Buffer, position: number): boolean {
    if (wanted.length === 1) return true;
    for (let index = 1; index < wanted.length; index++) {
      if (this.buffer[position + index] !== wanted[index]) return false;
    }
    return true;
  }
}

/** The first line of some bytes that is not UTF-8, counted from 1; 0 where all are. */
export function invalidLine(bytes: Buffer): number {
  if (isUtf8(bytes)) return 0;
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(lineFeed, start);
    const stop = end < 0 ? bytes.length : end + 1;
    if (!isUtf8(bytes.subarray(start, stop))) return line;
    start = stop;
  }
  return line;
}
