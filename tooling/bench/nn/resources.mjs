// What a training step takes besides time, as a Markdown section: operations and arrays, the engine's garbage, what an
// operation costs beside its arithmetic, and memory. Each network is looked at in a process of its own.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { setImmediate } from "node:timers/promises";
import { arraysIn, treeLeaves } from "@linnet/core";
import { bindMany, bindUnder, interpretWith } from "@linnet/core/extend";
import { closeScope, memoryStats, openScope } from "@linnet/kernels";
import { partsOf, step } from "./linnet.mjs";
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
    "Operations are counted as they are evaluated, there and back, with one for the update of each parameter; views make no array. What an",
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
  const count = counted(inputs);
  const { start, data } = partsOf(inputs);
  const kept = arraysIn([start, data]).reduce((sum, a) => sum + bytesOf(a), 0);
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

/** Operations, arrays and bytes of a step. What the optimizer makes is in no scope of its own; one operation is one parameter's. */
function counted(inputs) {
  const { start, optimizer, gradient } = partsOf(inputs);
  const state = optimizer.init(start);
  const count = { operations: treeLeaves(start).length, arrays: 0, bytes: 0 };
  const [, slope] = interpretWith(counter(count), () => gradient(start));
  const scope = openScope();
  optimizer.update(start, slope, state);
  count.arrays += scope.storages.length;
  for (const { bytes } of scope.storages) count.bytes += bytes;
  closeScope(scope, new Set(), "release");
  return count;
}

/** Evaluates as usual, and counts. */
function counter(count) {
  const note = (isView, outputs) => {
    count.operations++;
    if (isView) return;
    count.arrays += outputs.length;
    for (const y of outputs) count.bytes += bytesOf(y);
  };
  return {
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
}

/** Nanoseconds for each operation of a step in which there is next to nothing to compute. */
function overhead(inputs) {
  const run = step(tiny(inputs), 1);
  const { operations } = counted(tiny(inputs));
  const steps = 5; // so few that some of many samples run undisturbed
  const times = Array.from({ length: 1000 }, () => {
    const start = performance.now();
    for (let i = 0; i < steps; i++) run();
    return ((performance.now() - start) / steps) * 1e6;
  });
  return Math.min(...times) / operations;
}

function bytesOf(x) {
  return x.size * 2 ** x.type.shift;
}

function mebibytes(bytes) {
  return (bytes / 2 ** 20).toFixed(bytes < 2 ** 20 ? 2 : 1);
}
