import { expect, test } from "vitest";
import { createLog } from "../../core/log.ts";

function recorded(isTTY = false) {
  const written: string[] = [];
  return { written, stream: { write: (text: string) => written.push(text), isTTY, columns: 40 } };
}

test("people read text, machines JSON lines with fields", () => {
  const { written, stream } = recorded();
  createLog({ format: "text", level: "info", stream }).warn("3 rows left");
  createLog({ format: "json", level: "info", stream, now: () => new Date(0) }).info("done", { rows: 3 });
  expect(written[0]).toBe("warning: 3 rows left\n");
  expect(JSON.parse(written[1] ?? "")).toEqual({
    time: "1970-01-01T00:00:00.000Z",
    level: "info",
    text: "done",
    rows: 3,
  });
});

test("a secret never reaches the output", () => {
  const { written, stream } = recorded();
  const log = createLog({ format: "json", level: "debug", secrets: ["hunter2", ""], stream });
  log.error("password hunter2", { url: "postgres://a:hunter2@b" });
  expect(written.join("")).not.toContain("hunter2");
});

test("progress is for terminals and is wiped before the next line", () => {
  const terminal = recorded(true);
  const log = createLog({ format: "text", level: "info", stream: terminal.stream });
  log.progress("half way");
  log.info("done");
  expect(terminal.written).toEqual(["half way", "\r\u001b[2K", "done\n"]);
  const file = recorded();
  createLog({ format: "text", level: "info", stream: file.stream }).progress("half way");
  expect(file.written).toEqual([]);
});
