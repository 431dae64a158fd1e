import { NDArray } from "@linnet/core";

/** What a program printed. */
export interface Printed {
  /** What each `console.log` was given. */
  readonly calls: readonly (readonly unknown[])[];
  /** Its sentences, one for each call that had words or numbers. */
  readonly lines: readonly string[];
}

const samples = import.meta.glob(["../*.ts", "!../*.test.ts", "!../{catalogue,load-sample}.ts"]);
const known = new Map<string, Promise<Printed>>();

/** Runs a sample, once for all tests, and keeps what it prints. */
export function printed(id: string): Promise<Printed> {
  const already = known.get(id);
  if (already !== undefined) return already;
  const running = run(id);
  known.set(id, running);
  return running;
}

async function run(id: string): Promise<Printed> {
  const calls: unknown[][] = [];
  const { log } = console;
  console.log = (...what: unknown[]) => calls.push(what);
  try {
    await samples[`../${id}.ts`]();
  } finally {
    console.log = log;
  }
  const words = calls.map((what) => what.filter((one) => typeof one === "string" || typeof one === "number").join(" "));
  return { calls, lines: words.filter((line) => line !== "") };
}

/** Numbers after the words of the first line of a sample that has them. */
export async function said(id: string, words: string): Promise<number[]> {
  const { lines } = await printed(id);
  const line = lines.find((one) => one.includes(words));
  if (line === undefined) throw new RangeError(`Nothing that was printed says “${words}”.`);
  const after = line.slice(line.indexOf(words) + words.length).replaceAll("−", "-");
  return Array.from(after.matchAll(/-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g), ([text]) => Number(text));
}

/** The entries of the array that a sample prints beside some words. */
export async function arrayBeside(id: string, words: string): Promise<number[]> {
  const { calls } = await printed(id);
  const call = calls.find((what) => String(what[0]).includes(words));
  const found = call?.find((one) => one instanceof NDArray);
  if (found === undefined) throw new RangeError(`No array is printed beside “${words}”.`);
  return (found.toArray() as number[] | number[][]).flat();
}

/** The largest difference of two lists. */
export function apart(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError(`There are ${a.length} numbers, and not ${b.length}.`);
  return Math.max(...a.map((x, i) => Math.abs(x - b[i])));
}
