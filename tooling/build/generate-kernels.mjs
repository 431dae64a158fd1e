#!/usr/bin/env node
// Compiles every family of kernels (a folder of assembly/ with an index.ts) and writes src/generated/<family>.ts, and the program of
// the workers beside them.
// Arguments, where there are any, name the families to make.
// All modules share one memory, so each gets 16 KiB of its own for its constants, below the heap's first byte (1 MiB).
import { existsSync, readdirSync } from "node:fs";
import { embedProgram } from "./embed-program.mjs";
import { embedWasm } from "./embed-wasm.mjs";

const SPAN = 16384;
const flags =
  "--optimizeLevel 3 --noAssert --runtime stub --importMemory --noExportMemory --sharedMemory --initialMemory 16 --maximumMemory 65535 " +
  "--enable simd --enable threads --disableWarning 201 --runPasses reorder-locals,reorder-functions";

/** As fast in smaller code, or nearly: what waits for memory, and what spends its time in loops that are written out. */
const small = ["gather", "select", "gemm", "sum", "normal", "argsort", "rank"];

const families = readdirSync("assembly").filter((name) => existsSync(`assembly/${name}/index.ts`));
if ((families.length + 1) * SPAN > 2 ** 20)
  throw new Error("the constants of so many families do not fit below the heap");

const wanted = process.argv.slice(2);
for (const [i, family] of families.sort().entries()) {
  if (wanted.length > 0 && !wanted.includes(family)) continue;
  const start = performance.now();
  const bytes = await embedWasm({
    entry: `assembly/${family}/index.ts`,
    sources: "assembly",
    output: `src/generated/${family}.ts`,
    constant: `${family}Wasm`,
    flags: [
      ...flags.split(" "),
      "--shrinkLevel",
      small.includes(family) ? "1" : "0",
      "--memoryBase",
      String((i + 1) * SPAN),
    ],
  });
  if (bytes > 0) console.log(`${family}: ${bytes} bytes of wasm, ${Math.round(performance.now() - start)} ms`);
}
await embedProgram({
  entry: "src/threads/worker-program.ts",
  output: "src/generated/worker.ts",
  constant: "workerSource",
});
