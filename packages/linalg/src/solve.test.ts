import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  array,
  astype,
  eye,
  matmul,
  ones,
  reshape,
  stack,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { SingularMatrixError } from "./errors.js";
import { solve } from "./solve.js";
import { THRESHOLD, gallery, residualRatio, uniform } from "./testing.js";

const random = gallery[0];

describe("solve", () => {
  it.each(["float64", "float32"] as const)("leaves a residual below 30·n·ε·‖A‖·‖X‖ in %s", (dtype) => {
    for (const { name, build } of gallery) {
      for (const n of [1, 2, 3, 5, 10, 50, 100]) {
        const a: NDArray = astype(build(n, n), dtype);
        const b: NDArray = astype(random.build(n, 2), dtype);
        const x = solvedUnlessSingular(a, b);
        // solutions of nearly singular systems may overflow in float32
        if (x !== null && x.toTypedArray().every(Number.isFinite)) {
          expect(residualRatio(a, x, b), `${name} ${n}`).toBeLessThan(THRESHOLD);
        }
      }
    }
  });

  it("undoes multiplication: A = I + E with ‖E‖ < ½ has κ ≤ 3", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(1000), (n, seed) => {
        const entry = uniform(n, n, seed);
        const a = array(
          Array.from({ length: n }, (_, i) =>
            Array.from({ length: n }, (_, j) => Number(i === j) + entry(i, j) / (2 * n)),
          ),
        ) as NDArray;
        const x = random.build(n, 2).toTypedArray();
        const y = solve(a, matmul(a, random.build(n, 2)) as NDArray).toTypedArray() as Float64Array;
        y.forEach((v, i) => expect(Math.abs(v - x[i])).toBeLessThanOrEqual(THRESHOLD * n * 3 * 2 ** -52));
      }),
    );
  });

  it("takes a vector as a vector, and columns as columns", () => {
    const a = array([
      [2, 1],
      [1, 3],
    ]);
    expect(solve(a, array([3, 5])).toArray()).toEqual([expect.closeTo(0.8, 14), expect.closeTo(1.4, 14)]);
    expect(solve(a, array([[3], [5]])).shape).toEqual([2, 1]);
  });

  it("broadcasts leading axes of A and B, and solves a vector with every matrix", () => {
    const a = stack([
      eye(2),
      array([
        [2, 0],
        [0, 4],
      ]),
    ]);
    expect(solve(a as NDArray, array([2, 4])).toArray()).toEqual([
      [2, 4],
      [1, 1],
    ]);
    const b: NDArray = reshape(array([1, 2, 3, 4, 5, 6]), [3, 1, 2, 1]);
    expect(solve(a as NDArray, b).shape).toEqual([3, 2, 2, 1]);
    expect(solve(eye(2), b).toArray()).toEqual(b.toArray());
  });

  it("promotes: integers to float64, float32 with float64 to float64", () => {
    expect(solve(array([[2]], { dtype: "int32" }), array([3], { dtype: "int32" })).toArray()).toEqual([1.5]);
    expect(solve(ones([1, 1], { dtype: "float32" }), ones([1], { dtype: "float32" })).dtype).toBe("float32");
    expect(solve(ones([1, 1], { dtype: "float32" }), ones([1])).dtype).toBe("float64");
  });

  it("answers for empty systems", () => {
    expect(solve(zeros([0, 0]), zeros([0])).shape).toEqual([0]);
    expect(solve(eye(2), zeros([2, 0])).shape).toEqual([2, 0]);
    expect(solve(zeros([0, 2, 2]), zeros([2, 1])).shape).toEqual([0, 2, 1]);
  });

  it("vjp and jvp agree with differences, broadcast too", () => {
    checkVjp(solve as (a: NDArray, b: NDArray) => NDArray, [random.build(4, 4), random.build(4, 2)]);
    checkJvp(solve as (a: NDArray, b: NDArray) => NDArray, [random.build(4, 4), random.build(4, 2)]);
    const batch: NDArray = stack([random.build(3, 3), eye(3)]);
    checkVjp((a, b) => solve(a, b), [batch, array([1, 2, 3])]);
    checkVjp((a, b) => solve(a, b), [random.build(3, 3), stack([ones([3, 2]), random.build(3, 2)])]);
  });

  it("refuses singular matrices with the pivot", () => {
    expect(() =>
      solve(
        array([
          [1, 2],
          [2, 4],
        ]),
        array([1, 1]),
      ),
    ).toThrow(SingularMatrixError);
    expect(() =>
      solve(
        array([
          [1, 2],
          [2, 4],
        ]),
        array([1, 1]),
      ),
    ).toThrow(
      "solve: a must be nonsingular; got pivot 0 at index 1. Use lstsq or pinv for the solution of least norm.",
    );
  });

  it("refuses shapes that do not fit, NaN, and bools, with full sentences", () => {
    const rectangular: NDArray = ones([2, 3]);
    expect(() => solve(rectangular, ones([2]))).toThrow(ShapeError);
    expect(() => solve(rectangular, ones([2]))).toThrow("solve: the last two axes must be equal; got a [2, 3].");
    const long: NDArray = ones([4]);
    expect(() => solve(eye(3), long)).toThrow("solve: rows 3 of a and 4 of b differ; got a [3, 3] and b [4].");
    const scalar: NDArray = array(1);
    expect(() => solve(eye(1), scalar)).toThrow("solve: b must have at least one axis; got b [].");
    expect(() => solve(array([[NaN]]), ones([1]))).toThrow(
      "solve: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => solve(eye(2), array([1, Infinity]))).toThrow(
      "solve: b must be finite; got Infinity at index [1, 0]. Remove or impute such entries.",
    );
    expect(() => solve(eye(1), array([true]))).toThrow(DTypeError);
    expect(() => solve(eye(1), array([true]))).toThrow(
      'solve: b must be real numbers; got b bool. Convert it first: x.astype("float64").',
    );
  });
});

function solvedUnlessSingular(a: NDArray, b: NDArray): NDArray | null {
  try {
    return solve(a, b);
  } catch (error) {
    if (error instanceof SingularMatrixError) return null;
    throw error;
  }
}
