import { WhalecurveError } from "../../core/error.ts";
import { checkProgram, checkProject, type Finding } from "../pipeline/checkup.ts";
import { counted } from "../pipeline/report.ts";
import { openSession } from "../session.ts";
import type { Register } from "./index.ts";

/** `doctor`: looks at everything that a run and a server need, and says what to do. */
export const register: Register = (program) => {
  program
    .command("doctor")
    .description("check configuration, sources, versions, disk and what is published; say what to do")
    .action((_flags: object, command) => {
      const findings = [...checkProgram(), ...checkProject(openSession(command))];
      print(findings);
      const problems = findings.filter((finding) => finding.state === "problem").length;
      if (problems === 0) return;
      throw new WhalecurveError({
        code: "problems_found",
        where: "doctor",
        what: `${counted(problems, "problem")} found`,
        hint: "do what stands beside each of them",
      });
    });
};

function print(findings: readonly Finding[]): void {
  for (const { subject, state, what, hint } of findings) {
    const advice = hint === undefined ? "" : `\n${" ".repeat(9)}→ ${hint}`;
    process.stdout.write(`${state.padEnd(8)} ${subject}: ${what}${advice}\n`);
  }
}
