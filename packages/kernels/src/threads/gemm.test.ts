import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type ElementType, type FloatArray, float32, float64 } from "../element-type.js";
import { MatrixView } from "../matrix-view.js";
import { allocate, release, reserve } from "../memory/heap.js";
import { wholeMemory } from "../memory/memory.js";
import { configureMemory } from "../memory/stats.js";
import { gemm as kernel } from "../wasm/gemm.js";
import { gemmFamily } from "../wasm/gemm-family.js";
import { type Product, gemmOnThreads } from "./gemm.js";
import { configureThreads, readyWorkers, threadCount, workersAwake } from "./pool.js";
import { canShareMemory } from "./spawn.js";

beforeAll(() => threads(3));
afterAll(() => threads(1));

/** Sets the number of threads and waits for the workers, where there can be any. */
async function threads(count: number): Promise<void> {
  configureThreads({ count });
  await vi.waitFor(() => expect(readyWorkers()).toBe(threadCount() - 1), { timeout: 10_000, interval: 5 });
}

/** Numbers in [−1, 1) that look random: a linear congruence modulo 2³². */
function matrix(type: ElementType, rows: number, cols: number, seed: number, transposed = false): MatrixView {
  const storage = allocate((rows * cols) << type.shift);
  const [rowStride, colStride] = transposed ? [1, rows] : [cols, 1];
  const view = new MatrixView(type, storage, 0, rows, cols, rowStride, colStride);
  let state = seed;
  view.data.forEach((_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    view.data[i] = state / 2 ** 31;
  });
  return view;
}

function productOf(alpha: number, a: MatrixView, b: MatrixView, beta: number, c: MatrixView): Product {
  const at = (x: MatrixView): number => x.storage.address + x.offset * 2 ** x.type.shift;
  const { rows: m, cols: n, type } = c;
  const from = { a: at(a), aRow: a.rowStride, aCol: a.colStride, b: at(b), bRow: b.rowStride, bCol: b.colStride };
  const to = { c: at(c), cRow: c.rowStride, cCol: c.colStride };
  return { bytes: 2 ** type.shift, m, n, k: a.cols, alpha, beta, ...from, ...to };
}

/** The first place where two lists do not hold the same number, −0 and 0 told apart; −1 where there is none. */
function firstDifference(x: FloatArray, y: FloatArray): number {
  expect(x.length).toBe(y.length);
  return x.findIndex((value, i) => !Object.is(value, y[i]));
}

const cases = [
  { type: float32, m: 128, n: 128, k: 128, alpha: 1, beta: 0 },
  { type: float64, m: 129, n: 131, k: 137, alpha: 1, beta: 0 },
  { type: float32, m: 61, n: 1500, k: 403, alpha: -0.7, beta: 1 },
  { type: float64, m: 1501, n: 17, k: 401, alpha: 3, beta: -0.25 },
  { type: float64, m: 300, n: 300, k: 40, alpha: 1, beta: 1 },
];

describe.runIf(canShareMemory())("gemmOnThreads", () => {
  it.each(cases)(
    "gives the bits that one thread gives: $m×$n×$k, α = $alpha, β = $beta",
    ({ type, m, n, k, alpha, beta }) => {
      for (const [ta, tb, tc] of [[], [true], [false, true], [true, true], [true, true, true]]) {
        const [a, b] = [matrix(type, m, k, 1, ta), matrix(type, k, n, 2, tb)];
        const [c, d] = [matrix(type, m, n, 3, tc), matrix(type, m, n, 3, tc)];
        const p = productOf(alpha, a, b, beta, c);
        const operands = [p.a, p.aRow, p.aCol, 0, p.b, p.bRow, p.bCol, 0, beta, p.c, p.cRow, p.cCol, 0] as const;
        gemmFamily.exports.gemm(p.bytes, 1, m, n, k, alpha, ...operands, reserve(2 ** 24));
        expect(gemmOnThreads(productOf(alpha, a, b, beta, d))).toBe(true);
        expect(firstDifference(d.data, c.data)).toBe(-1);
        for (const x of [a, b, c, d]) release(x.storage);
      }
    },
  );

  it("leaves small products to one thread where workers would have to be woken", async () => {
    const [a, b, c] = [1, 2, 3].map((seed) => matrix(float32, 100, 100, seed));
    await vi.waitFor(() => expect(workersAwake()).toBe(false), { timeout: 10_000, interval: 5 });
    expect(gemmOnThreads(productOf(1, a, b, 0, c))).toBe(false);
  });

  it("does small products on workers that are awake", async () => {
    const [a, b, c] = [1, 2, 3].map((seed) => matrix(float32, 100, 100, seed));
    const large = matrix(float32, 300, 300, 4);
    const woken = (): void => {
      gemmOnThreads(productOf(1, large, large, 0, matrix(float32, 300, 300, 5)));
      expect(gemmOnThreads(productOf(1, a, b, 0, c))).toBe(true);
    };
    await vi.waitFor(woken, { timeout: 10_000, interval: 5 });
  });

  it("finds operands in memory that grew after the workers had started", () => {
    const { byteLength } = wholeMemory().buffer;
    const far = allocate(byteLength);
    const [a, b] = [matrix(float64, 160, 160, 1), matrix(float64, 160, 160, 2)];
    const c = new MatrixView(float64, far, Math.floor(byteLength / 8) - 160 * 160, 160, 160, 160, 1);
    const d = matrix(float64, 160, 160, 3);
    expect(gemmOnThreads(productOf(1, a, b, 0, c))).toBe(true);
    expect(gemmOnThreads(productOf(1, a, b, 0, d))).toBe(true);
    expect(firstDifference(c.data.subarray(c.offset), d.data.slice())).toBe(-1);
  });

  it("answers many jobs in a row, with workers awake or asleep", async () => {
    const [a, b, c] = [1, 2, 3].map((seed) => matrix(float32, 128, 128, seed));
    for (let i = 0; i < 200; i++) {
      if (i % 40 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(gemmOnThreads(productOf(1, a, b, 0, c))).toBe(true);
    }
  });
});

describe.skipIf(canShareMemory())("without shared memory", () => {
  it("one thread computes everything", () => {
    const a = matrix(float32, 200, 200, 1);
    expect(threadCount()).toBe(1);
    expect(gemmOnThreads(productOf(1, a, a, 0, matrix(float32, 200, 200, 2)))).toBe(false);
  });
});

describe("gemm", () => {
  it("does not depend on the number of threads, nor on where the operands are", async () => {
    const results = [];
    for (const [count, limit] of [1, 2, 4].flatMap((n) => [[n, 2 ** 30] as const, [n, 0] as const])) {
      await threads(count);
      configureMemory({ limit });
      const [a, b, c] = [matrix(float64, 200, 150, 1), matrix(float64, 150, 170, 2), matrix(float64, 200, 170, 3)];
      kernel(0.5, a, b, 2, c);
      results.push(c.data.slice());
    }
    configureMemory({ limit: 2 ** 30 });
    for (const result of results) expect(firstDifference(result, results[0])).toBe(-1);
  }, 30_000);
});
