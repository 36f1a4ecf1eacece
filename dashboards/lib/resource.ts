import { useEffect, useState } from "preact/hooks";
import { RequestFailure } from "./failure.ts";
import { generation } from "./request.ts";

/** What a page knows of something it asked for. `stale` values stay on the screen while newer ones are on the way. */
export type Resource<Value> =
  | { state: "loading"; value: Value | null; retry: () => void }
  | { state: "ready"; value: Value; retry: () => void }
  | { state: "failed"; value: null; failure: RequestFailure; retry: () => void };

type Outcome<Value> = { key: string; value: Value } | { key: string; failure: RequestFailure };

const asFailure = (error: unknown): RequestFailure =>
  error instanceof RequestFailure
    ? error
    : new RequestFailure({
        status: 0,
        code: "unexpected",
        message: error instanceof Error ? error.message : `${error}`,
      });

/**
 * Loads once per key and build. Answers that arrive after the key has changed are dropped; while a new key loads, the
 * last value remains as `value`, so that nothing jumps.
 */
export function useResource<Value>(name: string, load: () => Promise<Value>): Resource<Value> {
  const [attempt, setAttempt] = useState(0);
  const [outcome, setOutcome] = useState<Outcome<Value> | null>(null);
  const key = `${generation.value} ${attempt} ${name}`;
  useEffect(() => {
    let current = true;
    load().then(
      (value) => current && setOutcome({ key, value }),
      (error: unknown) => current && setOutcome({ key, failure: asFailure(error) }),
    );
    return () => {
      current = false;
    };
  }, [key]);
  const retry = () => setAttempt(attempt + 1);
  if (outcome !== null && outcome.key === key) {
    if ("failure" in outcome) return { state: "failed", value: null, failure: outcome.failure, retry };
    return { state: "ready", value: outcome.value, retry };
  }
  return { state: "loading", value: outcome !== null && "value" in outcome ? outcome.value : null, retry };
}
