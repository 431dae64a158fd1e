import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type ElementType, bool, float32, float64, int32 } from "../element-type.js";
import { rowMajor } from "../layout.js";
import { MatrixView } from "../matrix-view.js";
import { gemm } from "../wasm/gemm.js";
import { adamStep } from "../nn/adam-step.js";
import { sgdStep } from "../nn/sgd-step.js";
import { map } from "../wasm/map.js";
import { zip } from "../wasm/zip.js";
import { allocate, release } from "../memory/heap.js";
import { elements } from "../memory/storage.js";
import { erf, erfc, gelu } from "../ops/erf-ops.js";
import { exp } from "../ops/exp-ops.js";
import { tanh } from "../ops/logistic-ops.js";
import { isNaN, sqrt } from "../ops/map-ops.js";
import type { ReduceOp } from "../ops/op.js";
import { argmax, argmin, max, min, sum } from "../ops/reduce-ops.js";
import { sin } from "../ops/trig-ops.js";
import { add, less } from "../ops/zip-ops.js";
import type { Strided } from "../strided.js";
import { reduce } from "../wasm/reduce.js";
import { groupingOf } from "../wasm/reduce-grouping.js";
import { expFamily } from "../wasm/map-families.js";
import { eachOnThreads } from "./elements.js";
import { configureThreads, readyWorkers, threadCount } from "./pool.js";
import { canShareMemory } from "./spawn.js";

afterAll(() => threads(1));

/** Sets the number of threads and waits for the workers, where there can be any. */
async function threads(count: number): Promise<void> {
  configureThreads({ count });
  await vi.waitFor(() => expect(readyWorkers()).toBe(threadCount() - 1), { timeout: 10_000, interval: 5 });
}

function filled(type: ElementType, n: number, value: (i: number) => number): Strided {
  const x = { type, layout: rowMajor([n]), storage: allocate(n << type.shift), offset: 0 };
  elements(x.storage, type).forEach((_, i, data) => (data[i] = value(i)));
  return x;
}

/** The bytes that a kernel writes into an output of n elements, with each number of threads. */
async function outputs(type: ElementType, n: number, run: (out: Strided) => void): Promise<Uint8Array[]> {
  const results: Uint8Array[] = [];
  for (const count of [1, 2, 4]) {
    await threads(count);
    const out = filled(type, n, () => 7);
    run(out);
    results.push(new Uint8Array(elements(out.storage, bool)));
    release(out.storage);
  }
  return results;
}

function expectEqual([first, ...others]: Uint8Array[]): void {
  for (const other of others) expect(other.findIndex((byte, i) => byte !== first[i])).toBe(-1);
}

describe("elementwise kernels", () => {
  it.each([exp, tanh, sin, erf])(
    "$name gives the same bits on any number of threads",
    async (op) => {
      for (const type of [float32, float64]) {
        const n = expFamily.large / 4 + 12_345;
        const x = filled(type, n, (i) => (i % 1013 === 0 ? NaN : Math.sin(i) * 20));
        expectEqual(await outputs(type, n, (out) => map(op, x, out)));
        release(x.storage);
      }
    },
    20_000,
  );

  it.each([erf, erfc, gelu])(
    "$name gives the same bits on any number of threads, whatever these did before",
    async (op) => {
      const n = expFamily.large / 4 + 12_345;
      const x = filled(float32, n, (i) => Math.sin(i) * 20);
      const square = new MatrixView(float32, filled(float32, 512 * 512, (i) => i % 7).storage, 0, 512, 512, 512, 1);
      const product = new MatrixView(float32, filled(float32, 512 * 512, () => 0).storage, 0, 512, 512, 512, 1);
      const outcomes = await outputs(float32, n, (out) => {
        map(op, x, out); // tables are there
        gemm(1, square, square, 0, product); // threads pack blocks
        map(op, x, out);
      });
      expectEqual(outcomes);
      for (const { storage } of [x, square, product]) release(storage);
    },
    20_000,
  );

  it("cheap ones give the same bits on any number of threads, answering numbers or bools", async () => {
    const n = 2 ** 21 + 77;
    const x = filled(float32, n, (i) => (i % 100) - 3);
    const y = filled(float32, n, (i) => (i % 77) / 3);
    const one = filled(float32, 1, () => 0.5);
    expectEqual(await outputs(float32, n, (out) => map(sqrt, x, out)));
    expectEqual(await outputs(bool, n, (out) => map(isNaN, x, out)));
    expectEqual(await outputs(float32, n, (out) => zip(add, x, y, out)));
    expectEqual(await outputs(bool, n, (out) => zip(less, one, y, out)));
    for (const { storage } of [x, y, one]) release(storage);
  }, 20_000);
});

