import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** The folder of the whole project. */
export const root: string = join(import.meta.dirname, "../..");

const created = new Set(["node_modules", ".git", "dist", "demo", "coverage"]);

/** Paths of all files that people wrote, relative to the root. */
export function writtenFiles(directory: string = root): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return created.has(entry.name) ? [] : writtenFiles(path);
    return [relative(root, path)];
  });
}

/** Paths of all TypeScript files. */
export function typeScriptFiles(): string[] {
  return writtenFiles().filter((path) => /\.tsx?$/.test(path));
}

/** The text of a file. */
export function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** One import of another file of the project. */
export interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const statement = /^(import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"(\.[^"]+)"/gm;
const dynamic = /\bimport\(\s*"(\.[^"]+)"\s*\)/g;

/** The imports of other files of the project that stand in a file. */
export function importsOf(path: string): Import[] {
  const text = read(path);
  const target = (specifier: string): string => relative(root, join(root, path, "..", specifier));
  return [
    ...[...text.matchAll(statement)].map(([, , type, specifier = ""]) => ({
      from: path,
      to: target(specifier),
      typeOnly: type !== undefined,
    })),
    ...[...text.matchAll(dynamic)].map(([, specifier = ""]) => ({
      from: path,
      to: target(specifier),
      typeOnly: false,
    })),
  ];
}
