import type { Connector } from "./connector.ts";
import { files } from "./files.ts";

/** Every connector, one file each. */
export const connectors: readonly Connector[] = [files];
