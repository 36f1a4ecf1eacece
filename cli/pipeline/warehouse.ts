import { type Connection, Database } from "../../warehouse/duckdb/database.ts";
import { dataPaths, type Session } from "../session.ts";

/** The warehouse, open for one job. */
export interface Warehouse {
  database: Database;
  connection: Connection;
}

/**
 * Opens the warehouse of a project for writing, and closes it when the work is done or has failed.
 * @throws WhalecurveError `warehouse_busy` when another process holds it.
 */
export async function withWarehouse<Result>(
  session: Session,
  work: (warehouse: Warehouse) => Promise<Result>,
): Promise<Result> {
  const database = await Database.open({ path: dataPaths(session.project).warehouse, mode: "write" });
  try {
    return await work({ database, connection: await database.connect() });
  } finally {
    database.close();
  }
}
