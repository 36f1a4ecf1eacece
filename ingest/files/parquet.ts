import { messageOf, WhalecurveError } from "../../core/error.ts";
import type { Connection } from "../../warehouse/duckdb/database.ts";
import { identifier, literal } from "../../warehouse/duckdb/sql.ts";
import type { Reading } from "./landing.ts";

/** Reads a Parquet file in place, its columns as text. Binary floating point shows its 15 significant digits. */
export async function readParquet(path: string, file: string, connection: Connection): Promise<Reading> {
  const scan = `read_parquet(${literal(path)})`;
  try {
    const columns = await connection.rows<{ column_name: string; column_type: string }>(`describe from ${scan}`);
    const counted = await connection.row<{ rows: number }>(`select count(*) as rows from ${scan}`);
    const texts = columns.map(
      ({ column_name: name, column_type: type }) => `${textOf(name, type)} as ${identifier(name)}`,
    );
    return {
      columns: columns.map(({ column_name: name }) => name),
      rows: counted?.rows ?? 0,
      rejected: 0,
      scan: `(select ${texts.join(", ")} from ${scan})`,
    };
  } catch (thrown) {
    throw new WhalecurveError({
      code: "file_parquet",
      where: file,
      what: `the file is not readable Parquet (${messageOf(thrown).split("\n")[0]})`,
      hint: "export it again",
      cause: thrown,
    });
  }
}

function textOf(name: string, type: string): string {
  const column = identifier(name);
  if (type !== "DOUBLE" && type !== "FLOAT") return `cast(${column} as VARCHAR)`;
  const shown = type === "FLOAT" ? `cast(${column} as VARCHAR)` : `printf('%.15g', ${column})`;
  return `case when contains(${shown}, 'e') then cast(try_cast(${shown} as DECIMAL(38, 18)) as VARCHAR) else ${shown} end`;
}
