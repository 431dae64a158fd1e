import { type NDArray, array, eye, matmul, ones, stack, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixRank } from "../norms/matrix-rank.js";
import { gallery, inDtype, inexactTypes } from "../testing.js";
import { basis } from "./basis.js";
import { isIndependent } from "./is-independent.js";
import { BatchRankError } from "./subspace-errors.js";

describe("basis", () => {
  it("takes each column that does not depend on those before it, in the dtype of A", () => {
    const a = array(
      [
        [0, 1, 2, 0, 1],
        [0, 1, 2, 1, 2],
        [0, 1, 2, 0, 1],
      ],
      { dtype: "int16" },
    );
    expect(basis(a).toArray()).toEqual([
      [1, 0],
      [1, 1],
      [1, 0],
    ]);
    expect(basis(a).dtype).toBe("int16");
    expect(basis(zeros([3, 2])).shape).toEqual([3, 0]);
    expect(basis(zeros([3, 0])).shape).toEqual([3, 0]);
    expect(basis(zeros([0, 3, 2])).shape).toEqual([0, 3, 0]);
  });

  it("is independent and as many as the rank (property)", () => {
    const entries = (n: number) => fc.array(fc.integer({ min: -2, max: 2 }), { minLength: n, maxLength: n });
    fc.assert(
      fc.property(entries(8), entries(10), (x, y) => {
        const a = matmul(array(x, { shape: [4, 2] }), array(y, { shape: [2, 5] })) as NDArray;
        const b: NDArray = basis(a);
        expect(b.shape).toEqual([4, matrixRank(a).item()]);
        expect(isIndependent(b).toArray()).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("of a batch needs its pivots in the same columns", () => {
    const [x, y] = [array([[1, 2, 3]]), array([[0, 1, 0]])];
    expect(basis(stack([x, x])).shape).toEqual([2, 1, 1]);
    expect(() => basis(stack([x, y]))).toThrow(BatchRankError);
    expect(() => basis(stack([x, y]))).toThrow(
      "basis: the matrices of a batch must have their pivots in the same columns; got [0] and [1]. Take them one at a time.",
    );
  });

  it("refuses vectors and NaN; is differentiated as the choice that it is", () => {
    const vector: NDArray = ones([3]);
    expect(() => basis(vector)).toThrow("basis: a must have at least two axes; got a [3].");
    expect(() => basis(array([[NaN]]))).toThrow("basis: a must be finite; got NaN at index [0, 0].");
    for (const check of [checkVjp, checkJvp]) check((x) => basis(x), gallery[0].build(4, 3));
  });
});

describe("isIndependent", () => {
  it.each(inexactTypes)("is whether the rank is the number of columns, in %s", (dtype) => {
    for (const { build } of gallery) {
      for (const [m, n] of [
        [6, 4],
        [4, 4],
        [3, 4],
      ] as const) {
        const a: NDArray = inDtype(build(m, n), dtype);
        expect(isIndependent(a).toArray()).toBe(matrixRank(a).item() === n);
      }
    }
  });

  it("has one answer a matrix, true of no vectors, and another cut-off", () => {
    expect(isIndependent(stack([eye(2), ones([2, 2])])).toArray()).toEqual([true, false]);
    expect(isIndependent(zeros([2, 0])).toArray()).toBe(true);
    expect(isIndependent(zeros([2, 1])).toArray()).toBe(false);
    const nearly = array([
      [1, 1],
      [0, 1e-9],
    ]);
    expect(isIndependent(nearly).toArray()).toBe(true);
    expect(isIndependent(nearly, { rtol: 1e-8 }).toArray()).toBe(false);
    const vector: NDArray = ones([3]);
    expect(() => isIndependent(vector)).toThrow("isIndependent: a must have at least two axes; got a [3].");
    expect(() => isIndependent(array([[NaN]]))).toThrow("isIndependent: a must be finite; got NaN at index [0, 0].");
  });
});
