import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  IndexError,
  type NDArray,
  ShapeError,
  ValueError,
  arange,
  argsort,
  array,
  complex,
  zeros,
} from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";
import { positions } from "../testing/indexing.js";
import { putAlongAxis } from "./put-along-axis.js";
import { takeAlongAxis } from "./take-along-axis.js";

/** A view, one of its axes, and positions along it for every place of the others, or for all of them. */
const draws = floatViews({ maxAxes: 3, minLength: 1, maxLength: 4 })
  .filter((x) => x.size > 0)
  .chain((x) => fc.tuple(fc.constant(x), fc.nat(x.ndim - 1), fc.nat(3), fc.boolean()))
  .chain(([x, axis, count, shared]) => {
    const shape: number[] = x.shape.map((n: number, i: number) => (i === axis ? count : shared ? 1 : n));
    const size = shape.reduce((a, b) => a * b, 1);
    const n: number = x.shape[axis];
    return fc
      .array(fc.integer({ min: -n, max: n - 1 }), { minLength: size, maxLength: size })
      .map((list) => [x, array(list, { shape, dtype: "int32" }) as NDArray, axis] as const);
  });

describe("putAlongAxis", () => {
  it("writes place after place, the last of equal positions", () => {
    fc.assert(
      fc.property(draws, ([x, indices, axis]) => {
        const shape: number[] = x.shape.with(axis, indices.shape[axis]);
        const values = (arange(shape.reduce((a, b) => a * b, 1)) as NDArray).add(100).reshape(shape);
        const expected = new Map([...positions(x.shape)].map((p) => [String(p), x.at(...p).item() as number]));
        for (const p of positions(shape)) {
          const k: number = indices.at(...p.map((i, d) => (indices.shape[d] === 1 ? 0 : i))).item();
          const place = p.with(axis, k < 0 ? k + x.shape[axis] : k);
          expected.set(String(place), values.at(...p).item());
        }
        expect(Array.from(putAlongAxis(x, indices, values, { axis }).toTypedArray())).toEqual([...expected.values()]);
      }),
    );
  });

  it("puts back what takeAlongAxis took", () => {
    const x = array([
      [3, 1, 2],
      [4, 6, 5],
    ]);
    const order = argsort(x);
    expect(putAlongAxis(zeros([2, 3]), order, takeAlongAxis(x, order)).toArray()).toEqual(x.toArray());
    expect(putAlongAxis(x, order, 0).toArray()).toEqual(zeros([2, 3]).toArray());
  });

  it("puts complex numbers back, real ones as those without an imaginary part", () => {
    const z = complex(array([3, 1, 2]), array([-1, 0, 5]));
    const order = array([2, 0, 1], { dtype: "int32" });
    expect(String(putAlongAxis(zeros([3], { dtype: "complex128" }), order, takeAlongAxis(z, order)))).toBe(String(z));
    expect(String(putAlongAxis(z, array([-1], { dtype: "int32" }), 7))).toBe("[3.-1.j 1.+0.j 7.+0.j]");
    expect(() => putAlongAxis(array([1]), array([0], { dtype: "int32" }), z.slice("0:1"))).toThrow(DTypeError);
  });

  it("has derivatives by both arrays", () => {
    fc.assert(
      fc.property(draws, ([x, indices, axis]) => {
        const values = (arange(indices.size) as NDArray).reshape(indices.shape);
        checkVjp((y, v) => putAlongAxis(y, indices, v, { axis }), [x, values]);
        checkJvp((y, v) => putAlongAxis(y, indices, v, { axis }), [x, values]);
      }),
      { numRuns: 30 },
    );
  });

  const x: NDArray = zeros([2, 3]);
  const k: NDArray = zeros([2, 1], { dtype: "int32" });
  it.each<[string, () => NDArray, new (...args: never[]) => Error, string]>([
    [
      "other axes",
      () => putAlongAxis(x, zeros([2], { dtype: "int32" }), 1),
      ShapeError,
      "putAlongAxis: indices must have as many axes as x; got x [2, 3] and indices [2].",
    ],
    [
      "other lengths",
      () => putAlongAxis(x, zeros([3, 1], { dtype: "int32" }), 1),
      ShapeError,
      "putAlongAxis: indices must have x's lengths, or 1, along the other axes; got x [2, 3] and indices [3, 1].",
    ],
    [
      "values that do not broadcast",
      () => putAlongAxis(x, k, zeros([2, 2])),
      ShapeError,
      "putAlongAxis: value must broadcast to what the index selects; got value [2, 2] and selection [2, 1].",
    ],
    [
      "a position outside the axis",
      () => putAlongAxis(x, array([[0], [3]], { dtype: "int8" }), 1),
      IndexError,
      "putAlongAxis: indices must lie in [-3, 2] for axis 1 of an array [2, 3]; got 3 at position [1, 0].",
    ],
    [
      "an axis that there is not",
      () => putAlongAxis(x, k, 1, { axis: 2 }),
      IndexError,
      "putAlongAxis: axis must be an integer in [-2, 1] for an array of 2 axes; got 2.",
    ],
    [
      "an axis in place of options",
      () => putAlongAxis(x, k, 1, 1 as unknown as { axis: number }),
      ValueError,
      "putAlongAxis: options must be an object; got 1. Give them by name: { name: value }.",
    ],
    [
      "what is no array",
      () => putAlongAxis(3 as unknown as NDArray, k, 1),
      ValueError,
      "putAlongAxis: x must be an NDArray; got 3. Make one with array(…).",
    ],
  ])("refuses %s", (_, refused, error, message) => {
    expect(refused).toThrow(error);
    expect(refused).toThrow(message);
  });
});
