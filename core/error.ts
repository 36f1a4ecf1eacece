/**
 * An error that a user can act on: where it happened, what is wrong and what to do about it.
 * `exitCode` 1: the work failed or something was rejected; 2: wrong use or configuration.
 */
export class WhalecurveError extends Error {
  readonly code: string;
  readonly where: string | undefined;
  readonly what: string;
  readonly hint: string | undefined;
  readonly exitCode: 1 | 2;

  constructor(problem: {
    code: string;
    what: string;
    where?: string;
    hint?: string;
    exitCode?: 1 | 2;
    cause?: unknown;
  }) {
    const place = problem.where === undefined ? "" : `${problem.where}: `;
    const advice = problem.hint === undefined ? "" : `\n  → ${problem.hint}`;
    super(`${place}${problem.what}${advice}`, { cause: problem.cause });
    this.name = "WhalecurveError";
    this.code = problem.code;
    this.where = problem.where;
    this.what = problem.what;
    this.hint = problem.hint;
    this.exitCode = problem.exitCode ?? 1;
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
