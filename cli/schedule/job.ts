import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ScheduleEntry } from "../../core/project.ts";

/** A job that is running as a process of its own. */
export interface Job {
  processId: number | null;
  /** Settles once the process is gone; never rejects. `exitCode` null: a signal ended it, or it could not start. */
  ended: Promise<{ exitCode: number | null; message: string | null }>;
  /** Asks the process to end. */
  stop(): void;
}

/** Starts `whalecurve` with these arguments. */
export type StartJob = (command: readonly string[]) => Job;

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const keptCharacters = 4000;

/** The arguments that a schedule's entry stands for. */
export function commandOf(entry: ScheduleEntry): string[] {
  if (entry.export === undefined) return ["run"];
  return ["export", entry.export, "--format", entry.format, ...(entry.to === undefined ? [] : ["--to", entry.to])];
}

/** Starts jobs of one project as child processes; what they say goes to standard error, its end into the message. */
export function jobStarter(projectDirectory: string): StartJob {
  return (command) => {
    const child = spawn(process.execPath, [main, ...command, "--project-dir", projectDirectory], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      process.stderr.write(text);
      said = (said + text).slice(-keptCharacters);
    });
    const ended = new Promise<{ exitCode: number | null; message: string | null }>((resolve) => {
      child.once("error", (failure) => resolve({ exitCode: null, message: failure.message }));
      child.once("close", (exitCode, signal) => {
        const last = said.trim() === "" ? null : said.trim();
        resolve({ exitCode, message: signal === null ? last : `ended by ${signal}` });
      });
    });
    return { processId: child.pid ?? null, ended, stop: () => child.kill("SIGTERM") };
  };
}

/** Whether a process with this id exists. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
