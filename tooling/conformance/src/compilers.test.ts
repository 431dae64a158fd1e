import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as core from "@linnet/core";
import * as linalg from "@linnet/linalg";
import * as nn from "@linnet/nn";
import * as stats from "@linnet/stats";
import ts from "typescript-5";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mistakes } from "./mistakes.js";
import { type Sentence, checksInSources, says } from "./sentences.js";

// Types are part of the library: what they say, and what they cost, under TypeScript 7 and under 5.9 (Monaco's).

const here = fileURLToPath(new URL("../", import.meta.url));
const folder = join(here, "artifacts/compilers");
const compilers = { "TypeScript 7": bySeven, "TypeScript 5.9": byFive } as const;
type Compiler = keyof typeof compilers;
const names = Object.keys(compilers) as Compiler[];

/** What a compiler says of a program's two files, and how many types it has instantiated in all. */
type Compiled = { readonly output: string; readonly instantiations: number };

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

/** Two programs, for a compiler reads all sources for each: the mistakes beside the operands, and beside the operations. */
const programs = ["operands", "operations"] as const;
const compiled = {} as Record<Compiler, Record<(typeof programs)[number], Compiled>>;

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  for (const [name, lines] of Object.entries(files))
    await writeFile(join(folder, `${name}.ts`), `${lines.join("\n")}\nexport {};\n`);
  for (const name of programs) {
    const project = {
      extends: "../../tsconfig.json",
      compilerOptions: { noEmit: true },
      include: [],
      files: ["mistakes.ts", `${name}.ts`],
    };
    await writeFile(join(folder, `${name}.json`), JSON.stringify(project));
  }
  for (const name of names) compiled[name] = await compilers[name]();
}, 540_000); // a guard against hanging

afterAll(() => rm(folder, { recursive: true, force: true }));

/** TypeScript 7 has a command only, which checks the sources too: in one thread, which costs half as much as in four. */
async function bySeven(): Promise<Record<(typeof programs)[number], Compiled>> {
  const tsc = join(here, "node_modules/typescript/bin/tsc");
  const run = async (name: string): Promise<Compiled> => {
    const words = [tsc, "-p", `${name}.json`, "--pretty", "false", "--extendedDiagnostics", "--singleThreaded"];
    const end = promisify(execFile)("node", words, { cwd: folder, maxBuffer: 2 ** 26 });
    const { stdout } = await end.catch((error: { stdout: string }) => error); // tsc answers 1 when there are mistakes
    return { output: stdout, instantiations: Number(/Instantiations:\s+(\d+)/.exec(stdout)?.[1]) };
  };
  return { operands: await run("operands"), operations: await run("operations") };
}

/** TypeScript 5.9 checks what it is asked for, and two programs share the sources that it has read. */
function byFive(): Record<(typeof programs)[number], Compiled> {
  const ended = (error: ts.Diagnostic): never => {
    throw new Error(ts.flattenDiagnosticMessageText(error.messageText, "\n"));
  };
  const project = join(folder, "operands.json");
  const reader = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: ended };
  const config = ts.getParsedCommandLineOfConfigFile(project, {}, reader);
  const options = config?.options ?? {};
  const host = ts.createCompilerHost(options);
  const read = new Map<string, ts.SourceFile | undefined>();
  const { getSourceFile } = host;
  host.getCurrentDirectory = () => folder;
  host.getSourceFile = (name, ...rest) => {
    if (!read.has(name)) read.set(name, getSourceFile(name, ...rest));
    return read.get(name);
  };
  const check = (name: string): Compiled => {
    const paths = ["mistakes", name].map((file) => join(folder, `${file}.ts`));
    const program = ts.createProgram(paths, options, host);
    const ofFiles = paths.flatMap((path) => {
      const file = program.getSourceFile(path);
      return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    });
    const all = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics(), ...ofFiles];
    const output = ts.formatDiagnostics(ts.sortAndDeduplicateDiagnostics(all), host);
    return { output, instantiations: program.getInstantiationCount() };
  };
  return { operands: check("operands"), operations: check("operations") };
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

/** What a compiler prints of anything but the mistakes. */
function withoutMistakes(output: string): string {
  const lines = output.split("\n").filter((line) => !line.startsWith("mistakes.ts(") && !line.startsWith(" "));
  return lines.join("\n");
}

describe("what the compiler says of shapes that do not fit", () => {
  const said = {} as Record<Compiler, Map<number, string>>;
  beforeAll(() => {
    for (const compiler of names) said[compiler] = byLine(compiled[compiler].operands.output);
  });
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

  it.each(names)("%s: 2,000 operations on shapes of their own", (compiler) => {
    const { operands, operations } = compiled[compiler];
    for (const { output } of [operands, operations]) expect(withoutMistakes(output)).not.toContain("error");
    const count = operations.instantiations - operands.instantiations;
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThanOrEqual(budget);
  });
});
