import type { CompiledModel } from "./compile.ts";
import type { Graph } from "./graph.ts";
import { fingerprint } from "./state.ts";

/** One model that a build will make, and why. */
export interface Step {
  node: CompiledModel;
  fingerprint: string;
  reason: "new" | "changed" | "full refresh";
}

/**
 * What a build has to do: models whose SQL, policy or inputs changed since they were made. Pure: reads no database.
 * @param made fingerprints of the models as they stand.
 */
export function planBuild(
  graph: Graph,
  selected: ReadonlySet<string>,
  made: ReadonlyMap<string, string>,
  versionOf: (table: string) => string,
  fullRefresh = false,
): Step[] {
  const current = new Map<string, string>();
  const steps: Step[] = [];
  for (const node of graph) {
    const name = node.model.name;
    const wanted = fingerprint(node, current, versionOf);
    const standing = made.get(name);
    current.set(name, wanted);
    if (!selected.has(name)) {
      if (standing !== undefined) current.set(name, standing);
      continue;
    }
    if (fullRefresh) steps.push({ node, fingerprint: wanted, reason: "full refresh" });
    else if (standing === undefined) steps.push({ node, fingerprint: wanted, reason: "new" });
    else if (standing !== wanted) steps.push({ node, fingerprint: wanted, reason: "changed" });
  }
  return steps;
}
