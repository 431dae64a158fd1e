import { type NDArray, array, broadcastTo, matmul, matrixTranspose, ones, slice, stack, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { DerivativeError } from "../errors.js";
import { matrixRank } from "../norms/matrix-rank.js";
import { adjoint } from "../operand/adjoint.js";
import { epsilonOf } from "../operand/epsilon.js";
import { THRESHOLD, gallery, inDtype, inexactTypes, norm1, orthogonalityRatio } from "../testing.js";
import { leftNullSpace, nullSpace } from "./null-space.js";
import { BatchRankError } from "./subspace-errors.js";

const shapes = [
  [5, 5],
  [7, 3],
  [3, 7],
] as const;

describe.each(inexactTypes)("null spaces in %s", (dtype) => {
  it("rank + nullity = n, A·Z = 0 and ZᴴZ = I to 30·max(m, n)·ε, of A and of Aᴴ, over the gallery", () => {
    for (const { build } of gallery) {
      for (const [m, n] of shapes) {
        const a: NDArray = inDtype(build(m, n), dtype);
        const rank = matrixRank(a).item();
        for (const [A, Z] of [
          [a, nullSpace(a)],
          [adjoint(a), leftNullSpace(a)],
        ] as readonly (readonly [NDArray, NDArray])[]) {
          expect(Z.shape).toEqual([A.shape[1], A.shape[1] - rank]);
          expect(Z.dtype).toBe(dtype);
          const unit = Math.max(m, n) * epsilonOf(a.type) * norm1(a);
          expect(norm1(matmul(A, Z))).toBeLessThanOrEqual(THRESHOLD * unit);
          expect(orthogonalityRatio(Z)).toBeLessThan(THRESHOLD);
        }
      }
    }
  });
});

describe("nullSpace", () => {
  it("finds the conserved quantities of a magic square, and takes another cut-off", () => {
    const magic = array([
      [16, 2, 3, 13],
      [5, 11, 10, 8],
      [9, 7, 6, 12],
      [4, 14, 15, 1],
    ]);
    const z = nullSpace(magic) as NDArray; // (1, 3, −3, −1)/√20 up to its sign
    const first = z.toTypedArray()[0] as number;
    const expected = [1, 3, -3, -1].map((x) => Math.sign(first) * (x / Math.sqrt(20)));
    expected.forEach((x, i) => expect(Math.abs(z.toTypedArray()[i] - x)).toBeLessThanOrEqual(64 * Number.EPSILON));
    const nearly = array([
      [1, 0],
      [0, 1e-3],
    ]);
    expect(nullSpace(nearly).shape).toEqual([2, 0]);
    expect(nullSpace(nearly, { rtol: 1e-2 }).shape).toEqual([2, 1]);
    expect(() => nullSpace(nearly, { rtol: NaN })).toThrow("nullSpace: rtol must lie in [0, 1]; got NaN.");
  });

  it("is everything of a zero matrix and nothing of one without columns; takes integers and views", () => {
    expect(nullSpace(zeros([2, 3])).shape).toEqual([3, 3]);
    expect(nullSpace(zeros([0, 3])).shape).toEqual([3, 3]);
    expect(nullSpace(zeros([3, 0])).shape).toEqual([0, 0]);
    expect(leftNullSpace(zeros([3, 0])).shape).toEqual([3, 3]);
    const a = array([[1, 5, 1, 1]], { dtype: "int8" });
    const view: NDArray = slice(a, ":", "::-2"); // [1, 5]
    const z: NDArray = nullSpace(view);
    expect(z.dtype).toBe("float64");
    expect(norm1(matmul(array([[1, 5]]), z) as NDArray)).toBeLessThanOrEqual(16 * Number.EPSILON);
    expect(nullSpace(matrixTranspose(broadcastTo(ones([1, 2]), [3, 2])) as NDArray).shape).toEqual([3, 2]);
  });

  it("has a batch of one rank, and refuses one of several, vectors, bools and NaN", () => {
    const [a, b] = [array([[1, 2]]), array([[0, 0]])];
    const both: NDArray = nullSpace(stack([a, array([[3, -1]])]));
    expect(both.shape).toEqual([2, 2, 1]);
    const run = (): unknown => nullSpace(stack([a, b]));
    expect(run).toThrow(BatchRankError);
    expect(run).toThrow(
      "nullSpace: the matrices of a batch must have one rank; got ranks 0 and 1. Take them one at a time.",
    );
    expect(nullSpace(zeros([0, 2, 3])).shape).toEqual([0, 3, 3]);
    const vector: NDArray = ones([3]);
    expect(() => leftNullSpace(vector)).toThrow("leftNullSpace: a must have at least two axes; got a [3].");
    expect(() => nullSpace(array([[NaN]]))).toThrow("nullSpace: a must be finite; got NaN at index [0, 0].");
  });

  it("is one basis of many and has no derivative, in either direction", () => {
    const a: NDArray = array([[1, 2]]);
    for (const check of [checkVjp, checkJvp]) {
      expect(() => check((x) => nullSpace(x), a)).toThrow(DerivativeError);
      expect(() => check((x) => nullSpace(x), a)).toThrow(
        "nullSpace: a must not be differentiated through here; got a derivative that is asked for. A basis is one of many; " +
          "the projection on its span, I − projection(aᴴ), has one.",
      );
      expect(() => check((x) => leftNullSpace(x), a)).toThrow("on its span, I − projection(a), has one.");
    }
  });
});
