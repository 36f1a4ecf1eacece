import type { ComponentChildren } from "preact";
import type { RequestFailure } from "../lib/failure.ts";
import type { Resource } from "../lib/resource.ts";
import { texts } from "../lib/texts.ts";

function wording(failure: RequestFailure): { title: string; advice: string } {
  if (failure.code === "no_data") return texts.failures.no_data;
  if (failure.code === "unreachable") return texts.failures.unreachable;
  if (failure.status === 404) return texts.failures.not_found;
  return texts.failures.other;
}

/** What went wrong, what to do, and a button that tries again. */
export function Failure({ failure, retry }: { failure: RequestFailure; retry: () => void }) {
  const { title, advice } = wording(failure);
  return (
    <div class="state" role="alert">
      <p class="state-title">{title}</p>
      <p>{advice}</p>
      <p class="note">{failure.message}</p>
      <button type="button" class="button" onClick={retry}>
        {texts.retry}
      </button>
    </div>
  );
}

/** Grey bars of the height that the content will have. */
export function Skeleton({ height }: { height: number }) {
  return (
    <div class="skeleton" style={{ height: `${height}px` }} role="status">
      <span class="spoken">{texts.loading}</span>
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="state quiet">{children}</p>;
}

/** Shows a resource in each of its states; a stale value is kept, dimmed, while the next one loads. */
export function Loaded<Value>(properties: {
  resource: Resource<Value>;
  height?: number;
  /** Stands where the value will; grey of the given height where none is given. */
  placeholder?: ComponentChildren;
  children: (value: Value) => ComponentChildren;
}) {
  const { resource } = properties;
  if (resource.state === "failed") return <Failure failure={resource.failure} retry={resource.retry} />;
  if (resource.value === null) return <>{properties.placeholder ?? <Skeleton height={properties.height ?? 200} />}</>;
  const busy = resource.state === "loading";
  return (
    <div class={busy ? "stale" : undefined} aria-busy={busy}>
      {properties.children(resource.value)}
    </div>
  );
}
