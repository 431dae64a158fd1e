// What a training step takes besides time, as a Markdown section: operations and arrays, the engine's garbage, what an
// operation costs beside its arithmetic, and memory. Each network is looked at in a process of its own.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { setImmediate } from "node:timers/promises";
import { arraysIn } from "@linnet/core";
import { bindMany, bindUnder, interpretWith } from "@linnet/core/extend";
import { memoryStats } from "@linnet/kernels";
import { step } from "./linnet.mjs";
import { networkOf } from "./linnet-networks.mjs";
import { networks, tiny } from "./networks.mjs";

const [key] = process.argv.slice(2);
if (key === undefined)
  console.log(section(Object.entries(networks).map(([name, { title }]) => [title, ...looked(name)])));
else console.log(JSON.stringify(await lookAt(networks[key].inputs())));

function section(rows) {
  const header = [
    "network",
    "operations",
    "arrays made",
    "of MiB",
    "garbage of the engine",
    "an operation beside its arithmetic",
    "memory at most",
    "parameters, batch",
  ];
  return [
    "## What a step takes besides time",
    "",
    "Operations are counted as they are evaluated, with those of the backward pass and the optimizer; views make no array. What an",
    "operation costs beside its arithmetic is the time of a step of the same network with 1 to 4 features, divided by its operations: types,",
    "recording, rules, scopes and trees. Memory is what the heap of arrays has taken after 100 steps: it does not grow from there.",
    "",
    ...[header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`),
    "",
  ].join("\n");
}

function looked(name) {
  const words = ["--expose-gc", fileURLToPath(import.meta.url), name];
  try {
    return JSON.parse(execFileSync("node", words, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }));
  } catch {
    return ["–", "–", "–", "–", "–", "–", "–"];
  }
}

async function lookAt(inputs) {
  const run = step(inputs, 1);
  for (let i = 0; i < 100; i++) run();
  await setImmediate(); // finalizers
  for (let i = 0; i < 20; i++) run();
  const { used } = memoryStats();
  const garbage = garbageOf(run);
  const count = counted(run);
  const { start, x, target } = networkOf(inputs);
  const kept = arraysIn([start, x, target]).reduce((sum, a) => sum + bytesOf(a), 0);
  return [
    count.operations,
    count.arrays,
    mebibytes(count.bytes),
    `${Math.round(garbage / 1024)} KiB`,
    `${Math.round(overhead(inputs))} ns`,
    `${mebibytes(used)} MiB`,
    `${mebibytes(kept)} MiB`,
  ];
}

/** Bytes of objects that a step leaves to the collector of JavaScript; of a few steps, so that none is collected meanwhile. */
function garbageOf(run) {
  const steps = 5;
  const samples = Array.from({ length: 15 }, () => {
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < steps; i++) run();
    return (process.memoryUsage().heapUsed - before) / steps;
  });
  return samples.toSorted((a, b) => a - b)[7];
}

/** Evaluates as usual, and counts. */
function counted(run) {
  const count = { operations: 0, arrays: 0, bytes: 0 };
  const note = (isView, outputs) => {
    count.operations++;
    if (isView) return;
    count.arrays += outputs.length;
    for (const y of outputs) count.bytes += bytesOf(y);
  };
  const counter = {
    process(p, inputs, params) {
      const output = bindUnder(null, p, inputs, params);
      note(p.view !== undefined, [output]);
      return output;
    },
    processMany(p, inputs, params) {
      const outputs = interpretWith(null, () => bindMany(p, inputs, params));
      note(false, outputs);
      return outputs;
    },
  };
  interpretWith(counter, run);
  return count;
}

/** Nanoseconds for each operation of a step in which there is next to nothing to compute. */
function overhead(inputs) {
  const run = step(tiny(inputs), 1);
  const { operations } = counted(run);
  const times = Array.from({ length: 30 }, () => {
    const start = performance.now();
    for (let i = 0; i < 100; i++) run();
    return ((performance.now() - start) / 100) * 1e6;
  });
  return Math.min(...times) / operations;
}

function bytesOf(x) {
  return x.size * 2 ** x.type.shift;
}

function mebibytes(bytes) {
  return (bytes / 2 ** 20).toFixed(bytes < 2 ** 20 ? 2 : 1);
}
