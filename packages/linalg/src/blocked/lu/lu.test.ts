import { describe, expect, it } from "vitest";
import { float32, float64, workspace } from "@linnet/kernels";
import { factorLu, pivotsFor, rowOrder } from "./lu.js";

describe("factorLu", () => {
  it("takes the first of the largest entries as pivot, at every depth of the recursion", () => {
    // column j is largest in row n − 1 − j: the pivots reverse the rows
    const n = 70;
    const a = workspace(float64, n, n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) a.data[i * a.rowStride + j] = i === n - 1 - j ? 4 : Math.sin(i * n + j) / n;
    const pivots = pivotsFor(n, n);
    const order = new Int32Array(n);
    expect(factorLu(a, pivots)).toBe(-1);
    rowOrder(n, pivots, order);
    expect(Array.from(order)).toEqual(Array.from({ length: n }, (_, i) => n - 1 - i));
  });

  it.each([float64, float32])("says where the first zero pivot is, in %o", (type) => {
    const a = workspace(type, 40, 40);
    for (let i = 0; i < 40; i++) a.data[i * (a.rowStride + 1)] = i === 35 ? 0 : 1;
    expect(factorLu(a, pivotsFor(40, 40))).toBe(35);
  });
});
