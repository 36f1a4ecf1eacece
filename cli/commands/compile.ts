import { selectModels } from "../../warehouse/runner/selector.ts";
import { loadGraph } from "../pipeline/library.ts";
import type { Selection } from "../pipeline/stages.ts";
import { openSession } from "../session.ts";
import type { Register } from "./index.ts";

/** `compile`: the SQL that the engine would run, without running it. */
export const register: Register = (program) => {
  program
    .command("compile")
    .description("print the SQL of the models as the engine would run it")
    .option("--select <models>", "only these: name, +name, name+, tag:x, path:x, source:x")
    .option("--exclude <models>", "all but these")
    .action((flags: Selection, command) => {
      const graph = loadGraph(openSession(command));
      const selected = selectModels(graph, flags.select, flags.exclude);
      const chosen = graph.filter((node) => selected.has(node.model.name));
      process.stdout.write(chosen.map(({ model, sql }) => `-- ${model.path}\n${sql};\n`).join("\n"));
    });
};
