import { type NDArray, array, matmul, ones, stack, sub, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { DerivativeError } from "../errors.js";
import { matrixRank } from "../norms/matrix-rank.js";
import { adjoint } from "../operand/adjoint.js";
import { THRESHOLD, gallery, inDtype, inexactTypes, orthogonalityRatio, reconstructionRatio } from "../testing.js";
import { leftNullSpace } from "./null-space.js";
import { orth, rowSpace } from "./orth.js";

describe.each(inexactTypes)("orth and rowSpace in %s", (dtype) => {
  it("have as many columns as the rank, orthonormal, and hold A: Q·QᴴA = A and A·Q·Qᴴ = A to 30·max(m, n)·ε", () => {
    for (const { build } of gallery) {
      for (const [m, n] of [
        [5, 5],
        [7, 3],
        [3, 7],
      ] as const) {
        const a: NDArray = inDtype(build(m, n), dtype);
        const rank = matrixRank(a).item();
        const [Q, V]: readonly NDArray[] = [orth(a), rowSpace(a)];
        expect([Q.shape, V.shape, Q.dtype, V.dtype]).toEqual([[m, rank], [n, rank], dtype, dtype]);
        for (const x of [Q, V]) expect(orthogonalityRatio(x)).toBeLessThan(THRESHOLD);
        expect(reconstructionRatio(a, matmul(Q, matmul(adjoint(Q), a)))).toBeLessThan(THRESHOLD);
        expect(reconstructionRatio(a, matmul(matmul(a, V), adjoint(V)))).toBeLessThan(THRESHOLD);
      }
    }
  });
});

describe("orth", () => {
  it("and the left null space are the whole space", () => {
    const a = array([
      [1, 2],
      [2, 4],
      [3, 6],
    ]);
    const [Q, N]: readonly NDArray[] = [orth(a), leftNullSpace(a)];
    const sum = matmul(Q, adjoint(Q)).add(matmul(N, adjoint(N)));
    const rest: NDArray = sub(sum, array([1, 0, 0, 0, 1, 0, 0, 0, 1], { shape: [3, 3] }));
    expect(Math.max(...Array.from(rest.toTypedArray() as Float64Array, Math.abs))).toBeLessThanOrEqual(
      16 * Number.EPSILON,
    );
  });

  it("of nothing is nothing; a batch has one rank", () => {
    expect(orth(zeros([3, 2])).shape).toEqual([3, 0]);
    expect(orth(zeros([0, 2])).shape).toEqual([0, 0]);
    expect(rowSpace(zeros([2, 0])).shape).toEqual([0, 0]);
    expect(orth(stack([ones([2, 2]), ones([2, 2])])).shape).toEqual([2, 2, 1]);
    expect(() => rowSpace(stack([ones([2, 2]), zeros([2, 2])]))).toThrow(
      "rowSpace: the matrices of a batch must have one rank; got ranks 0 and 1. Take them one at a time.",
    );
    const vector: NDArray = ones([3]);
    expect(() => orth(vector)).toThrow("orth: a must have at least two axes; got a [3].");
    expect(() => rowSpace(array([[Infinity]]))).toThrow("rowSpace: a must be finite; got Infinity at index [0, 0].");
  });

  it("has no derivative", () => {
    for (const check of [checkVjp, checkJvp]) {
      expect(() => check((x) => orth(x), ones([2, 1]))).toThrow(DerivativeError);
      expect(() => check((x) => orth(x), ones([2, 1]))).toThrow(
        "orth: a must not be differentiated through here; got a derivative that is asked for. A basis is one of many; " +
          "the projection on its span, projection(a), has one.",
      );
      expect(() => check((x) => rowSpace(x), ones([2, 1]))).toThrow("on its span, projection(aᴴ), has one.");
    }
  });
});
