import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { eye } from "@linnet/core";
import { encodeSafetensors } from "@linnet/data";
import { build } from "esbuild";
import type { Module } from "./modules.js";
import { root } from "./sources.js";
import { isPromised, promisedIn } from "./values.js";

/** What happened when an example ran. */
export interface Outcome {
  /** The error that it threw, if any. */
  readonly error?: string;
  /** Comments that the values beside them do not keep: `got …, promised …`. */
  readonly broken: readonly string[];
  /** How many comments were kept. */
  readonly kept: number;
}

type Kept = readonly [values: readonly unknown[], comment: string];

// Arrays become lists, what is typed becomes plain, before values leave the process that made them.
const PRELUDE = `
const plain = (x) => typeof x?.toArray === "function" ? x.toArray() : ArrayBuffer.isView(x) ? [...x] : x;
globalThis.promise = async (values, comment) => {
  kept.push([(await Promise.all(values)).map(plain), comment]);
};
const kept = [];
const done = (i, error) => { outcomes[i] = { error, kept: kept.splice(0) }; };
const outcomes = [];
`;

/**
 * Runs modules one after the other in one Node process, against the sources of the packages.
 *
 * Each is bundled for itself, so that a module that does not even load takes no other with it.
 */
export async function play(modules: readonly Module[]): Promise<readonly Outcome[]> {
  const folder = await mkdtemp(join(tmpdir(), "linnet-examples-"));
  try {
    const loads = modules.map(
      (_, i) => `await import("./${i}.mjs").then(() => done(${i}), (e) => done(${i}, String(e?.stack ?? e)));`,
    );
    const entries = Object.fromEntries(modules.map((_, i) => [i, `example:${i}`]));
    await bundle(entries, modules, folder);
    const main = `${PRELUDE}${loads.join("\n")}\nprocess.stdout.write("\\n@outcomes " + JSON.stringify(outcomes));process.exit(0);`;
    await writeFile(join(folder, "main.mjs"), main);
    await writeFile(join(folder, "model.safetensors"), encodeSafetensors({ weight: eye(2) })); // for what loads it
    const { stdout } = await promisify(execFile)("node", ["main.mjs"], { cwd: folder, maxBuffer: 2 ** 28 });
    const outcomes = JSON.parse(stdout.slice(stdout.lastIndexOf("@outcomes ") + "@outcomes ".length)) as Ran[];
    return outcomes.map(judge);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Ran {
  readonly error?: string;
  readonly kept: readonly Kept[];
}

function judge({ error, kept }: Ran): Outcome {
  const broken = kept.flatMap(([values, comment]) => {
    const isKept = promisedIn(comment).every((promised, i) => isPromised(values[i], promised));
    return isKept ? [] : [`got ${values.map((value) => JSON.stringify(value)).join(" and ")}, promised ${comment}`];
  });
  return { ...(error === undefined ? {} : { error }), broken, kept: kept.length - broken.length };
}

async function bundle(entries: Record<string, string>, modules: readonly Module[], outdir: string): Promise<void> {
  await build({
    entryPoints: entries,
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["@linnet/source"],
    outExtension: { ".js": ".mjs" },
    // what comes as CommonJS may still ask for Node's own modules
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
    logLevel: "silent",
    plugins: [
      {
        name: "examples",
        setup({ onResolve, onLoad }): void {
          onResolve({ filter: /^example:/ }, ({ path }) => ({
            path: path.slice("example:".length),
            namespace: "example",
          }));
          onLoad({ filter: /.*/, namespace: "example" }, ({ path }) => ({
            contents: modules[Number(path)].instrumented,
            loader: "ts",
            resolveDir: join(root, "tooling/conformance/src"),
          }));
        },
      },
    ],
  });
}
