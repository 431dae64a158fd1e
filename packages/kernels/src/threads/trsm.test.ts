import { afterAll, describe, expect, it, vi } from "vitest";
import { type ElementType, type FloatArray, float32, float64 } from "../element-type.js";
import { MatrixView } from "../matrix-view.js";
import { allocate } from "../memory/heap.js";
import { trsm } from "../wasm/trsm.js";
import { configureThreads, readyWorkers, threadCount } from "./pool.js";
import { canShareMemory } from "./spawn.js";

afterAll(() => threads(1));

async function threads(count: number): Promise<void> {
  configureThreads({ count });
  await vi.waitFor(() => expect(readyWorkers()).toBe(threadCount() - 1), { timeout: 10_000, interval: 5 });
}

/** Numbers in [−1, 1), and 2 added on the diagonal; rows are two elements longer than the matrix. */
function matrix(type: ElementType, rows: number, cols: number): MatrixView {
  const view = new MatrixView(type, allocate((rows * (cols + 2)) << type.shift), 0, rows, cols, cols + 2, 1);
  view.data.forEach((_, i) => {
    view.data[i] = Math.sin(i * i) / cols;
  });
  for (let i = 0; i < Math.min(rows, cols); i++) view.data[i * (cols + 3)] += 2;
  return view;
}

async function solved(count: number, type: ElementType, k: number, n: number, upper: boolean): Promise<FloatArray> {
  await threads(count);
  const b = matrix(type, k, n);
  trsm(0.5, matrix(type, k, k), upper ? "upper" : "lower", "nonunit", b);
  return b.data.slice();
}

const cases = [
  { type: float32, k: 200, n: 211 },
  { type: float64, k: 129, n: 1030 },
  { type: float64, k: 300, n: 50 },
];

describe.runIf(canShareMemory())("trsm on threads", () => {
  it.each(cases)(
    "gives the bits that one thread gives, and leaves what lies between rows: $k×$n",
    async ({ type, k, n }) => {
      for (const upper of [false, true]) {
        const one = await solved(1, type, k, n, upper);
        const three = await solved(3, type, k, n, upper);
        expect(three.findIndex((value, i) => !Object.is(value, one[i]))).toBe(-1);
      }
    },
    30_000,
  );
});
