import { computed, signal } from "@preact/signals";

/** The address of the page is the application's whole state; this file is the only one that reads or writes it. */

const href = signal(window.location.href);

export const address = computed(() => new URL(href.value));
export const path = computed(() => address.value.pathname);
export const query = computed(() => address.value.searchParams);

window.addEventListener("popstate", () => {
  href.value = window.location.href;
});

/** Goes to another page; the focus and the scroll position start at its top. */
export function visit(target: string): void {
  window.history.pushState(null, "", target);
  href.value = window.location.href;
  window.scrollTo(0, 0);
  document.getElementById("content")?.focus({ preventScroll: true });
}

/** The address of the current page with other parameters; null or "" takes one away. */
export function withQuery(changes: Readonly<Record<string, string | null>>): string {
  const parameters = new URLSearchParams(query.value);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") parameters.delete(name);
    else parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === "" ? path.value : `${path.value}?${text}`;
}

/** Changes parameters of the current page in place, so that "back" leaves the page instead of undoing keystrokes. */
export function refine(changes: Readonly<Record<string, string | null>>): void {
  window.history.replaceState(window.history.state, "", withQuery(changes));
  href.value = window.location.href;
}

/** Changes parameters as a step of its own in the history. */
export function step(changes: Readonly<Record<string, string | null>>): void {
  window.history.pushState(null, "", withQuery(changes));
  href.value = window.location.href;
}

/** Lets every link inside the application change the page without loading it again. */
export function followLinks(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.target !== "" || link.hasAttribute("download") || link.origin !== window.location.origin) return;
  if (link.pathname.startsWith("/api/") || link.getAttribute("href")?.startsWith("#")) return;
  event.preventDefault();
  if (link.dataset.keep === undefined) visit(link.href);
  else {
    window.history.pushState(null, "", link.href);
    href.value = window.location.href;
  }
}
