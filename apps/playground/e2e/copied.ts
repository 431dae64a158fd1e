import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PARTS } from "../src/lessons/catalogue.js";
import type { Lesson } from "../src/lessons/lesson.js";

// What lessons.spec.ts copies from the pages of lessons is kept for taken-home.spec.ts, which compiles all of it at once.

/** Every lesson, in order. */
export const LESSONS = PARTS.flatMap((part) => part.lessons);

/** What was copied from a lesson's page, and what the page said then. */
export interface Copied {
  readonly link: string;
  readonly program: string;
  readonly caption: string;
}

/** Where it is kept; git ignores the folder. */
export const FOLDER = join(import.meta.dirname, "../artifacts/copied");

const fileOf = (id: string): string => join(FOLDER, `${id}.json`);

export async function keepCopied(id: string, copied: Copied): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(fileOf(id), JSON.stringify(copied));
}

export async function readCopied(id: string): Promise<Copied> {
  return JSON.parse(await readFile(fileOf(id), "utf8")) as Copied;
}

export async function lessonOf(id: string): Promise<Lesson> {
  return ((await import(`../src/lessons/${id}/lesson.ts`)) as { lesson: Lesson }).lesson;
}
