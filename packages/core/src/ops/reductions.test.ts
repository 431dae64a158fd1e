import { describe, expect, it } from "vitest";
import { array } from "../array/from-data.js";
import { full, zeros } from "../array/create.js";
import type { NDArray } from "../array/ndarray.js";
import { all, any, argmax, argmin } from "./any-all.js";
import { concat } from "./concat-split.js";
import { max, min } from "./extrema.js";
import { mean, std, variance } from "./mean-variance.js";
import { prod } from "./prod.js";
import { reshape } from "./reshape.js";
import { slice } from "./slice-pad.js";
import { logSoftmax, logSumExp, softmax } from "./softmax.js";
import { sum } from "./sum-broadcast.js";
import { permuteDims } from "./transpose.js";

const tenth = Math.fround(0.1);

describe("sums of 10⁷ float32 values of 0.1", () => {
  const n = 10 ** 7;
  const x: NDArray = full([n], 0.1, { dtype: "float32" });
  const rows = reshape(x, [1000, 10_000]) as NDArray;

  it.each<{ name: string; of: () => NDArray; exact: number }>([
    { name: "of everything", of: () => sum(x), exact: tenth * n },
    { name: "along contiguous rows", of: () => sum(rows, { axis: 1 }), exact: tenth * 10_000 },
    { name: "along strided columns", of: () => sum(rows, { axis: 0 }), exact: tenth * 1000 },
    { name: "of every third element", of: () => sum(slice(x, "::3")), exact: (tenth * (n + 2)) / 3 },
    { name: "backwards", of: () => sum(slice(x, "::-1")), exact: tenth * n },
    { name: "of a transposed view", of: () => sum(permuteDims(rows, [1, 0]), { axis: 0 }), exact: tenth * 10_000 },
    { name: "of a block, along both axes", of: () => sum(slice(rows, "10:990", "5:9005")), exact: tenth * 980 * 9000 },
    {
      name: "over an axis in the middle",
      of: () => sum(reshape(x, [10, 10 ** 5, 10]), { axis: 1 }),
      exact: tenth * 1e5,
    },
    { name: "of a mean", of: () => mean(x), exact: tenth },
  ])("$name have a relative error below 10⁻⁶", ({ of, exact }) => {
    const errors = Array.from(of().toTypedArray(), (value) => Math.abs(value / exact - 1));
    expect(Math.max(...errors)).toBeLessThan(1e-6);
  });

  it("have the standard deviation 0 to rounding, by two passes", () => {
    expect(std(x).item()).toBeLessThan(1e-6 * tenth);
  });
});

describe("mean, variance and std", () => {
  // 10⁴ + i mod 5: the mean is 10⁴ + 2 and the variance 2, exactly
  const values = Array.from({ length: 100_000 }, (_, i) => 10_000 + (i % 5));

  it("lose no digits to a mean 7,000 times the deviation, not even in float32: two passes", () => {
    const x: NDArray = array(values, { dtype: "float32" });
    const error = 64 * 2 ** -24; // of the mean, relative; the variance errs by its square and by as many roundings
    expect(Math.abs(mean(x).item() / 10_002 - 1)).toBeLessThan(error);
    expect(Math.abs(variance(x).item() - 2)).toBeLessThan((10_002 * error) ** 2 + 2 * error);
  });

  it("agree over rows, columns and strided views", () => {
    const x: NDArray = array(values);
    const square = reshape(x, [1000, 100]) as NDArray;
    expect(variance(square, { axis: 1 }).toArray()).toEqual(new Array(1000).fill(2));
    expect(std(permuteDims(square, [1, 0]), { axis: 0 }).toArray()).toEqual(new Array(1000).fill(Math.SQRT2));
    expect(mean(slice(square, ":", "::5"), { axis: 0 }).toArray()).toEqual(new Array(20).fill(10_000));
  });
});

