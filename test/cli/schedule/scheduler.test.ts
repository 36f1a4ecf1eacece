import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commandOf, type Job, jobStarter } from "../../../cli/schedule/job.ts";
import { Scheduler } from "../../../cli/schedule/scheduler.ts";
import { silentLog } from "../../../core/log.ts";
import type { ScheduleEntry } from "../../../core/project.ts";
import { openStore, type Store } from "../../../store/store.ts";

let time: Date;
let store: Store;
let started: string[];
let running: number;
let most: number;
const clock = { now: () => time };
const nightly: ScheduleEntry = { name: "nightly", cron: "0 2 * * *", command: "run", format: "csv" };
const monthly: ScheduleEntry = {
  name: "prices",
  cron: "0 1 1 * *",
  export: "price_grades",
  format: "xlsx",
  to: "erp",
};

beforeEach(async () => {
  time = new Date(2026, 4, 10, 12);
  store = await openStore(":memory:", clock);
  started = [];
  running = 0;
  most = 0;
});
afterEach(() => store.close());

function scheduler(entries: ScheduleEntry[], exitCode: number | null = 0): Scheduler {
  const startJob = (command: readonly string[]): Job => {
    started.push(command.join(" "));
    most = Math.max(most, ++running);
    const end = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      running--;
      return { exitCode, message: exitCode === 0 ? null : "boom" };
    };
    return { processId: 1, ended: end(), stop() {} };
  };
  return new Scheduler({ entries, store, startJob, clock, log: silentLog });
}

describe("the scheduler", () => {
  it("runs nothing before it is due, then once", async () => {
    const due = scheduler([nightly]);
    await due.runDue();
    time = new Date(2026, 4, 11, 1, 59);
    await due.runDue();
    expect(started).toEqual([]);
    time = new Date(2026, 4, 11, 2);
    await due.runDue();
    await due.runDue();
    expect(started).toEqual(["run"]);
    expect(await store.jobRuns.latest(5)).toMatchObject([
      { command: "run", schedule_name: "nightly", status: "succeeded" },
    ]);
  });

  it("catches up once what was missed while nobody was there, earliest first, one at a time", async () => {
    await scheduler([nightly, monthly]).runDue();
    time = new Date(2026, 5, 20, 12);
    await scheduler([nightly, monthly]).runDue();
    expect(started).toEqual(["run", "export price_grades --format xlsx --to erp"]);
    expect(most).toBe(1);
    time = new Date(2026, 5, 21, 1);
    await scheduler([nightly, monthly]).runDue();
    expect(started).toHaveLength(2);
  });

  it("outlives a job that dies, and keeps it in the history", async () => {
    const due = scheduler([nightly], null);
    await due.runDue();
    time = new Date(2026, 4, 11, 3);
    await due.runDue();
    time = new Date(2026, 4, 12, 3);
    await due.runDue();
    expect(await store.jobRuns.latest(5)).toMatchObject([
      { status: "failed", message: "boom" },
      { status: "failed", message: "boom" },
    ]);
  });

  it("refuses a cron that cannot be read", () => {
    const wrong = { ...nightly, cron: "every day" };
    expect(() => scheduler([wrong])).toThrow(expect.objectContaining({ code: "invalid_schedule", exitCode: 2 }));
  });

  it("stops although a job is running", async () => {
    const due = scheduler([nightly]);
    await due.runDue();
    time = new Date(2026, 4, 11, 3);
    due.start();
    await due.stop();
    expect(running).toBe(0);
  });
});

describe("jobs", () => {
  it("stand for what the schedule says", () => {
    expect(commandOf(nightly)).toEqual(["run"]);
    expect(commandOf(monthly)).toEqual(["export", "price_grades", "--format", "xlsx", "--to", "erp"]);
  });

  it("are processes whose end is told with what they said last", async () => {
    const end = await jobStarter("/nowhere")(["query", "select 1", "--quiet"]).ended;
    expect(end.exitCode).toBe(2);
    expect(end.message).toContain("whalecurve.yaml");
  });
});
