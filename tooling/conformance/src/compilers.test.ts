import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as core from "@linnet/core";
import * as linalg from "@linnet/linalg";
import * as nn from "@linnet/nn";
import * as stats from "@linnet/stats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mistakes } from "./mistakes.js";
import { type Sentence, checksInSources, says } from "./sentences.js";

// Types are part of the library: what they say, and what they cost, under TypeScript 7 and under 5.9 (Monaco's).

const here = fileURLToPath(new URL("../", import.meta.url));
const folder = join(here, "artifacts/compilers");
const compilers = { "TypeScript 7": "typescript", "TypeScript 5.9": "typescript-5" } as const;
type Compiler = keyof typeof compilers;
const names = Object.keys(compilers) as Compiler[];

/** The names of a package that some code calls, or calls `init` or `fit` of. */
function called(packed: object, code: string): string {
  const names = new Set(Array.from(code.matchAll(/(?<![.\w])\w+(?=(\.init|\.fit)?\()/g), ([name]) => name));
  return Object.keys(packed)
    .filter((name) => names.has(name))
    .join(", ");
}

const code = mistakes.map(([call]) => call).join("\n");
const imports = [
  `import { ${called(core, code)}, random, sum, type NDArray, type Shape } from "@linnet/core";`,
  `import { ${called(linalg, code)} } from "@linnet/linalg";`,
  'import { grad, hessian, hvp, valueAndGrad } from "@linnet/autograd";',
  `import { ${called(nn, code)} } from "@linnet/nn";`,
  `import { PCA, ${called(stats, code)} } from "@linnet/stats";`,
  "const rng = random(0);",
  'const bools = <const S extends Shape>(shape: S) => zeros(shape, { dtype: "bool" });',
  'const integers = <const S extends Shape>(shape: S) => zeros(shape, { dtype: "int32" });',
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
    for (const compiler of names)
      expect(said[compiler].get(lineOf(i))).toContain(`ShapeProblem<${JSON.stringify(sentence)}>`);
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
    expect([...new Set(mistakes.filter((_, i) => isOverload(i)).map(([call]) => call.split("(")[0]))]).toEqual(
      "add sub mul div pow remainder floorDivide hypot atan2 logaddexp copysign nextafter where".split(" "),
    );
  });
});

describe("what the sources can say of shapes", () => {
  it("is asserted, every sentence of every rule", async () => {
    const { sentences, operations } = await checksInSources();
    const isAsserted = (sentence: Sentence): boolean =>
      mistakes.some(([, message]) => says(sentence, message, operations));
    expect(sentences.length).toBeGreaterThan(0);
    expect(sentences.filter((sentence) => !isAsserted(sentence))).toEqual([]);
  });

  it("and something of every operation that is checked", async () => {
    const { operations } = await checksInSources();
    const asserted = new Set(mistakes.map(([, message]) => message.split(": ", 1)[0]));
    expect(operations.map(({ name }) => name).filter((name) => !asserted.has(name))).toEqual([]);
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
