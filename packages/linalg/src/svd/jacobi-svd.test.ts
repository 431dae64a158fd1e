import { describe, expect, it } from "vitest";
import { type NDArray, array, diag, fromFunction, matmul, matrixTranspose, mul } from "@linnet/core";
import { checkVjp } from "@linnet/core/testing";
import { adjoint } from "../operand/adjoint.js";
import { svd, svdvals } from "./svd.js";
import {
  THRESHOLD,
  gallery,
  gallerySizes,
  generalTypes,
  inDtype,
  inexactTypes,
  orthogonalityRatio,
  reconstructionRatio,
  uniform,
} from "../testing.js";

const jacobi = { method: "jacobi" } as const;

describe.each(inexactTypes)("one-sided Jacobi in %s", (dtype) => {
  const sizes = gallerySizes.filter(([m, n]) => Math.max(m, n) <= 30);

  it.each(gallery.map(({ name, build }) => [name, build] as const))(
    "reconstructs %s matrices, U and V orthonormal, S descending and that of divide and conquer, all to 30·max(m, n)·ε",
    (_, build) => {
      for (const [m, n] of sizes) check(inDtype(build(m, n), dtype));
    },
  );

  it("holds the same over LAPACK's matrix types", () => {
    for (const { build } of generalTypes) {
      for (const [m, n] of [
        [2, 2],
        [10, 10],
        [12, 7],
        [7, 12],
      ]) {
        check(build(m, n, dtype));
      }
    }
  });
});

function check(a: NDArray): void {
  const [m, n] = a.shape;
  const f = svd(a, { ...jacobi, full: true });
  const { U, S, Vh }: { U: NDArray; S: NDArray; Vh: NDArray } = f;
  expect([U.shape, S.shape, Vh.shape]).toEqual([[m, m], [Math.min(m, n)], [n, n]]);
  expect(reconstructionRatio(a, f.reconstruct())).toBeLessThan(THRESHOLD);
  expect(orthogonalityRatio(U)).toBeLessThan(THRESHOLD);
  expect(orthogonalityRatio(adjoint(Vh))).toBeLessThan(THRESHOLD);
  const [s, values, other] = [S, svdvals(a, jacobi), svdvals(a)].map((x) => x.toTypedArray());
  const epsilon = S.dtype === "float32" ? 2 ** -23 : 2 ** -52;
  s.forEach((x, i) => {
    expect(x >= 0 && (i === 0 || x <= s[i - 1])).toBe(true);
    expect(values[i]).toBe(x);
    expect(Math.abs(x - other[i])).toBeLessThanOrEqual(THRESHOLD * Math.max(m, n) * epsilon * s[0]);
  });
}

