import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DTypeError, IndexError, type NDArray, ShapeError, ValueError, arange, array, zeros } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";
import { scatterAdd, take } from "./gather-scatter.js";
import { stack } from "./concat-split.js";

/** A view, one of its axes, and indices into that axis. */
const taken = floatViews({ maxAxes: 3, maxLength: 4 }).chain((x) =>
  fc.nat(x.ndim - 1).chain((axis) => {
    const n = x.shape[axis] as number;
    const list = n === 0 ? fc.constant<number[]>([]) : fc.array(fc.integer({ min: -n, max: n - 1 }), { maxLength: 5 });
    return fc.tuple(fc.constant(x), fc.constant(axis), list);
  }),
);

function index(x: NDArray, axis: number, k: number): NDArray {
  return x.slice(...x.shape.map((_: number, i: number) => (i === axis ? k : ":")));
}

describe("take", () => {
  it("is the stack of the sub-arrays at the indices", () => {
    fc.assert(
      fc.property(taken, ([x, axis, list]) => {
        const y: NDArray = take(x, list, { axis });
        expect(y.shape).toEqual(x.shape.with(axis, list.length));
        if (list.length === 0) return;
        const parts = list.map((k) => index(x, axis, k));
        expect(y.toArray()).toEqual((stack(parts, { axis }) as NDArray).toArray());
      }),
    );
  });

  it("puts the axes of the indices in the place of the axis", () => {
    const x = arange(12).reshape([3, 4]);
    const indices = array(
      [
        [0, 2, 1],
        [1, 1, -1],
      ],
      { dtype: "int32" },
    );
    const y = take(x, indices);
    expect(y.shape).toEqual([2, 3, 4]);
    expect(y.at(0, 1).toArray()).toEqual([8, 9, 10, 11]);
    const z = take(x, indices, { axis: -1 });
    expect(z.shape).toEqual([3, 2, 3]);
    expect(z.at(1).toArray()).toEqual([
      [4, 6, 5],
      [5, 5, 7],
    ]);
    expect(take(x, array(2, { dtype: "uint8" })).toArray()).toEqual([8, 9, 10, 11]);
    expect(take(x, indices.T).at(2, 1).toArray()).toEqual([8, 9, 10, 11]);
  });

  it("has derivatives that add up where an index comes twice", () => {
    fc.assert(
      fc.property(taken, ([x, axis, list]) => {
        checkVjp((y) => take(y, list, { axis }), x);
        checkJvp((y) => take(y, list, { axis }), x);
      }),
      { numRuns: 30 },
    );
    const indices = array(
      [
        [0, 2],
        [2, 2],
      ],
      { dtype: "int32" },
    );
    checkVjp((y) => take(y, indices, { axis: 1 }), arange(6).reshape([2, 3]));
  });

  it("names the index that is out of range, and where it stands", () => {
    const x: NDArray = zeros([2, 3]);
    expect(() =>
      take(
        x,
        array(
          [
            [0, 1],
            [3, 0],
          ],
          { dtype: "int32" },
        ),
        { axis: 1 },
      ),
    ).toThrow(IndexError);
    expect(() =>
      take(
        x,
        array(
          [
            [0, 1],
            [3, 0],
          ],
          { dtype: "int32" },
        ),
        { axis: 1 },
      ),
    ).toThrow("take: indices must lie in [-3, 2] for axis 1 of an array [2, 3]; got 3 at position [1, 0].");
    expect(() => take(x, [-3])).toThrow(
      "take: indices must lie in [-2, 1] for axis 0 of an array [2, 3]; got -3 at position [0].",
    );
    expect(() => take(zeros([0]), [0])).toThrow(
      "take: there must be no indices for axis 0 of an array [0]; got 0 at position [0].",
    );
  });

  it("refuses indices that are no integers", () => {
    const x: NDArray = zeros([3]);
    const [floats, bools]: NDArray[] = [array([0, 1]), array([true])];
    expect(() => take(x, floats)).toThrow(DTypeError);
    expect(() => take(x, floats)).toThrow(
      'take: indices must be int32; got indices float64. Convert them first: indices.astype("int32").',
    );
    expect(() => take(x, bools)).toThrow(
      "take: indices must be int32; got indices bool. Choose by a mask with where(condition, x, y).",
    );
    expect(() => take(x, [0.5])).toThrow(ValueError);
    expect(() => take(x, [0.5])).toThrow("take: indices must be integers; got 0.5.");
    expect(() => take(x, [0], { axis: 1 })).toThrow(
      "take: axis must be an integer in [-1, 0] for an array of 1 axes; got 1.",
    );
  });
});

describe("scatterAdd", () => {
  it("is the adjoint of take: ⟨take(x, k), v⟩ = ⟨x, scatterAdd(0, k, v)⟩", () => {
    fc.assert(
      fc.property(taken, ([x, axis, list]) => {
        const y: NDArray = take(x, list, { axis });
        const v = arange(y.size).add(1).reshape(y.shape);
        const back = scatterAdd(zeros(x.shape), list, v, { axis });
        const [left, right] = [y.mul(v).toTypedArray(), back.mul(x).toTypedArray()];
        const total = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
        // both sides add the same products in other orders: n roundings of sums below Σ|x·v|
        const bound =
          Array.from(left).reduce((a, b) => a + Math.abs(b), 0) * (left.length + right.length) * Number.EPSILON;
        expect(Math.abs(total(left) - total(right))).toBeLessThanOrEqual(bound);
      }),
    );
  });

  it("counts", () => {
    const counts = scatterAdd(zeros([4], { dtype: "int32" }), [1, 3, 1, -1], array([1, 1, 1, 1], { dtype: "int32" }));
    expect(counts.toArray()).toEqual([0, 2, 0, 2]);
  });

  it("has derivatives by both arrays", () => {
    const inputs = [arange(6).reshape([3, 2]), arange(8).reshape([4, 2])];
    checkVjp((x, v) => scatterAdd(x, [0, 2, 2, 1], v), inputs);
    checkJvp((x, v) => scatterAdd(x, [0, 2, 2, 1], v), inputs);
  });

  it("refuses values of another shape", () => {
    const add = (): NDArray => scatterAdd(zeros([3]), [0, 1], zeros([3]) as NDArray);
    expect(add).toThrow(ShapeError);
    expect(add).toThrow("scatterAdd: values must have the shape that take gives; got values [3] and take [2].");
    expect(() => scatterAdd(zeros([3]), [3], zeros([1]))).toThrow(
      "scatterAdd: indices must lie in [-3, 2] for axis 0 of an array [3]; got 3 at position [0].",
    );
  });
});
