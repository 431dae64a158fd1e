import { afterEach, expect, it } from "vitest";
import { float64 } from "./element-type.js";
import { diagonalizeWhole } from "./lapack.js";
import { MatrixView } from "./matrix-view.js";
import { allocate } from "./memory/heap.js";
import { inHeap } from "./memory/storage.js";
import { settings } from "./memory/settings.js";
import { configureMemory } from "./memory/stats.js";

const { limit } = settings;
afterEach(() => configureMemory({ limit }));

/** The identity, n×n. */
function identity(n: number): MatrixView {
  const view = new MatrixView(float64, allocate(n * n * 8), 0, n, n, n, 1);
  view.data.fill(0, 0, n * n);
  for (let i = 0; i < n; i++) view.data[i * (n + 1)] = 1;
  return view;
}

it("diagonalizeWhole gives the same bits where its numbers spill and the vectors do not", () => {
  const run = (): readonly number[] => {
    const [u, v] = [identity(5), identity(5)];
    const d = Float64Array.of(1, 2, 3, 4, 5);
    for (; spilling; spilling = inHeap(allocate(80))); // until cells of that size are gone
    expect(diagonalizeWhole(d, Float64Array.of(1, 1, 1, 1), u, v)).toBe(0);
    return [...d, ...u.data.subarray(0, 25), ...v.data.subarray(0, 25)];
  };
  let spilling = false;
  const expected = run();
  configureMemory({ limit: 2 ** 20 });
  spilling = true;
  expect(run()).toEqual(expected);
});
