// What programs do to the memory of arrays, in every engine: each scenario ends with a result that is known.
import { add, full, mul, scope } from "@linnet/core";
import { memoryStats } from "@linnet/kernels";

/** One megabyte of float32, and a small array of 100 float64. */
const large = { shape: [250_000], dtype: "float32" };
const small = { shape: [100], dtype: "float64" };

/** Bytes that no scenario may exceed: of the whole process, and of the heap where a scope gives back what it made. */
export const bounds = { process: 1.5 * 2 ** 30, scope: 100e6 };

/**
 * `operations` is how many a full run does; `pause` after how many the program lets the engine do other things; `scoped`
 * whether results are given back by hand. What must hold: `spills` are none, the `heap` stays under `bounds.scope`.
 */
export const scenarios = [
  { name: "1 MB, nothing awaited", of: large, operations: 100_000, pause: Infinity },
  { name: "1 MB, a macrotask every 100", of: large, operations: 100_000, pause: 100, spills: 0 },
  { name: "1 MB, in scopes", of: large, operations: 100_000, pause: Infinity, scoped: true, spills: 0, heap: true },
  { name: "800 B, nothing awaited", of: small, operations: 10_000_000, pause: Infinity },
  { name: "800 B, a macrotask every 10,000", of: small, operations: 10_000_000, pause: 10_000, spills: 0 },
  { name: "800 B, in scopes", of: small, operations: 10_000_000, pause: Infinity, scoped: true, spills: 0, heap: true },
];

/**
 * Adds one again and again, every result from the one before.
 *
 * @param {(typeof scenarios)[number]} scenario
 * @param {number} share of the operations of a full run
 * @returns what the heap held at most, what it spilled, how long an operation took, and whether the result is right
 */
export async function run({ of: { shape, dtype }, operations, pause, scoped }, share) {
  const count = Math.round(operations * share);
  const step = scoped ? scopedStep : plainStep;
  let x = full(shape, 0, { dtype });
  let heap = 0;
  const start = performance.now();
  for (let i = 0; i < count; i += 2) {
    x = step(x);
    if (i % 100 === 0) heap = Math.max(heap, memoryStats().used);
    if (i % pause === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  const microseconds = ((performance.now() - start) * 1e3) / count;
  const { spills, collections } = memoryStats();
  return { count, heap, spills, collections, microseconds, right: x.toArray().every((value) => value === count) };
}

/** Two operations; what lies between is left to the garbage collector. */
function plainStep(x) {
  return add(mul(x, 1), 2);
}

/** Two operations; what lies between, and what came before, is given back. */
function scopedStep(x) {
  const next = scope(() => plainStep(x));
  x.dispose();
  return next;
}
