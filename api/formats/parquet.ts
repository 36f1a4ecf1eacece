import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WhalecurveError } from "../../core/error.ts";
import { Database } from "../../warehouse/duckdb/database.ts";
import { identifier, literal } from "../../warehouse/duckdb/sql.ts";
import type { Answer } from "../query/answer.ts";
import type { Format } from "./format.ts";

/** Written by the engine itself: decimals, dates and timestamps keep their types. */
export const parquet: Format = {
  name: "parquet",
  mediaType: "application/vnd.apache.parquet",
  async *write(answer: Answer) {
    const directory = await mkdtemp(join(tmpdir(), "whalecurve-"));
    try {
      const file = join(directory, "rows.parquet");
      await copyTo(file, directory, answer);
      yield* createReadStream(file, { highWaterMark: 256 * 1024 });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  },
};

/** The serving engine may touch no file, so an engine of its own reads the snapshot and may write one folder. */
async function copyTo(file: string, directory: string, answer: Answer): Promise<void> {
  const database = await Database.open({ path: ":memory:", mode: "write", threads: 1 });
  try {
    const connection = await database.connect();
    await connection.execute(`attach ${literal(answer.query.file)} as snapshot (read_only)`);
    await connection.execute("use snapshot");
    await connection.execute(`set allowed_directories = [${literal(`${directory}/`)}]`);
    await connection.execute("set enable_external_access = false");
    const columns = answer.columns.map((column) => identifier(column.name)).join(", ");
    const written = await connection.execute(
      `copy (select ${columns} from (${answer.query.sql})) to ${literal(file)} (format parquet)`,
      answer.query.parameters,
    );
    if (written !== answer.rows) {
      throw new WhalecurveError({ code: "incomplete", what: `${answer.rows} rows were counted, ${written} written` });
    }
  } finally {
    database.close();
  }
}
