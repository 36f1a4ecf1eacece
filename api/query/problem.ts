import { WhalecurveError } from "../../core/error.ts";

/** A request that cannot be answered as it was written. */
export function badRequest(code: string, what: string, hint: string): WhalecurveError {
  return new WhalecurveError({ code, what, hint, exitCode: 2 });
}
