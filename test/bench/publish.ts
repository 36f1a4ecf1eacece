import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { dataPaths } from "../../cli/session.ts";
import { publish, readPointer } from "../../warehouse/snapshot/publish.ts";
import { type Bench, compared, seconds } from "./stopwatch.ts";

/** Publication, against copying the bytes of the snapshot that it makes. */
export const benchPublish: Bench = async ({ connection, graph, session }) => {
  const { snapshots } = dataPaths(session.project);
  const published = await seconds(() => publish(connection, graph, snapshots));
  const file = join(snapshots, readPointer(snapshots)?.file ?? "");
  const copy = `${file}.copy`;
  const copied = await seconds(async () => copyFileSync(file, copy));
  rmSync(copy);
  return [compared("publish", published, copied, "copying the snapshot's bytes")];
};
