import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// Types are part of the library: what they say, and what they cost, under TypeScript 7 and under 5.9 (Monaco's).

const here = fileURLToPath(new URL("../", import.meta.url));
const folder = join(here, "artifacts/compilers");
const compilers = { "TypeScript 7": "typescript", "TypeScript 5.9": "typescript-5" } as const;
type Compiler = keyof typeof compilers;
const names = Object.keys(compilers) as Compiler[];

/** A call that must not compile, and the sentence that the compiler must show. */
const mistakes: readonly (readonly [code: string, sentence: string])[] = [
  ["matmul(zeros([64, 784]), zeros([100, 10]));", "matmul: inner dimensions 784 and 100 differ"],
  ["zeros([64, 784]).matmul(zeros([100, 10]));", "matmul: inner dimensions 784 and 100 differ"],
  ["matmul(zeros([2, 3]), zeros([4]));", "matmul: inner dimensions 3 and 4 differ"],
  ["matmul(zeros([2, 3]), zeros([]));", "matmul: b must have at least one axis"],
  ["einsum('ij,jk->ik', zeros([2, 3]), zeros([4, 5]));", "einsum: index j has lengths 3 and 4"],
  ["tensordot(zeros([2, 3]), zeros([4]), { axes: 1 });", "tensordot: dimensions 3 and 4 differ"],
  ["add(zeros([2, 3]), ones([4]));", "add: dimensions 3 and 4 do not broadcast"],
  ["zeros([2, 3]).add(ones([4]));", "add: dimensions 3 and 4 do not broadcast"],
  ["where(zeros([2, 3]).greater(0), ones([2, 3]), ones([4]));", "where: dimensions 3 and 4 do not broadcast"],
  ["zeros([2, 3]).slice('0:1', 0, 0);", "slice: there are more indices than axes"],
  ["slice(zeros([2, 3]), [0], [0], [0]);", "slice: there are more indices than axes"],
  ["slice(zeros([2, 3]), [0, 1], [0, 1, 2]);", "slice: dimensions 2 and 3 do not broadcast"],
  [
    "slice(zeros([2]), zeros([3]).greater(0));",
    "slice: a mask must have the lengths of the axes that it selects from, not 3 for 2",
  ],
  ["zeros([2]).slice([0]);", "slice: an array as an index is taken by the function slice(x, …)"],
  ["concat([zeros([2, 3]), zeros([2, 4])]);", "concat: "],
  ["solve(eye(3), zeros([4, 2]));", "solve: rows 3 of a and 4 of b differ"],
  ["svd(zeros([3]));", "svd: a must have at least two axes"],
  ["cholesky(zeros([2, 3]));", "cholesky: the last two axes must be equal"],
  [
    "sequential(Linear.init(rng, 784, 128), new Relu(), Linear.init(rng, 100, 10));",
    "sequential: layer 2 takes 100 features and is given 128",
  ],
];

const imports = [
  'import { add, concat, einsum, eye, matmul, ones, random, slice, sum, tensordot, where, zeros } from "@linnet/core";',
  'import { cholesky, solve, svd } from "@linnet/linalg";',
  'import { Linear, Relu, sequential } from "@linnet/nn";',
  "const rng = random(0);",
  "void [add, concat, einsum, eye, matmul, ones, slice, sum, tensordot, where, cholesky, solve, svd];",
  "void [Linear, Relu, sequential, rng];",
];

/** Three arrays of shapes that no other group has … */
function operands(i: number): string {
  const [m, k, n] = [10 + i, 1000 + i, 2000 + i];
  return `const a${i} = zeros([${m}, ${k}]); const b${i} = zeros([${k}, ${n}]); const c${i} = zeros([${n}]);`;
}

/** … and four operations on them, whose shapes are checked and followed. */
function operations(i: number): string {
  return `const d${i} = add(matmul(a${i}, b${i}), c${i}); const e${i}: readonly [${10 + i}] = sum(d${i}.mul(d${i}), { axis: 1 }).shape;`;
}