describe("reductions of integers and bools", () => {
  it.each(["int8", "uint8", "int16", "uint16", "int32", "uint32"] as const)("of %s are exact", (dtype) => {
    const top = dtype === "int8" ? 127 : 200;
    const list = Array.from({ length: 999 }, (_, i) => (i * 7) % (top + 1));
    const x: NDArray = array(list, { dtype });
    const by = reshape(x, [9, 111]) as NDArray;
    expect(sum(x).item()).toBe(list.reduce((a, b) => a + b, 0));
    expect(sum(by, { axis: 1 }).toArray()).toEqual(chunks(list, 111).map((row) => row.reduce((a, b) => a + b, 0)));
    expect(max(by, { axis: 0 }).toArray()).toEqual(list.slice(0, 111).map((_, j) => Math.max(...column(list, j))));
    expect(min(slice(by, ":", "::-2"), { axis: 1 }).shape).toEqual([9]);
    expect([max(x).item(), argmax(x).item()]).toEqual([Math.max(...list), list.indexOf(Math.max(...list))]);
    expect([min(x).item(), argmin(x).item()]).toEqual([0, 0]);
  });

  it("add up beyond 2⁵³ on the way where the result fits: in 64 bits nothing is rounded", () => {
    const n = 2 ** 22 + 1;
    const parts = [2 ** 31 - 1, -(2 ** 31), 1].map((value) => full([n], value, { dtype: "int32" }));
    expect(sum(concat([...parts, full([1], 7, { dtype: "int32" })])).item()).toBe(7);
  });

  it("any and all of bools find the one that differs, wherever it is", () => {
    for (const at of [0, 15, 16, 63, 64, 99]) {
      const one: NDArray = array(Array.from({ length: 100 }, (_, i) => i === at));
      const none: NDArray = array(Array.from({ length: 100 }, (_, i) => i !== at));
      expect([any(one).item(), all(one).item(), any(none).item(), all(none).item()]).toEqual([1, 0, 1, 0]);
    }
    expect([any(zeros([5], { dtype: "bool" })).item(), all(zeros([0], { dtype: "bool" })).item()]).toEqual([0, 1]);
  });

  it("multiplies in float64: what only overflows on the way is right", () => {
    const x: NDArray = array([1e30, 1e30, 1e-30, 1e-30, 2, 0.5, 1, 1, 1], { dtype: "float32" });
    expect(Math.abs(prod(x).item() - 1)).toBeLessThan(9 * 2 ** -24); // the nine numbers are rounded to float32
    expect(
      prod(
        array([
          [1, 2],
          [3, 4],
          [5, 6],
        ]),
        { axis: 0 },
      ).toArray(),
    ).toEqual([15, 48]);
  });
});

describe("logSumExp and softmax", () => {
  it.each([
    { list: [1e308, 1e308], result: 1e308 },
    { list: [-1e308, -1e308], result: -1e308 },
    { list: [-Infinity, -Infinity], result: -Infinity },
    { list: [-Infinity, 3], result: 3 },
    { list: [Infinity, -Infinity], result: Infinity },
    { list: [Infinity, 1e308], result: Infinity },
    { list: [NaN, 0], result: NaN },
    { list: [1000, -1000], result: 1000 },
  ])("logSumExp of $list is $result", ({ list, result }) => {
    expect(logSumExp(array(list)).item()).toBe(result);
  });

  it.each([
    { list: [1e308, 1e308], result: [0.5, 0.5] },
    { list: [-1e308, 1e308], result: [0, 1] },
    { list: [-Infinity, 3, 3], result: [0, 0.5, 0.5] },
    { list: [-Infinity, -Infinity], result: [NaN, NaN] }, // 0/0: no distribution has these logits
    { list: [NaN, 0], result: [NaN, NaN] },
    { list: [], result: [] },
  ])("softmax of $list is $result", ({ list, result }) => {
    expect(softmax(array(list)).toArray()).toEqual(result);
  });

  it("logSoftmax is finite wherever its logits are", () => {
    expect(logSoftmax(array([1e308, -1e308])).toArray()).toEqual([0, -Infinity]); // −2·10³⁰⁸ is beyond float64
    expect(logSoftmax(array([3e38, 3e38], { dtype: "float32" })).toArray()).toEqual([
      Math.fround(-Math.LN2),
      Math.fround(-Math.LN2),
    ]);
  });
});

function chunks(list: readonly number[], n: number): number[][] {
  return Array.from({ length: list.length / n }, (_, i) => list.slice(i * n, (i + 1) * n));
}

function column(list: readonly number[], j: number): number[] {
  return list.filter((_, i) => i % 111 === j);
}
