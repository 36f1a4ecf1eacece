import { createHash } from "node:crypto";
import { z } from "zod";
import { WhalecurveError } from "../../core/error.ts";
import { badRequest } from "./problem.ts";
import type { Place } from "./sort.ts";

const content = z.tuple([z.string(), z.string(), z.array(z.string().nullable()), z.int().nonnegative()]);

/** What a cursor belongs to: one build, and one request apart from its page. */
export interface CursorScope {
  buildId: string;
  /** Dataset, filters and sort, in any stable text form. */
  request: string;
}

/** An opaque text from which the next page can be asked for. */
export function writeCursor(scope: CursorScope, place: Place): string {
  const parts = [scope.buildId, digest(scope.request), place.values, place.position];
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/**
 * The place that a cursor stands for.
 * @throws WhalecurveError `invalid_cursor`, or `stale_cursor` when another build has been published since.
 */
export function readCursor(scope: CursorScope, cursor: string): Place {
  const [buildId, request, values, position] = parse(cursor);
  if (buildId !== scope.buildId) {
    throw new WhalecurveError({
      code: "stale_cursor",
      what: "the data have been published anew since this cursor was given",
      hint: "start again from the first page, without cursor",
      exitCode: 2,
    });
  }
  if (request !== digest(scope.request)) {
    throw badRequest("invalid_cursor", "the cursor belongs to another request", "keep dataset, filters and sort");
  }
  return { values, position };
}

function parse(cursor: string): z.output<typeof content> {
  try {
    return content.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    throw badRequest("invalid_cursor", "this is not a cursor", "use next_cursor of the page before, unchanged");
  }
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 12);
}
