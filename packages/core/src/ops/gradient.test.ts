import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  IndexError,
  type NDArray,
  ShapeError,
  ValueError,
  add,
  arange,
  array,
  imag,
  mul,
  random,
  real,
  square,
  zeros,
} from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";
import { gradient } from "./gradient.js";

const x = array([0, 1, 3, 4]);

/** Those of so many samples along every axis. */
const long = (views: fc.Arbitrary<NDArray>, least: number): fc.Arbitrary<NDArray> =>
  views.filter((y) => y.shape.every((n: number) => n >= least));

describe("gradient", () => {
  it("is exact for lines everywhere, for parabolas inside, on any grid", () => {
    expect(gradient(x.mul(3), { spacing: x }).toArray()).toEqual([3, 3, 3, 3]);
    expect(gradient(x.mul(x), { spacing: x }).slice("1:-1").toArray()).toEqual([2, 6]);
    expect(gradient(array([1, 4, 9, 16])).toArray()).toEqual([3, 4, 6, 7]);
    const y = array([
      [1, 2],
      [4, 8],
    ]);
    expect(gradient(y, { axis: 0, spacing: 2 }).toArray()).toEqual([
      [1.5, 3],
      [1.5, 3],
    ]);
  });

  it("of order 2 at the ends, is exact for parabolas there too", () => {
    expect(gradient(x.mul(x), { spacing: x, edgeOrder: 2 }).toArray()).toEqual([0, 2, 6, 8]);
    expect(gradient(array([0, 1, 4]), { spacing: 0.5, edgeOrder: 2 }).toArray()).toEqual([0, 4, 8]);
  });

  it("answers for all axes, or those of a list in its order, as it does for each alone", () => {
    fc.assert(
      fc.property(long(floatViews({ minAxes: 2, maxAxes: 3, maxLength: 5 }), 3), fc.constantFrom(1, 2), (y, order) => {
        const edgeOrder = order as 1 | 2;
        const each = y.shape.map((_: number, axis: number) => gradient(y, { axis, edgeOrder, spacing: axis + 1 }));
        const spacing = y.shape.map((_: number, axis: number) => axis + 1);
        const values = (list: readonly NDArray[]): unknown[] => list.map((g) => g.toArray());
        expect(values(gradient(y, { edgeOrder, spacing }))).toEqual(values(each));
        expect(values(gradient(y, { edgeOrder, axis: [-1, 0], spacing: [y.ndim, 1] }))).toEqual(
          values([each[y.ndim - 1], each[0]]),
        );
        expect(values(gradient(y))).toEqual(
          values(y.shape.map((_: number, axis: number) => gradient(y, { axis: [axis] })[0])),
        );
      }),
      { numRuns: 30 },
    );
  });

  it("mixes distances and places", () => {
    const y = add(mul(x.reshape([4, 1]), 2), square(arange(3)));
    const [down, along] = gradient(y, { spacing: [x, 1], edgeOrder: 2 });
    expect(down.toArray()).toEqual([[2, 2, 2], [2, 2, 2], [2, 2, 2], [2, 2, 2]]); // prettier-ignore
    expect(along.slice(0).toArray()).toEqual([0, 2, 4]);
    const of: readonly NDArray[] = gradient(array(3));
    expect(of).toEqual([]);
  });

  it("takes integers, float32 and complex numbers, and no samples where there are none", () => {
    expect(gradient(array([1, 2, 4], { dtype: "uint8" })).dtype).toBe("float64");
    expect(gradient(array([1, 2, 4], { dtype: "float32" }), { spacing: arange(3) }).dtype).toBe("float32");
    const y = random(0).normal([5], { dtype: "complex128" });
    const g = gradient(y, { spacing: arange(5), edgeOrder: 2 });
    expect(real(g).toArray()).toEqual(gradient(real(y), { spacing: arange(5), edgeOrder: 2 }).toArray());
    expect(imag(g).toArray()).toEqual(gradient(imag(y), { spacing: arange(5), edgeOrder: 2 }).toArray());
    expect(gradient(zeros([2, 0]), { axis: 0 }).shape).toEqual([2, 0]);
  });

  it("has derivatives in values and places, through every order and axis", () => {
    const y = array([1, 2, -1, 5]);
    for (const edgeOrder of [1, 2] as const) {
      checkVjp((v, at) => gradient(v, { spacing: at, edgeOrder }), [y, x]);
      checkJvp((v, at) => gradient(v, { spacing: at, edgeOrder }), [y, x]);
      checkVjp((v) => gradient(v, { spacing: 0.5, edgeOrder }), y);
    }
    const both = (v: NDArray): NDArray => {
      const [a, b] = gradient(v, { axis: [0, 1] });
      return mul(a, square(b));
    };
    const table = long(floatViews({ minAxes: 2, maxAxes: 2, maxLength: 3 }), 2);
    fc.assert(
      fc.property(table, (v) => {
        checkVjp(both, v);
        checkJvp(both, v);
      }),
      { numRuns: 10 },
    );
  });

  const table: NDArray = zeros([3, 4]);
  it.each<[string, () => unknown, new (...args: never[]) => Error, string]>([
    [
      "a single sample",
      () => gradient(zeros([1])),
      ShapeError,
      "gradient: axis 0 must have at least two samples; got y [1].",
    ],
    [
      "two samples for order 2",
      () => gradient(zeros([3, 2]), { edgeOrder: 2 }),
      ShapeError,
      "gradient: axis 1 must have at least three samples; got y [3, 2].",
    ],
    [
      "places of another length",
      () => gradient(table, { axis: 1, spacing: x.slice("1:") }),
      ShapeError,
      "gradient: spacing must have one axis, of the length of axis 1; got spacing [3] and y [3, 4].",
    ],
    [
      "places of one axis for two",
      () => gradient(table, { spacing: x }),
      ValueError,
      "gradient: spacing must be a number, or one for each axis; got 1 for 2 axes.",
    ],
    [
      "a list of places that is no array",
      () => gradient(table, { axis: 1, spacing: [0, 1, 3, 4] }),
      ValueError,
      "gradient: spacing must be a number, or one for each axis; got 4 for one axis.",
    ],
    [
      "spacings that are none",
      () => gradient(x, { spacing: "1" as never }),
      ValueError,
      'gradient: spacing must be a number, or one for each axis; got "1".',
    ],
    [
      "a spacing in a list that is none",
      () => gradient(x, { spacing: ["1" as never] }),
      ValueError,
      'gradient: spacing must be a number or an array; got "1".',
    ],
    ["order 3", () => gradient(x, { edgeOrder: 3 as 2 }), ValueError, "gradient: edgeOrder must be 1 or 2; got 3."],
    [
      "an axis twice",
      () => gradient(table, { axis: [1, -1] }),
      IndexError,
      "gradient: axes must be distinct; got axis 1 twice.",
    ],
    [
      "an axis that there is not",
      () => gradient(x, { axis: 1 }),
      IndexError,
      "gradient: axis must be an integer in [-1, 0] for an array of 1 axes; got 1.",
    ],
    [
      "bools",
      () => gradient(array([true, false])),
      DTypeError,
      'gradient: y must be numbers; got y bool. Convert it first: y.astype("float64").',
    ],
    [
      "what is no array",
      () => gradient(3 as never),
      ValueError,
      "gradient: y must be an NDArray; got 3. Make one with array(…).",
    ],
  ])("refuses %s", (_, act, error, message) => {
    expect(act).toThrow(error);
    expect(act).toThrow(message);
  });
});