describe("one-sided Jacobi", () => {
  it("finds the singular values of Kahan's matrix of order 60 to 10⁻¹³, where κ is 1.3·10¹³", () => {
    const [s, c] = [Math.sin(1.1), Math.cos(1.1)];
    const a: NDArray = fromFunction([60, 60], (i, j) => (i > j ? 0 : s ** i * (i === j ? 1 : -c)));
    // mpmath, svd_r with 120 digits
    const exact: Readonly<Record<number, number>> = {
      0: 7.201577712654844,
      1: 1.3395447955961446,
      29: 0.050393176712774976,
      57: 0.0017496505766986998,
      58: 0.0015135271556558987,
      59: 5.35500879660046e-13,
    };
    const values = svdvals(a, jacobi).toTypedArray();
    for (const [i, x] of Object.entries(exact)) expect(Math.abs(values[Number(i)] / x - 1)).toBeLessThanOrEqual(1e-13);
    const S: NDArray = svd(matrixTranspose(a), jacobi).S;
    expect(Math.abs(S.toTypedArray()[59] / exact[59] - 1)).toBeLessThanOrEqual(1e-13);
  });

  // B = Q₁·(I + small)·Q₂ is well-conditioned. σ(D·B) for orthogonal B are |dᵢ| exactly: no digits but rounding's are lost
  it.each(["rows", "columns"])(
    "keeps every value of an orthogonal matrix whose %s are scaled by 10⁰ … 10⁻⁶⁰",
    (which) => {
      const n = 30;
      const { U }: { U: NDArray } = svd(fromFunction([n, n], uniform(n, n, 3)));
      const scales = Array.from({ length: n }, (_, i) => 10 ** (-2 * ((i * 7) % n)));
      const a = which === "rows" ? mul(array(scales.map((x) => [x])), U) : mul(U, array(scales));
      const values = svdvals(a as NDArray, jacobi).toTypedArray();
      const expected = scales.toSorted((x, y) => y - x);
      // rows of U are orthonormal to about n·u, and a relative error of a row is one of its value (Demmel & Veselić 1992)
      expected.forEach((x, i) => expect(Math.abs(values[i] / x - 1)).toBeLessThanOrEqual(1e-13));
    },
  );

  it("finds values of 3×3 matrices with badly scaled rows to 10⁻¹³, also complex ones", () => {
    const a: NDArray = array([
      [1e-20, 2e-20, 3e-20],
      [4, 5, 6],
      [7e-40, 8e-40, 1e-39],
    ]);
    // mpmath, svd_r with 200 digits
    const exact = [8.774964387392123, 8.37435789358624e-21, 4.082482904638634e-41];
    const values = svdvals(a, jacobi).toTypedArray();
    exact.forEach((x, i) => expect(Math.abs(values[i] / x - 1)).toBeLessThanOrEqual(1e-13));
    const twisted = svdvals(inDtype(a, "complex128"), jacobi).toTypedArray();
    exact.forEach((x, i) => expect(Math.abs(twisted[i] / x - 1)).toBeLessThanOrEqual(1e-13));
  });

  it("completes V where rows vanish, and answers for empty matrices", () => {
    const f = svd(array([[0, 0, 0]]) as NDArray, { ...jacobi, full: true });
    expect(orthogonalityRatio(f.Vh as NDArray)).toBeLessThan(THRESHOLD);
    expect(svd(fromFunction([2, 0], () => 0) as NDArray, { ...jacobi, full: true }).U.shape).toEqual([2, 2]);
    const tiny = svd(diag(array([1, 1e-300, 0])) as NDArray, jacobi);
    expect(tiny.S.toArray()).toEqual([1, 1e-300, 0]);
    expect(orthogonalityRatio(tiny.Vh as NDArray)).toBeLessThan(THRESHOLD);
  });

  it("has the derivatives of svd", () => {
    const a: NDArray = gallery[0].build(4, 3);
    checkVjp((x) => svd(x, jacobi).U, a);
    checkVjp((x) => svdvals(x, jacobi), a);
    checkVjp((x) => matmul(svd(x, { rank: 2 }).U, svd(x, { rank: 2 }).Vh), a);
  });
});

describe("svd of a given rank", () => {
  it("keeps the largest values: ‖A − Aᵣ‖₂ = sᵣ₊₁ (Eckart & Young)", () => {
    const a: NDArray = gallery[0].build(7, 5);
    const all: NDArray = svdvals(a);
    for (const rank of [0, 1, 3, 5]) {
      const f = svd(a, { rank });
      expect([f.U.shape, f.S.shape, f.Vh.shape]).toEqual([[7, rank], [rank], [rank, 5]]);
      const left = svdvals(a.sub(f.reconstruct() as NDArray)).toTypedArray()[0];
      const expected = rank === 5 ? 0 : all.toTypedArray()[rank];
      expect(Math.abs(left - expected)).toBeLessThanOrEqual(THRESHOLD * 7 * 2 ** -52 * all.toTypedArray()[0]);
    }
  });

  it.each([
    [{ rank: 6 }, "svd: rank must be an integer in [0, 5]; got 6."],
    [{ rank: 1.5 }, "svd: rank must be an integer in [0, 5]; got 1.5."],
    [{ rank: 2, full: true }, "svd: full factors cannot be truncated; got rank 2 and full: true."],
    [{ method: "qr" }, 'svd: method must be "divide" or "jacobi"; got "qr".'],
  ])("refuses %j", (options, message) => {
    expect(() => svd(gallery[0].build(7, 5), options as object)).toThrow(message);
  });
});
