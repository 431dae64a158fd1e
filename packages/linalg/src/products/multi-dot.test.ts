import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  ValueError,
  abs,
  array,
  matmul,
  ones,
  stack,
  sub,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { epsilonOf } from "../operand/epsilon.js";
import { cheapestCuts, multiDot } from "./multi-dot.js";
import { gallery, inDtype, inexactTypes } from "../testing.js";

const plain = multiDot as (arrays: readonly unknown[]) => NDArray;

/** Multiplications of factors i…j in the order of the cuts. */
function costOf(dims: readonly number[], cuts: readonly (readonly number[])[], from = 0, to = dims.length - 2): number {
  if (from === to) return 0;
  const cut = cuts[from][to];
  const own = dims[from] * dims[cut + 1] * dims[to + 1];
  return costOf(dims, cuts, from, cut) + costOf(dims, cuts, cut + 1, to) + own;
}

/** The least over all orders, by trying each. */
function leastOf(dims: readonly number[]): number {
  if (dims.length <= 2) return 0;
  const inner = dims.slice(1, -1).map((_, i) => i + 1);
  // the product that contracts dimension i is taken first
  return Math.min(...inner.map((i) => dims[i - 1] * dims[i] * dims[i + 1] + leastOf(dims.toSpliced(i, 1))));
}

describe("multiDot", () => {
  it("is the product from the left to 2·γ of all inner dimensions times |A₁|·…·|Aₙ|, in every dtype", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...inexactTypes),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 3, maxLength: 7 }),
        fc.constantFrom(...gallery.filter(({ name }) => name !== "huge" && name !== "tiny")),
        (dtype, dims, { build }) => {
          const factors = dims.slice(1).map((n, i) => inDtype(build(dims[i], n), dtype));
          const fold = (list: readonly NDArray[]): NDArray =>
            list.slice(1).reduce<NDArray>((x, y) => matmul(x, y), list[0]);
          const u = (4 * dims.slice(1, -1).reduce((s, k) => s + k, 0) * epsilonOf(factors[0].type)) / 2;
          const bound = fold(factors.map((x): NDArray => abs(x).astype("float64"))).toTypedArray() as Float64Array;
          const error = abs(sub(plain(factors), fold(factors)))
            .astype("float64")
            .toTypedArray() as Float64Array;
          error.forEach((e, i) => expect(e).toBeLessThanOrEqual(((2 * u) / (1 - u)) * bound[i]));
        },
      ),
    );
  });

  it("takes the order of the fewest multiplications", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 2, maxLength: 7 }), (dims) => {
        expect(costOf(dims, cheapestCuts(dims))).toBe(leastOf(dims));
      }),
    );
    const dims = [30, 35, 15, 5, 10, 20, 25]; // Cormen et al., fig. 15.5
    expect(costOf(dims, cheapestCuts(dims))).toBe(15125);
  });

  it("takes a row first and a column last", () => {
    const [row, column] = [array([1, 2]), array([3, 4, 5])];
    const a = array([
      [1, 0, 2],
      [0, 1, 0],
    ]);
    expect(multiDot([row, a]).toArray()).toEqual([1, 2, 2]);
    expect(multiDot([a, column]).toArray()).toEqual([13, 4]);
    expect(multiDot([row, a, column]).item()).toBe(21);
    expect(multiDot([row, row]).item()).toBe(5);
  });

  it("broadcasts leading axes, promotes dtypes, and is 0 over empty inner dimensions", () => {
    const a = ones([2, 3]);
    const batch = stack([ones([3, 4]), zeros([3, 4])]) as NDArray;
    expect(plain([a, batch, ones([4, 2])]).toArray()).toEqual([
      [
        [12, 12],
        [12, 12],
      ],
      [
        [0, 0],
        [0, 0],
      ],
    ]);
    expect(plain([array([1, 2]), batch.slice(":", ":2"), ones([4])]).toArray()).toEqual([12, 0]);
    expect(multiDot([ones([1, 2], { dtype: "int8" }), ones([2, 1], { dtype: "uint8" })]).dtype).toBe("float64");
    expect(multiDot([ones([1, 2], { dtype: "float32" }), ones([2, 1], { dtype: "complex64" })]).dtype).toBe(
      "complex64",
    );
    expect(multiDot([ones([2, 0]), ones([0, 3]), ones([3, 1])]).toArray()).toEqual([[0], [0]]);
    expect(multiDot([zeros([0, 2]), ones([2, 3])]).shape).toEqual([0, 3]);
  });

  it("vjp and jvp agree with differences", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      const factors = [
        inDtype(gallery[0].build(2, 4), dtype),
        inDtype(gallery[0].build(4, 3), dtype),
        inDtype(gallery[0].build(3, 5), dtype),
      ];
      checkVjp((...xs) => plain(xs), factors);
      checkJvp((...xs) => plain(xs), factors);
    }
  });

  it.each<[readonly unknown[], new (...args: never[]) => Error, string]>([
    [[ones([2, 3])], ValueError, "multiDot: there must be at least two arrays; got 1."],
    [[ones([2, 3]), 2], ValueError, "multiDot: arrays[1] must be an NDArray; got 2. Make one with array(…)."],
    [
      [ones([2, 3]), ones([4, 5])],
      ShapeError,
      "multiDot: inner dimensions 3 and 4 differ; got arrays[0] [2, 3] and arrays[1] [4, 5].",
    ],
    [
      [ones([2, 3]), ones([4])],
      ShapeError,
      "multiDot: inner dimensions 3 and 4 differ; got arrays[0] [2, 3] and arrays[1] [4].",
    ],
    [
      [ones([2, 3]), ones([3]), ones([3, 1])],
      ShapeError,
      "multiDot: only the first and the last array may be vectors; got arrays[1] [3].",
    ],
    [[ones([]), ones([3])], ShapeError, "multiDot: arrays[0] must have at least one axis; got arrays[0] []."],
    [
      [ones([2, 2, 3]), ones([3, 3, 1])],
      ShapeError,
      "multiDot: dimensions 2 and 3 do not broadcast; got a [2] and b [3].",
    ],
    [
      [array([[true]]), ones([1, 1])],
      DTypeError,
      'multiDot: arrays[0] must be real or complex numbers; got arrays[0] bool. Convert it first: x.astype("float64").',
    ],
  ])("refuses what does not fit %#", (arrays, type, message) => {
    expect(() => plain(arrays)).toThrow(type);
    expect(() => plain(arrays)).toThrow(message);
  });

  it("refuses what is no list", () => {
    expect(() => plain(ones([2]) as unknown as NDArray[])).toThrow("multiDot: arrays must be a list");
  });
});
