import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  ValueError,
  array,
  conj,
  fromFunction,
  mul,
  ones,
  stack,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { SingularMatrixError } from "../errors.js";
import { solveToeplitz } from "./solve-toeplitz.js";
import { THRESHOLD, gallery, inDtype, inexactTypes, residualRatio, uniform } from "../testing.js";

const random = gallery[0];

/** A generic column, the first entry of which dominates the others, so that every leading block is well-conditioned. */
function dominant(n: number, seed: number, dtype: (typeof inexactTypes)[number]): NDArray {
  const entry = uniform(1, n, seed);
  const x: NDArray = fromFunction([1, n], (_, j) => (j === 0 ? 3 : entry(0, j) / (1 + j)));
  return inDtype(x, dtype).reshape([n]);
}

/** The whole matrix. */
function dense(c: NDArray, r: NDArray): NDArray {
  const n = c.size;
  const [column, row] = [Array.from({ length: n }, (_, i) => c.at(i)), Array.from({ length: n }, (_, i) => r.at(i))];
  return stack(
    Array.from({ length: n }, (_, i) =>
      stack(Array.from({ length: n }, (_, j) => (i >= j ? column[i - j] : row[j - i]))),
    ),
  ) as NDArray;
}

describe.each(inexactTypes)("solveToeplitz in %s", (dtype) => {
  it("leaves a residual below 30·n·ε·‖T‖·‖X‖ where the leading blocks are well-conditioned", () => {
    for (const n of [1, 2, 3, 5, 10, 50, 100]) {
      const [c, r] = [dominant(n, 1, dtype), dominant(n, 2, dtype)];
      const b = inDtype(random.build(n, 3), dtype);
      const x: NDArray = solveToeplitz(c, r, b);
      expect(x.dtype).toBe(dtype);
      expect(residualRatio(dense(c, r), x, b), `${n}`).toBeLessThan(THRESHOLD);
      const y: NDArray = solveToeplitz(c, conj(c), b); // Hermitian
      expect(residualRatio(dense(c, conj(c)), y, b), `${n}`).toBeLessThan(THRESHOLD);
    }
  });
});

describe("solveToeplitz", () => {
  it("gives what SciPy's documentation gives", () => {
    const x = solveToeplitz(array([1, 3, 6, 10]), array([1, -1, -2, -3]), array([1, 2, 2, 5]));
    expect(x.toArray()).toEqual([1.66666667, -1, -2.66666667, 2.33333333].map((v) => expect.closeTo(v, 8)));
  });

  it("is stable for positive definite matrices: residuals of ρ^|i − j| stay small up to ρ = 0.9999", () => {
    for (const rho of [0.5, 0.99, 0.9999]) {
      const c: NDArray = fromFunction([200], (i) => rho ** i);
      const b: NDArray = random.build(200, 1);
      expect(residualRatio(dense(c, c), solveToeplitz(c, c, b), b)).toBeLessThan(THRESHOLD);
    }
  });

  it("broadcasts leading axes, reads r[0] nowhere, and promotes", () => {
    const c = array([2, 1]);
    const both: NDArray = stack([c, mul(c, 2)]);
    expect(solveToeplitz(both, array([99, 1]), array([3, 3])).shape).toEqual([2, 2]);
    expect(solveToeplitz(c, array([NaN, 1]), array([3, 3])).toArray()).toEqual([1, 1]);
    expect(solveToeplitz(c, c, ones([4, 1, 2, 3]) as NDArray).shape).toEqual([4, 1, 2, 3]);
    expect(solveToeplitz(array([2], { dtype: "int32" }), array([2], { dtype: "int32" }), array([3])).toArray()).toEqual(
      [1.5],
    );
  });

  it("answers for empty systems", () => {
    expect(solveToeplitz(zeros([0]), zeros([0]), zeros([0])).shape).toEqual([0]);
    expect(solveToeplitz(zeros([0, 2]), zeros([2]), zeros([2, 1])).shape).toEqual([0, 2, 1]);
  });

  it.each(["float64", "complex128"] as const)("vjp and jvp agree with differences in %s", (dtype) => {
    const [c, r] = [dominant(5, 1, dtype), dominant(5, 2, dtype)];
    const b = inDtype(random.build(5, 2), dtype);
    const solve = (x: NDArray, y: NDArray, z: NDArray): NDArray => solveToeplitz(x, y, z);
    checkVjp(solve, [c, r, b]);
    checkJvp(solve, [c, r, b]);
    checkVjp(solve, [stack([c, mul(c, 2)]) as NDArray, r, b]);
    checkVjp((x) => solveToeplitz(x, x, b), c);
  });

  it.each([
    [
      () => solveToeplitz(array([1, 1, 2]), array([1, 1, 3]), ones([3])),
      SingularMatrixError,
      "solveToeplitz: a must be nonsingular; got pivot 0 at index 1. " +
        "Levinson's recursion needs all leading blocks to be so: use solve on the whole matrix.",
    ],
    [
      () => solveToeplitz(stack([array([1, 0]), array([0, 1])]) as NDArray, array([0, 1]), ones([2])),
      SingularMatrixError,
      "solveToeplitz: a must be nonsingular; got pivot 0 at index 0 of matrix [1]. " +
        "Levinson's recursion needs all leading blocks to be so: use solve on the whole matrix.",
    ],
    [
      () => solveToeplitz(ones([3]), ones([2]), ones([3])),
      ShapeError,
      "solveToeplitz: c and r must be equally long; got c [3] and r [2].",
    ],
    [
      () => solveToeplitz(ones([3]), ones([3]), ones([2]) as NDArray),
      ShapeError,
      "solveToeplitz: length 3 of c and rows 2 of b differ; got c [3] and b [2].",
    ],
    [
      () => solveToeplitz(array([1, NaN]), ones([2]), ones([2])),
      ValueError,
      "solveToeplitz: c must be finite; got NaN at index [1]. Remove or impute such entries.",
    ],
    [
      () => solveToeplitz(ones([2]), array([1, Infinity]), ones([2])),
      ValueError,
      "solveToeplitz: r must be finite; got Infinity at index [1]. Remove or impute such entries.",
    ],
    [
      () => solveToeplitz(array([true]), array([true]), ones([1])),
      DTypeError,
      'solveToeplitz: a must be real or complex numbers; got a bool. Convert it first: x.astype("float64").',
    ],
  ] as const)("refuses what it cannot solve, in full sentences (%#)", (call, kind, message) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});
