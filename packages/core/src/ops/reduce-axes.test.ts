import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, ShapeError, ValueError, arange, array, max, mean, min, prod, sum, zeros } from "../index.js";
import { checkJvp, checkVjp } from "../testing.js";
import { reduceAxes } from "./reduce-axes.js";

type Reduce = (x: NDArray, options: { readonly axis: readonly number[] }) => NDArray;
const ramp = (...shape: number[]): NDArray => arange(shape.reduce((n, d) => n * d, 1)).reshape(shape);
const plain = reduceAxes as (x: NDArray, pattern: string, reduce: Reduce, lengths?: Record<string, number>) => NDArray;

/** Reductions of small whole numbers, which are exact, each with its loop. */
const loops: readonly (readonly [name: string, reduce: Reduce, loop: (values: readonly number[]) => number])[] = [
  ["sum", sum as Reduce, (values) => values.reduce((a, b) => a + b, 0)],
  ["mean", mean as Reduce, (values) => values.reduce((a, b) => a + b, 0) / values.length],
  ["max", max as Reduce, (values) => Math.max(...values)],
  ["min", min as Reduce, (values) => Math.min(...values)],
  ["prod", prod as Reduce, (values) => values.reduce((a, b) => a * b, 1)],
];

describe("reduceAxes", () => {
  it.each(loops)("%s: agrees with loops over the axes that the right side lacks", (_, reduce, loop) => {
    const lengths = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(lengths, lengths, lengths, (h, i, c) => {
        const x = ramp(h * i, 2, c);
        const y = plain(x, "(h i) w c -> c h", reduce, { i });
        expect(y.shape).toEqual([c, h]);
        for (let p = 0; p < c; p++) {
          for (let q = 0; q < h; q++) {
            const values = Array.from({ length: i * 2 }, (_, k) => x.at(q * i + (k % i), Math.floor(k / i), p).item());
            expect(y.at(p, q).item()).toBe(loop(values));
          }
        }
      }),
    );
  });

  it("reduces over an ellipsis, over everything, over nothing and over no elements", () => {
    expect(plain(ramp(2, 3, 2), "b ... -> b", sum as Reduce).toArray()).toEqual([15, 51]);
    expect(plain(ramp(2, 3), "a b ->", max as Reduce).item()).toBe(5);
    expect(plain(ramp(2, 3).T, "a b -> b a", sum as Reduce).toArray()).toEqual(ramp(2, 3).toArray());
    expect(plain(zeros([]), "->", sum as Reduce).item()).toBe(0);
    expect(plain(zeros([0, 3]), "a b -> b", sum as Reduce).toArray()).toEqual([0, 0, 0]);
    expect(plain(array([1, 2]), "a -> r 1", sum as Reduce, { r: 2 }).toArray()).toEqual([[3], [3]]);
  });

  it("has the derivatives of its parts", () => {
    const f = (x: NDArray): NDArray => plain(x, "(a b) c -> c b", mean as Reduce, { a: 2 });
    checkVjp(f, ramp(4, 3));
    checkJvp(f, ramp(4, 3));
  });

  it.each<[string, NDArray, unknown, Record<string, number>, new (...args: never[]) => Error, string]>([
    [
      "a b",
      zeros([2, 2]),
      sum,
      {},
      ValueError,
      'reduceAxes: pattern must have names, 1, "..." and groups in parentheses on both sides of "->"; got "a b".',
    ],
    ["a a -> a", zeros([2, 2]), sum, {}, ValueError, 'reduceAxes: an axis must stand once on a side; got "a a -> a".'],
    [
      "a -> b",
      zeros([2]),
      sum,
      {},
      ValueError,
      "reduceAxes: the length of a new axis must be known; got b. Give it: { b: … }.",
    ],
    ["a -> ", zeros([2]), sum, { b: 2 }, ValueError, 'reduceAxes: lengths must be of axes in the pattern; got "b".'],
    [
      "a -> ",
      zeros([2, 2]),
      sum,
      {},
      ShapeError,
      "reduceAxes: x must have 1 axes, as the pattern names; got x [2, 2].",
    ],
    [
      "(a b) -> a",
      zeros([4]),
      sum,
      {},
      ValueError,
      "reduceAxes: all but one length of (a b) must be known; got a and b. Give them: { a: … }.",
    ],
    ["(a b) -> a", zeros([4]), sum, { a: 3 }, ShapeError, "reduceAxes: axis 0 must split into (a b) by 3; got x [4]."],
    ["a ->", zeros([4]), "sum", {}, ValueError, 'reduceAxes: reduce must be a function such as sum or max; got "sum".'],
    [
      "a ->",
      [1] as never,
      sum,
      {},
      ValueError,
      "reduceAxes: x must be an NDArray; got a list. Make one with array(…).",
    ],
  ])("refuses %s", (pattern, x, reduce, lengths, kind, message) => {
    const call = (): NDArray => plain(x, pattern, reduce as Reduce, lengths);
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});
