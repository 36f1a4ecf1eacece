import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { WhalecurveError } from "../../core/error.ts";
import { parseYaml } from "../../core/yaml.ts";
import { type Model, modelSchema } from "./model.ts";

/** A folder of models: `<directory>/<schema>/<name>.sql`, each with `<name>.yaml` beside it. */
export interface ModelFolder {
  directory: string;
  /** How paths in it are shown to people. */
  shownAs: string;
  isBuiltIn: boolean;
}

/** Models and macros, by name. */
export interface Library {
  models: Map<string, Model>;
  macros: Map<string, { path: string; template: string }>;
}

/**
 * Reads the models of several folders. A model of a later folder replaces one of the same name: that is how a project
 * overrides a built-in model.
 * @throws WhalecurveError for a template without YAML, a YAML that is not understood, or one name twice in a folder.
 */
export function loadModels(folders: readonly ModelFolder[]): Library {
  const library: Library = { models: new Map(), macros: new Map() };
  for (const folder of folders) {
    if (!existsSync(folder.directory)) continue;
    const seen = new Map<string, string>();
    for (const file of sqlFiles(folder.directory)) {
      const path = join(folder.shownAs, relative(folder.directory, file));
      const name = basename(file, ".sql");
      const schema = basename(dirname(file));
      const twin = seen.get(name);
      if (twin !== undefined) throw duplicate(name, path, twin);
      seen.set(name, path);
      const template = readFileSync(file, "utf8");
      if (schema === "macros") library.macros.set(name, { path, template });
      else {
        const model = { name, schema, path, template, options: readOptions(file, path), isBuiltIn: folder.isBuiltIn };
        if (model.options.enabled) library.models.set(name, model);
        else library.models.delete(name);
      }
    }
  }
  return library;
}

function readOptions(file: string, path: string): Model["options"] {
  const yaml = file.replace(/\.sql$/, ".yaml");
  if (!existsSync(yaml)) {
    throw new WhalecurveError({
      code: "model_without_yaml",
      where: path,
      what: "this model has no YAML beside it",
      hint: `write ${path.replace(/\.sql$/, ".yaml")} with description, grain and columns`,
      exitCode: 2,
    });
  }
  return parseYaml(readFileSync(yaml, "utf8"), path.replace(/\.sql$/, ".yaml"), modelSchema);
}

function sqlFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => join(directory, name));
}

function duplicate(name: string, path: string, twin: string): WhalecurveError {
  return new WhalecurveError({
    code: "duplicate_model",
    where: path,
    what: `a model "${name}" stands in ${twin} too`,
    hint: "model names are unique: rename one of them",
    exitCode: 2,
  });
}