const groups = Array.from({ length: 500 }, (_, i) => i);
const files = {
  mistakes: [...imports, ...mistakes.map(([code]) => code)],
  operands: [...imports, ...groups.map(operands)],
  operations: [...imports, ...groups.map((i) => operands(i) + operations(i))],
};

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  for (const [name, lines] of Object.entries(files)) {
    await writeFile(join(folder, `${name}.ts`), `${lines.join("\n")}\nexport {};\n`);
    const project = {
      extends: "../../tsconfig.json",
      compilerOptions: { noEmit: true },
      include: [],
      files: [`${name}.ts`],
    };
    await writeFile(join(folder, `${name}.json`), JSON.stringify(project));
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a compiler prints about a file. */
async function compiled(compiler: Compiler, file: keyof typeof files): Promise<string> {
  const tsc = join(here, "node_modules", compilers[compiler], "bin/tsc");
  const words = [tsc, "-p", `${file}.json`, "--pretty", "false", "--extendedDiagnostics"];
  try {
    return (await promisify(execFile)("node", words, { cwd: folder, maxBuffer: 2 ** 26 })).stdout;
  } catch (error) {
    return (error as { stdout: string }).stdout; // tsc answers 2 when there are mistakes
  }
}

/** Diagnostics by line of the file, counted from 1. */
function byLine(output: string): Map<number, string> {
  const found = new Map<number, string>();
  let line = 0;
  for (const text of output.split("\n")) {
    const [, at, message] = /^mistakes\.ts\((\d+),\d+\): (.*)/.exec(text) ?? [];
    if (at !== undefined) line = Number(at);
    else if (!text.startsWith(" ")) line = 0;
    if (line > 0) found.set(line, `${found.get(line) ?? ""}${message ?? text}\n`);
  }
  return found;
}

describe("what the compiler says of shapes that do not fit", () => {
  const said = {} as Record<Compiler, Map<number, string>>;
  beforeAll(async () => {
    for (const compiler of names) said[compiler] = byLine(await compiled(compiler, "mistakes"));
  }, 180_000);
  const lineOf = (i: number): number => imports.length + 1 + i;

  it.each(mistakes.map(([code, sentence], i) => [code, sentence, i] as const))("%s", (_code, sentence, i) => {
    for (const compiler of names) expect(said[compiler].get(lineOf(i))).toContain(`ShapeProblem<"${sentence}`);
  });

  it.each(names)("%s finds these mistakes and no other", (compiler) => {
    expect([...said[compiler].keys()]).toEqual(mistakes.map((_, i) => lineOf(i)));
  });

  it("both compilers say the same, word for word, but of overloads, of which 7 shows the last only", () => {
    const [seven, five] = names.map((compiler) => said[compiler]);
    const isOverload = (i: number): boolean => five.get(lineOf(i))?.includes("No overload matches") === true;
    mistakes.forEach((_, i) => {
      if (!isOverload(i)) expect(seven.get(lineOf(i))).toBe(five.get(lineOf(i)));
    });
    expect(mistakes.filter((_, i) => isOverload(i)).map(([code]) => code.split("(")[0])).toEqual(["add", "where"]);
  });
});

describe("what shapes cost the compiler", () => {
  const budget = 80_000; // type instantiations, 40 for an operation

  it.each(names)(
    "%s: 2,000 operations on shapes of their own",
    async (compiler) => {
      const counts: number[] = [];
      for (const file of ["operands", "operations"] as const) {
        const output = await compiled(compiler, file);
        expect(output).not.toContain("error");
        counts.push(Number(/Instantiations:\s+(\d+)/.exec(output)?.[1]));
      }
      expect(counts[1] - counts[0]).toBeLessThanOrEqual(budget);
    },
    180_000,
  );
});
