import { createHash } from "node:crypto";
import { createReadStream, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { WhalecurveError } from "../../core/error.ts";
import type { Delivery, Target } from "./target.ts";

/**
 * Files in a folder, each with a checksum beside it that is the sign that the file may be taken: it goes away before the
 * file is replaced and comes back last, so that on disk there is never a file beside the checksum of another one.
 */
export const file: Target = {
  kind: "file",
  address: folderOf,
  async deliver(delivery) {
    const folder = folderOf(delivery);
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${delivery.name}.${delivery.format}`);
    const release = claim(join(folder, `.${basename(path)}.lock`));
    try {
      await replace(folder, path, delivery);
    } finally {
      release();
    }
  },
};

function folderOf({ projectDirectory, options }: Pick<Delivery, "projectDirectory" | "options">): string {
  if (options.path !== undefined) return resolve(projectDirectory, options.path);
  throw new WhalecurveError({
    code: "invalid_target",
    where: "whalecurve.yaml: targets",
    what: "a target of kind file has no path",
    hint: "add `path`, the folder that takes the files; a relative one starts at the project folder",
    exitCode: 2,
  });
}

async function replace(folder: string, path: string, { write }: Delivery): Promise<void> {
  const checksum = `${path}.sha256`;
  // Fixed names: what a crash left behind is replaced by the next delivery.
  const [newFile, newChecksum] = [path, checksum].map((final) => join(folder, `.${basename(final)}.part`)) as [
    string,
    string,
  ];
  await Promise.all([newFile, newChecksum].map((left) => rm(left, { force: true })));
  try {
    await write(newFile);
    await sync(newFile);
    await writeFile(newChecksum, `${await hashOf(newFile)}  ${basename(path)}\n`);
    await sync(newChecksum);
    await rm(checksum, { force: true });
    await sync(folder);
    await rename(newFile, path);
    await sync(folder);
    await rename(newChecksum, checksum);
    await sync(folder);
  } finally {
    await Promise.all([newFile, newChecksum].map((left) => rm(left, { force: true })));
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest("hex");
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Keeps other deliveries of the same file away until the returned function is called; a process that died keeps nobody away. */
function claim(lock: string, mayTakeOver = true): () => void {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return () => rmSync(lock, { force: true });
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== "EEXIST") throw thrown;
    const holder = Number(readFileSync(lock, "utf8"));
    if (!mayTakeOver || isAlive(holder)) {
      throw new WhalecurveError({
        code: "delivery_busy",
        where: lock,
        what: `process ${holder} is delivering this file`,
        hint: "wait until it has finished, then try again",
        cause: thrown,
      });
    }
    rmSync(lock, { force: true });
    return claim(lock, false);
  }
}

function isAlive(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    return process.kill(processId, 0);
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === "EPERM";
  }
}
