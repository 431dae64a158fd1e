import { describe, expect, it } from "vitest";
import { type NDArray, abs, add, array, astype, mul, ones, stack, sub, tril, triu, zeros } from "@linnet/core";
import { checkVjp } from "@linnet/core/testing";
import { adjoint } from "../operand/adjoint.js";
import { eigvalsh } from "./eigh.js";
import { epsilonOf } from "../operand/epsilon.js";
import { DerivativeError } from "../errors.js";
import {
  THRESHOLD,
  gallery,
  hermitianTypes,
  inDtype,
  inexactTypes,
  norm1,
  orthogonalityRatio,
  reconstructionRatio,
} from "../testing.js";
import { tridiagonal } from "./tridiagonal.js";

/** LAPACK's ratios, and that T is what it is called. */
function checkForm(a: NDArray): void {
  const f = tridiagonal(a);
  const { Q, T }: { Q: NDArray; T: NDArray } = f;
  expect(reconstructionRatio(a, f.reconstruct())).toBeLessThan(THRESHOLD);
  expect(orthogonalityRatio(Q)).toBeLessThan(THRESHOLD);
  expect([norm1(tril(T, { k: -2 })), norm1(triu(T, { k: 2 })), norm1(sub(T, adjoint(T)))]).toEqual([0, 0, 0]);
  const bound = THRESHOLD * a.shape[0] * epsilonOf(a.type) * norm1(a);
  const gap = abs(sub(eigvalsh(astype(T, "float64")), astype(eigvalsh(a), "float64"))).toTypedArray();
  expect(gap.every((x) => Number(x) <= bound)).toBe(true);
}

describe.each(inexactTypes)("tridiagonal in %s", (dtype) => {
  it.each(gallery.map(({ name, build }) => [name, build] as const))(
    "reconstructs Hermitian parts of %s matrices, Q unitary, T real and tridiagonal with A's eigenvalues, all to 30·n·ε",
    (_, build) => {
      for (const n of [1, 2, 3, 10, 33, 70]) {
        const b = inDtype(build(n, n), dtype);
        checkForm(add(b, adjoint(b)));
      }
    },
    60_000,
  );

  it("holds the same over LAPACK's Hermitian types", () => {
    for (const { build } of hermitianTypes) for (const n of [2, 10, 40]) checkForm(build(n, n, dtype));
  });
});

describe("tridiagonal", () => {
  const a: NDArray = array([
    [1, 3, 4],
    [3, 2, 0],
    [4, 0, 5],
  ]);

  it("reflects the first column onto its first two entries", () => {
    const { T }: { T: NDArray } = tridiagonal(a);
    expect(Math.abs(Number(T.at(1, 0).item()))).toBeCloseTo(5, 14);
    expect(T.at(0, 0).item()).toBe(1);
  });

  it("reads the lower triangle only, is batched, and answers for empty matrices", () => {
    const spoiled: NDArray = add(tril(a), mul(triu(ones([3, 3]), { k: 1 }), 9));
    expect(tridiagonal(spoiled).T.toArray()).toEqual(tridiagonal(a).T.toArray());
    const both: NDArray = tridiagonal(stack([a, mul(a, 2)]) as NDArray).T;
    expect(both.at(0).toArray()).toEqual(tridiagonal(a).T.toArray());
    expect(tridiagonal(zeros([2, 0, 0])).Q.shape).toEqual([2, 0, 0]);
  });

  it("refuses rectangular matrices, NaN, and derivatives", () => {
    expect(() => tridiagonal(ones([2, 3]) as NDArray)).toThrow(
      "tridiagonal: the last two axes must be equal; got a [2, 3].",
    );
    expect(() => tridiagonal(array([[NaN]]))).toThrow(
      "tridiagonal: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => checkVjp((x) => tridiagonal(x).T as NDArray, a)).toThrow(DerivativeError);
  });
});
