import { selectModels } from "../../warehouse/runner/selector.ts";
import { loadGraph } from "../pipeline/library.ts";
import type { Selection } from "../pipeline/stages.ts";
import { openSession } from "../session.ts";
import type { Register } from "./index.ts";

/** `ls`: the names of the models, each after those that it reads. */
export const register: Register = (program) => {
  program
    .command("ls")
    .description("list the models, in the order in which they are built")
    .option("--select <models>", "only these: name, +name, name+, tag:x, path:x, source:x")
    .option("--exclude <models>", "all but these")
    .action((flags: Selection, command) => {
      const graph = loadGraph(openSession(command));
      const selected = selectModels(graph, flags.select, flags.exclude);
      const names = graph.map((node) => node.model.name).filter((name) => selected.has(name));
      process.stdout.write(names.map((name) => `${name}\n`).join(""));
    });
};
