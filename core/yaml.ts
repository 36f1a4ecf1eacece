import { isScalar, LineCounter, parseDocument, visit } from "yaml";
import type { z } from "zod";
import { WhalecurveError } from "./error.ts";

/**
 * Parses a YAML text and checks it against a schema. Every problem is reported with file, line, path and what was expected.
 * `resolve`, where given, rewrites every text value first; it is told where the value stands (`file:line`).
 * @throws WhalecurveError (exit code 2) that lists all problems at once.
 */
export function parseYaml<Schema extends z.ZodType>(
  text: string,
  file: string,
  schema: Schema,
  resolve?: (value: string, where: string) => string,
): z.output<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const syntax = document.errors[0];
  if (syntax !== undefined) {
    throw new WhalecurveError({
      code: "yaml_syntax",
      where: `${file}:${lines.linePos(syntax.pos[0]).line}`,
      what: syntax.message.split("\n")[0] ?? "not valid YAML",
      hint: "correct the YAML syntax at this line",
      exitCode: 2,
    });
  }
  if (resolve !== undefined) {
    visit(document, {
      Scalar(key, node) {
        if (key === "key" || !isScalar<unknown>(node) || typeof node.value !== "string") return;
        node.value = resolve(node.value, `${file}:${lines.linePos(node.range?.[0] ?? 0).line}`);
      },
    });
  }
  const checked = schema.safeParse(document.toJS() ?? {});
  if (checked.success) return checked.data;
  const problems = checked.error.issues.flatMap((issue) => {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : [];
    const paths = keys.length > 0 ? keys.map((key) => [...issue.path, key]) : [issue.path];
    return paths.map((path) => ({ path, message: keys.length > 0 ? "unknown key" : issue.message }));
  });
  const described = problems.map(({ path, message }) => {
    const line = lineOf(document, lines, path);
    return `${file}:${line}: ${path.map(String).join(".") || "(top level)"}: ${message}`;
  });
  throw new WhalecurveError({
    code: "invalid_configuration",
    what: described.join("\n"),
    hint: "see docs/configuration.md for every key",
    exitCode: 2,
  });
}

function lineOf(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
    const start = node?.range?.[0];
    if (start !== undefined) return lines.linePos(start).line;
  }
  return 1;
}
