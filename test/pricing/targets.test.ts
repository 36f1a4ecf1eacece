import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { policySchema } from "../../core/policy.ts";
import type { Project, TargetOptions } from "../../core/project.ts";
import { findTarget, targets } from "../../pricing/targets/index.ts";

function projectWith(options: TargetOptions): Project {
  const directory = mkdtempSync(join(tmpdir(), "whalecurve-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return {
    name: "acme",
    reporting_currency: "EUR",
    sources: {},
    targets: { erp: options },
    schedule: [],
    server: { host: "127.0.0.1", port: 8080 },
    directory,
    policy: policySchema.parse({}),
    secrets: [],
  };
}

const content = (text: string) => ({ name: "grades", format: "csv", write: (path: string) => writeFile(path, text) });
const checksum = (text: string): string => `${createHash("sha256").update(text).digest("hex")}  grades.csv\n`;

/** A target of each kind, and how what stands there is read. */
const subjects: Record<string, { options: TargetOptions; read: (project: Project) => string | undefined }> = {
  file: {
    options: { kind: "file", path: "out/erp" },
    read: ({ directory }) => {
      const path = join(directory, "out/erp/grades.csv");
      return existsSync(path) ? readFileSync(path, "utf8") : undefined;
    },
  },
};

describe.each(targets.map((target) => target.kind))("a target of kind %s", (kind) => {
  const { options, read } = subjects[kind] ?? { options: { kind }, read: () => undefined };

  test("holds what was delivered last, and says where", async () => {
    const project = projectWith(options);
    const target = findTarget(project, "erp");
    await target.deliver(content("one\n"));
    await target.deliver(content("two\n"));
    expect(read(project)).toBe("two\n");
    expect(target.address).toBe(join(project.directory, "out/erp"));
  });

  test("keeps what it has when the content cannot be written", async () => {
    const project = projectWith(options);
    const target = findTarget(project, "erp");
    await target.deliver(content("one\n"));
    const write = async (path: string): Promise<void> => {
      await writeFile(path, "tw");
      throw new Error("boom");
    };
    await expect(target.deliver({ ...content(""), write })).rejects.toThrow("boom");
    expect(read(project)).toBe("one\n");
    await target.deliver(content("three\n"));
    expect(read(project)).toBe("three\n");
  });
});

describe("a folder", () => {
  const options = { kind: "file", path: "out" };

  test("holds the file and its checksum as sha256sum writes it, and nothing else, whatever a crash left there", async () => {
    const project = projectWith(options);
    const folder = join(project.directory, "out");
    mkdirSync(folder);
    for (const left of [".grades.csv.part", ".grades.csv.sha256.part"]) writeFileSync(join(folder, left), "half");
    writeFileSync(join(folder, ".grades.csv.lock"), "999999999");
    await findTarget(project, "erp").deliver(content("one\n"));
    expect(readdirSync(folder).sort()).toEqual(["grades.csv", "grades.csv.sha256"]);
    expect(readFileSync(join(folder, "grades.csv.sha256"), "utf8")).toBe(checksum("one\n"));
  });

  test("never has a file beside the checksum of another one", async () => {
    const project = projectWith(options);
    const folder = join(project.directory, "out");
    const target = findTarget(project, "erp");
    const standing = (): string | undefined => {
      try {
        return readFileSync(join(folder, "grades.csv.sha256"), "utf8");
      } catch {
        return undefined;
      }
    };
    const texts = Array.from({ length: 30 }, (_, index) => `${index}\n`.repeat(1 + index * 500));
    let [delivering, compared] = [true, 0];
    const wrong: string[] = [];
    const reading = (async () => {
      while (delivering) {
        await new Promise((resolve) => setImmediate(resolve));
        const before = standing();
        if (before === undefined) continue;
        const text = readFileSync(join(folder, "grades.csv"), "utf8");
        if (standing() !== before) continue;
        compared++;
        if (before !== checksum(text)) wrong.push(before);
      }
    })();
    for (const text of texts) await target.deliver(content(text));
    delivering = false;
    await reading;
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(0);
  });

  test("takes one delivery of a file at a time", async () => {
    const project = projectWith(options);
    const target = findTarget(project, "erp");
    const write = async (path: string): Promise<void> => {
      expect(dirname(path)).toBe(join(project.directory, "out"));
      await expect(target.deliver(content("two\n"))).rejects.toMatchObject({ code: "delivery_busy", exitCode: 1 });
      await writeFile(path, "one\n");
    };
    await target.deliver({ ...content(""), write });
    expect(readFileSync(join(project.directory, "out/grades.csv"), "utf8")).toBe("one\n");
  });
});

test("a target that is not there, of an unknown kind, or without a path is wrong configuration", () => {
  const project = projectWith({ kind: "pigeon" });
  expect(() => findTarget(project, "shop")).toThrow(
    expect.objectContaining({ code: "unknown_target", exitCode: 2, hint: "use one of: erp" }),
  );
  expect(() => findTarget(project, "erp")).toThrow(
    expect.objectContaining({ code: "unknown_target_kind", exitCode: 2, hint: "use one of: file" }),
  );
  expect(() => findTarget(projectWith({ kind: "file" }), "erp")).toThrow(
    expect.objectContaining({ code: "invalid_target", exitCode: 2 }),
  );
});
