import { expect, test } from "vitest";
import { read, typeScriptFiles, writtenFiles } from "./files.ts";

const source = writtenFiles().filter((path) => /\.(tsx?|sql)$/.test(path));
const lines = (path: string): number => read(path).split("\n").length - 1;

test("no file is longer than 400 lines, and half of them have at most 100", () => {
  const lengths = source.map((path) => ({ path, lines: lines(path) })).sort((left, right) => left.lines - right.lines);
  expect(lengths.filter((file) => file.lines > 400)).toEqual([]);
  expect(lengths[Math.floor(lengths.length / 2)]?.lines).toBeLessThanOrEqual(100);
});

test("nothing is named after the fact that nobody knew where it belongs", () => {
  const vague = /^(utils?|helpers?|commons?|managers?|misc|shared)$/i;
  const wrong = source.filter((path) => path.split(/[/.]/).some((part) => vague.test(part) || /Manager$/.test(part)));
  expect(wrong).toEqual([]);
});

test("type checks are not switched off", () => {
  const switches = new RegExp(`@ts-${"(ignore|nocheck|expect-error)"}`);
  expect(typeScriptFiles().filter((path) => switches.test(read(path)))).toEqual([]);
});

test("no file speaks of the machine on which it was written", () => {
  const places = ["work", "root", "home/[a-z]+"].map((place) => `["'\`\\s(=:]/${place}/`);
  const pattern = new RegExp([...places, `\\.\\./${"shared"}/`].join("|"));
  const text = writtenFiles().filter(
    (path) => /\.(tsx?|sql|md|ya?ml|json|html|css)$/.test(path) || !path.includes("."),
  );
  expect(text.filter((path) => pattern.test(read(path)))).toEqual([]);
});
