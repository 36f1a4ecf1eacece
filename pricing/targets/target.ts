import type { TargetOptions } from "../../core/project.ts";

/** One file for a target: complete, or not there at all. */
export interface Delivery {
  /** The folder in which relative paths of the project file start. */
  projectDirectory: string;
  options: TargetOptions;
  /** File name without its extension, such as `price_grades`. */
  name: string;
  /** The extension, such as `csv`. */
  format: string;
  /** Writes the content into a new file. What it throws ends the delivery, and the target keeps what it has. */
  write(path: string): Promise<void>;
}

/** A kind of place to which files are delivered. */
export interface Target {
  kind: string;
  /**
   * Where deliveries go, for people. Also called to check the options before anything is read.
   * @throws WhalecurveError `invalid_target` (exit code 2) when an option is missing.
   */
  address(place: Pick<Delivery, "projectDirectory" | "options">): string;
  /**
   * Replaces the file of that name. A reader that keeps to docs/exports.md never takes an incomplete or an unchecked one.
   * @throws WhalecurveError `delivery_busy` while another process delivers the same file.
   */
  deliver(delivery: Delivery): Promise<void>;
}