describe("fused steps", () => {
  it("give the same bits on any number of threads, in each of their outputs", async () => {
    const n = 2 ** 19 + 77;
    const [x, g, m, v, h] = [3, 5, 7, 11, 13].map((p) => filled(float32, n, (i) => (i % (97 * p)) / (50 * p)));
    const rest = [0, 1, 2].map(() => filled(float32, n, () => 7));
    const numbers = { sign: -1, decay: 0.1, shrink: 0.9, beta1: 0.9, beta2: 0.99, root: 2, epsilon: 1e-8, rate: 0.1 };
    const outputsOf = (first: Strided, at: number): [Strided, Strided, Strided, Strided] => {
      const [a, b, c] = rest;
      return at === 0 ? [first, a, b, c] : [a, b, c, first];
    };
    for (const at of [0, 3]) {
      expectEqual(await outputs(float32, n, (out) => adamStep([x, g, m, v, h], outputsOf(out, at), numbers)));
    }
    const { sign, decay, rate } = numbers;
    const heavy = { sign, decay, momentum: 0.9, gain: 0.7, rate, nesterov: true };
    expectEqual(await outputs(float32, n, (out) => sgdStep([x, g, m], [out, rest[0]], heavy)));
    for (const { storage } of [x, g, m, v, h, ...rest]) release(storage);
  }, 20_000);
});

describe("reductions", () => {
  const n = 2 ** 22 + 4321;
  const x = filled(float32, n, (i) => (i % 1237) / 7 - 50);

  it.each([
    { of: "everything", shape: [n], axes: [0] },
    { of: "rows", shape: [997, 4000], axes: [1] },
    { of: "few long rows", shape: [2, n / 2 - 0.5], axes: [1] },
    { of: "columns", shape: [997, 4000], axes: [0] },
    { of: "slices", shape: [8, 100, 5000], axes: [1] },
  ])(
    "of $of give the same bits on any number of threads",
    async ({ shape, axes }) => {
      const layout = rowMajor(shape);
      const kept = shape.filter((_, axis) => !axes.includes(axis)).reduce((a, b) => a * b, 1);
      for (const op of [sum, max, min]) {
        const results = await outputs(float32, kept, (out) => reduce(op, { ...x, layout }, axes, out));
        expectEqual(results);
        expectEqual([results[0], new Uint8Array(inPlain(op, { ...x, layout }, axes, kept))]);
      }
    },
    20_000,
  );

  it("of places give the same bits on any number of threads", async () => {
    const rows = { ...x, layout: rowMajor([1000, 4000]) };
    expectEqual(await outputs(int32, 1000, (out) => reduce(argmax, rows, [1], out)));
    expectEqual(await outputs(int32, 1, (out) => reduce(argmin, x, [0], out)));
  }, 20_000);

  /** What the kernel that knows of no threads makes of it. */
  function inPlain(
    { code, family }: ReduceOp,
    { layout }: Strided,
    axes: readonly number[],
    kept: number,
  ): ArrayBuffer {
    const grouping = groupingOf(layout, axes, false) ?? { outer: 0, n: 0, inner: 0 };
    const out = filled(float32, kept, () => 7);
    const { outer, n: length, inner } = grouping;
    family?.exports.reduce(code, outer, length, inner, x.storage.address, out.storage.address, 4);
    return new Uint8Array(elements(out.storage, bool)).buffer;
  }
});

describe.runIf(canShareMemory())("eachOnThreads", () => {
  beforeAll(() => threads(3));

  it("leaves little work to one thread", () => {
    const run = (n: number): boolean =>
      eachOnThreads(expFamily, "f64_map", [0, n, x.storage.address, x.storage.address], [0, 0, 8, 8], 8, 64);
    const x = filled(float64, expFamily.large / 8, () => 0);
    expect(run(expFamily.large / 8 - 1)).toBe(false);
    expect(elements(x.storage, float64)[5]).toBe(0);
    expect(run(expFamily.large / 8)).toBe(true);
    expect(elements(x.storage, float64).every((value) => value === 1)).toBe(true);
    release(x.storage);
  });
});
