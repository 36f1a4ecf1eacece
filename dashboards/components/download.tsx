import { texts } from "../lib/texts.ts";
import { Icon } from "./icon.tsx";

/** Exports exactly the table shown, all its rows: the same query as CSV. */
export function Download({ href, name }: { href: string; name: string }) {
  return (
    <a class="button" href={href} download={`${name}.csv`} title={texts.downloadTitle}>
      <Icon name="download" />
      {texts.download}
    </a>
  );
}
