import { type RecordBatch, RecordBatchStreamWriter } from "apache-arrow";
import type { Answer } from "../query/answer.ts";
import { arrowColumns, recordBatch } from "./arrow-columns.ts";
import type { Format } from "./format.ts";

/** An Arrow IPC stream: decimals as Decimal128, dates as Date32, timestamps in UTC, ENUM columns as dictionaries. */
export const arrow: Format = {
  name: "arrow",
  mediaType: "application/vnd.apache.arrow.stream",
  async *write(answer: Answer) {
    const columns = arrowColumns(answer.columns, answer.types);
    const writer = new PieceWriter();
    writer.reset(undefined, columns.schema);
    yield writer.take();
    for await (const { chunk, rows } of answer.batches()) {
      writer.write(recordBatch(columns, chunk, rows));
      yield writer.take();
    }
    writer.finish();
    yield writer.take();
  },
};

/** A stream writer whose bytes are taken after each batch, before the engine reuses the memory behind it. */
class PieceWriter extends RecordBatchStreamWriter {
  #pieces: Uint8Array[] = [];

  take(): Uint8Array {
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    return bytes;
  }

  override write(batch: RecordBatch): void {
    super.write(batch);
  }

  protected override _write(chunk: Parameters<RecordBatchStreamWriter["_write"]>[0]): this {
    const view = chunk as ArrayBufferView;
    this.#pieces.push(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    this._position += view.byteLength;
    return this;
  }
}
