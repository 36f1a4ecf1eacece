import { signal } from "@preact/signals";
import { type DatasetQuery, datasetAddress } from "./dataset.ts";
import { failureOf, RequestFailure } from "./failure.ts";

/** Answers by address, valid for one build of the data. */
const answers = new Map<string, Promise<unknown>>();
const most = 200;

let build: string | null = null;

/** Counts the builds seen; when it grows, everything on the screen is loaded again, so that no two builds mix. */
export const generation = signal(0);

function notice(response: Response): void {
  const seen = response.headers.get("X-Build-Id");
  if (seen === null || seen === build) return;
  if (build !== null) {
    answers.clear();
    generation.value += 1;
  }
  build = seen;
}

async function fetched(address: string): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(address, { headers: { Accept: "application/json" } });
  } catch {
    throw new RequestFailure({ status: 0, code: "unreachable", message: "The server cannot be reached." });
  }
  if (!response.ok) throw await failureOf(response);
  const body: unknown = await response.json();
  notice(response);
  return body;
}

/** The JSON at an address, kept until the build changes; a failure is not kept. Rejects with RequestFailure. */
export function answer<Body>(address: string): Promise<Body> {
  const kept = answers.get(address);
  if (kept !== undefined) return kept as Promise<Body>;
  const promise = fetched(address);
  answers.set(address, promise);
  promise.catch(() => answers.delete(address));
  const oldest = answers.size > most ? answers.keys().next().value : undefined;
  if (oldest !== undefined) answers.delete(oldest);
  return promise as Promise<Body>;
}

export interface Rows<Row> {
  data: Row[];
  row_count: number;
  next_cursor: string | null;
}

/** Rows of a dataset: all of them, or a page where the query has a limit. Rejects with RequestFailure. */
export function rows<Row>(dataset: string, query: DatasetQuery = {}): Promise<Rows<Row>> {
  return answer<Rows<Row>>(datasetAddress(dataset, query));
}
