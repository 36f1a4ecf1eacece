import { WhalecurveError } from "../../core/error.ts";
import { type CompiledModel, compileModel, type Variables } from "./compile.ts";
import type { Library } from "./load.ts";

/** Compiled models, every model after those that it reads. */
export type Graph = readonly CompiledModel[];

/**
 * Compiles all models and orders them.
 * @throws WhalecurveError `model_cycle` naming the models of a cycle.
 */
export function buildGraph(library: Library, variables: Variables): Graph {
  const compiled = new Map([...library.models].map(([name, model]) => [name, compileModel(model, library, variables)]));
  const ordered: CompiledModel[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (name: string, path: readonly string[]): void => {
    if (state.get(name) === "done") return;
    if (state.get(name) === "open") {
      const cycle = [...path.slice(path.indexOf(name)), name];
      throw new WhalecurveError({
        code: "model_cycle",
        where: compiled.get(name)?.model.path ?? name,
        what: `models refer to each other in a circle: ${cycle.join(" → ")}`,
        hint: "remove one of these references",
        exitCode: 2,
      });
    }
    state.set(name, "open");
    const node = compiled.get(name);
    if (node === undefined) return;
    for (const ref of node.refs) visit(ref, [...path, name]);
    state.set(name, "done");
    ordered.push(node);
  };
  for (const name of [...compiled.keys()].sort()) visit(name, []);
  return ordered;
}
