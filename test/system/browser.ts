import { existsSync } from "node:fs";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser that the tests of the dashboards use; undefined where the machine has none. */
export function findBrowser(exists: (path: string) => boolean = existsSync): string | undefined {
  return places.find((place) => exists(place));
}
