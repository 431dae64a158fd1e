import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import katex from "katex";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { changed } from "./changed.js";
import { LISTINGS } from "./load-lesson.js";
import type { Lesson, LessonStep } from "./lesson.js";
import { readProgram, takeHome } from "./program.js";

// What holds for every lesson, whatever it is about. That what is taken home is correct TypeScript, and that it runs on the
// packages as npm ships them, is shown by e2e/lessons.spec.ts, which takes it home.

const folder = join(import.meta.dirname, "../../artifacts/programs");
const lessons = import.meta.glob<Lesson>("./*/lesson.ts", { eager: true, import: "lesson" });
const codes = import.meta.glob<(inputs: unknown) => unknown>("./*/code.ts", { eager: true, import: "compute" });
const sources = import.meta.glob<string>("./*/code.ts", { eager: true, query: "?raw", import: "default" });

const all = LISTINGS.map(({ id, title }) => {
  const lesson = lessons[`./${id}/lesson.ts`];
  const initial = Object.fromEntries(Object.entries(lesson.fields).map(([name, field]) => [name, field.initial]));
  const source = sources[`./${id}/code.ts`];
  return { id, title, lesson, source, compute: codes[`./${id}/code.ts`], initial, other: changed(lesson.fields) };
});

/** A lesson taken home with some inputs, in a file of its own. */
const file = (id: string, which: "initial" | "other"): string => join(folder, `${id}-${which}.ts`);

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  for (const { id, title, lesson, source, initial, other } of all) {
    await writeFile(file(id, "initial"), takeHome(title, source, lesson.fields, initial));
    await writeFile(file(id, "other"), takeHome(title, source, lesson.fields, other));
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a program prints. */
async function printed(program: string): Promise<unknown> {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    await import(/* @vite-ignore */ program);
    expect(log).toHaveBeenCalledTimes(1);
    return log.mock.calls[0][0];
  } finally {
    log.mockRestore();
  }
}

describe.each(all)("$id", ({ id, lesson, source, compute, initial, other }) => {
  const { sections } = readProgram(source);

  it("has fields that links can carry", () => {
    for (const [name, { initial, read, write, local }] of Object.entries(lesson.fields)) {
      expect(name).toMatch(/^[A-Za-z]\w*$/);
      expect(name).not.toBe("step"); // which is the step's
      if (local !== true) expect(read(write(initial))).toEqual(initial);
    }
  });

  it("begins with fields that fit each other", () => {
    for (const fit of lesson.fits ?? []) {
      expect(Object.keys(lesson.fields)).toEqual(expect.arrayContaining([...fit.of]));
      expect(fit.holds(initial)).toBe(true);
    }
  });

  it("has a code of sections, on Linnet's packages alone", () => {
    expect(sections.size).toBeGreaterThan(0);
    expect(sections.size).toBe(source.match(/^\s*\/\/ \[[\w-]+\] /gm)?.length); // no key twice
    for (const [, from, later] of source.matchAll(/\bfrom\s*"([^"]+)"|\bimport\s*\(?\s*"([^"]+)"/g))
      expect(from ?? later).toMatch(/^@linnet\//);
  });

  it.each([
    ["as it begins", "initial", initial],
    ["with other inputs", "other", other],
  ] as const)(
    "can be taken home, and tells what it computes in a sentence and in steps (%s)",
    async (_, which, values) => {
      const result = await printed(file(id, which));
      if (which === "initial") expect(result).toEqual(await compute(values));
      const received = structuredClone(result); // as the page receives it
      expect(received).toEqual(plain(result));
      const caption = lesson.caption(received, values);
      expect(caption).toMatch(/^\S.*\S[.!?]$/su);
      expect(caption).not.toMatch(/undefined|\[object|\bnull\b/);
      const steps = lesson.steps(received, values);
      expect(steps.length).toBeGreaterThan(0);
      for (const step of steps) checkStep(step, sections);
    },
  );
});

function checkStep({ title, why, latex, code, after }: LessonStep, sections: ReadonlyMap<string, unknown>): void {
  expect(title).toMatch(/\S/);
  expect(why).toMatch(/\S/);
  expect(Object.values(after)).not.toContain(undefined);
  if (latex) katex.renderToString(latex, { displayMode: true, throwOnError: true, strict: "error" });
  if (code !== undefined) expect([...sections.keys()]).toContain(code);
}

/** Data without their classes; what is no data stays, and is another than its copy. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, plain(entry)]));
}
