import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { generateCompany } from "../../fixtures/company/company.ts";
import { Random } from "../../fixtures/company/random.ts";
import { publishedMarts } from "./marts.ts";
import { start, temporaryFolder, whalecurve } from "./program.ts";

const kills = Number(process.env.WHALECURVE_KILLS ?? 5);

test(
  `a run that was killed ${kills} times ends in the same marts as an undisturbed one`,
  async () => {
    const folder = temporaryFolder();
    const [undisturbed, disturbed] = [join(folder, "undisturbed"), join(folder, "disturbed")];
    await generateCompany({ directory: undisturbed, orderLines: 1000, seed: 7 });
    cpSync(undisturbed, disturbed, { recursive: true });
    const started = performance.now();
    expect(await whalecurve("run", "--project-dir", undisturbed)).toMatchObject({ code: 0 });
    const whole = performance.now() - started;

    const random = new Random(7, "kill");
    let killed = 0;
    while (killed < kills) {
      const run = start(["run", "--project-dir", disturbed]);
      const delay = whole * (0.05 + 0.7 * random.next());
      const ended = await Promise.race([run.ended.then(() => true), pause(delay, false)]);
      if (ended) {
        // It was faster than the kill: the next one begins from nothing again.
        rmSync(join(disturbed, "data"), { recursive: true });
        continue;
      }
      run.process.kill("SIGKILL");
      await run.ended;
      killed++;
    }
    const last = await whalecurve("run", "--project-dir", disturbed);
    expect(last).toMatchObject({ code: 0 });
    expect(await publishedMarts(disturbed)).toEqual(await publishedMarts(undisturbed));
  },
  (kills + 3) * 60_000,
);
