/** What a program printed. */
export interface Printed {
  /** What each `console.log` was given. */
  readonly calls: readonly (readonly unknown[])[];
  /** Its sentences, one for each call that had words or numbers. */
  readonly lines: readonly string[];
}

const samples = import.meta.glob(["./*.ts", "!./*.test.ts", "!./{catalogue,load-sample,printed}.ts"]);
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
    await samples[`./${id}.ts`]();
  } finally {
    console.log = log;
  }
  const words = calls.map((what) => what.filter((one) => typeof one === "string" || typeof one === "number").join(" "));
  return { calls, lines: words.filter((line) => line !== "") };
}

/** The numbers of the first line that has some words in it, without those words. */
export function numbersAfter({ lines }: Printed, words: string): number[] {
  const line = lines.find((one) => one.includes(words));
  if (line === undefined) throw new RangeError(`Nothing that was printed says “${words}”.`);
  const after = line.slice(line.indexOf(words) + words.length).replaceAll("−", "-");
  return Array.from(after.matchAll(/-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g), ([text]) => Number(text));
}
