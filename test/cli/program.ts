import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const main = join(import.meta.dirname, "../../cli/main.ts");

/** What a command left behind. `code` is null when it was killed. */
export interface Outcome {
  code: number | null;
  output: string;
  messages: string;
}

/** Starts the command line as users do, in a process of its own. */
export function start(parameters: readonly string[]): { process: ChildProcess; ended: Promise<Outcome> } {
  const child = spawn(process.execPath, [main, ...parameters], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let messages = "";
  child.stdout.on("data", (text: Buffer) => {
    output += text.toString();
  });
  child.stderr.on("data", (text: Buffer) => {
    messages += text.toString();
  });
  const ended = new Promise<Outcome>((resolve) => child.on("close", (code) => resolve({ code, output, messages })));
  return { process: child, ended };
}

/** Runs one command to its end. */
export function whalecurve(...parameters: string[]): Promise<Outcome> {
  return start(parameters).ended;
}

/** An empty folder that is removed after the test. */
export function temporaryFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), "whalecurve-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
