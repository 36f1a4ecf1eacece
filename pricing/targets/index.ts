import { WhalecurveError } from "../../core/error.ts";
import type { Project } from "../../core/project.ts";
import { file } from "./file.ts";
import type { Delivery, Target } from "./target.ts";

/** Every kind of target, one file each. */
export const targets: readonly Target[] = [file];

/** A target of a project, ready to take deliveries. */
export interface NamedTarget {
  name: string;
  address: string;
  deliver(delivery: Pick<Delivery, "name" | "format" | "write">): Promise<void>;
}

/**
 * The target that `whalecurve.yaml` describes under a name.
 * @throws WhalecurveError (exit code 2) `unknown_target`, `unknown_target_kind` or `invalid_target`.
 */
export function findTarget(project: Project, name: string): NamedTarget {
  const options = project.targets[name];
  if (options === undefined) {
    const names = Object.keys(project.targets).join(", ");
    throw refuse("unknown_target", "whalecurve.yaml: targets", `there is no target "${name}"`, names || "(none)");
  }
  const target = targets.find(({ kind }) => kind === options.kind);
  if (target === undefined) {
    const kinds = targets.map(({ kind }) => kind).join(", ");
    throw refuse(
      "unknown_target_kind",
      `whalecurve.yaml: targets.${name}.kind`,
      `unknown kind "${options.kind}"`,
      kinds,
    );
  }
  const place = { projectDirectory: project.directory, options };
  return {
    name,
    address: target.address(place),
    deliver: (delivery) => target.deliver({ ...place, ...delivery }),
  };
}

function refuse(code: string, where: string, what: string, known: string): WhalecurveError {
  return new WhalecurveError({ code, where, what, hint: `use one of: ${known}`, exitCode: 2 });
}
