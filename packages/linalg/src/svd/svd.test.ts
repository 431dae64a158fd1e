import { describe, expect, it } from "vitest";
import { type NDArray, array, complex, diag, matrixTranspose, mul, stack, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { svd, svdvals } from "./svd.js";
import { adjoint } from "../operand/adjoint.js";
import {
  THRESHOLD,
  gallery,
  gallerySizes,
  generalTypes,
  inDtype,
  inexactTypes,
  orthogonalityRatio,
  reconstructionRatio,
} from "../testing.js";

describe.each(inexactTypes)("svd in %s", (dtype) => {
  const isComplex = dtype === "complex64" || dtype === "complex128";
  const sizes = gallerySizes.filter(([m, n]) => !isComplex || Math.min(m, n) <= 10 || m !== n);

  it.each(gallery.map(({ name, build }) => [name, build] as const))(
    "reconstructs %s matrices, U and V orthonormal, S descending and ≥ 0, all to 30·max(m, n)·ε",
    (_, build) => {
      for (const [m, n] of sizes) {
        const a = inDtype(build(m, n), dtype);
        checkFactors(a, false);
        if (m !== n) checkFactors(a, true);
      }
    },
    60_000,
  );

  it("holds the same over LAPACK's matrix types, whose norms go to the ends of the dtype's range", () => {
    for (const { build } of generalTypes) {
      for (const [m, n] of [
        [1, 1],
        [2, 2],
        [3, 3],
        [10, 10],
        [26, 26],
        [20, 9],
        [9, 20],
      ]) {
        checkFactors(build(m, n, dtype), false);
      }
    }
  });

  it("holds the same at n = 300", () => {
    checkFactors(inDtype(gallery[0].build(300, 300), dtype), false);
  });
});

/** A = U·diag(S)·Vh, UᴴU = I, Vh·Vhᴴ = I by LAPACK's ratios, S in order and equal to svdvals to 30·max(m, n)·ε·s₁. */
function checkFactors(a: NDArray, full: boolean): void {
  const [m, n] = a.shape;
  const f = svd(a, { full });
  const { U, S, Vh }: { U: NDArray; S: NDArray; Vh: NDArray } = f;
  const k = Math.min(m, n);
  expect([U.shape, S.shape, Vh.shape]).toEqual([[m, full ? m : k], [k], [full ? n : k, n]]);
  expect(reconstructionRatio(a, f.reconstruct())).toBeLessThan(THRESHOLD);
  expect(orthogonalityRatio(U)).toBeLessThan(THRESHOLD);
  expect(orthogonalityRatio(adjoint(Vh))).toBeLessThan(THRESHOLD);
  const s = S.toTypedArray();
  expect(s.every((x, i) => x >= 0 && (i === 0 || x <= s[i - 1]))).toBe(true);
  if (!full) expectClose(svdvals(a), S, THRESHOLD * Math.max(m, n));
}

describe("svd", () => {
  it("gives known singular values: √(λ) of a 2×2, |d| of a diagonal", () => {
    expect(
      svd(
        array([
          [3, 0],
          [4, 0],
        ]),
      ).S.toArray(),
    ).toEqual([expect.closeTo(5, 14), 0]);
    expect(svdvals(diag(array([1, -3, 2]))).toArray()).toEqual([3, 2, 1]);
  });

  it("keeps σ₂ of [[1, 1], [1, 1 + δ]], which AᵀA loses: δ/2 to first order, error ≤ 30·n·ε·σ₁", () => {
    const delta = 1e-9;
    const [, s] = svdvals(
      array([
        [1, 1],
        [1, 1 + delta],
      ]),
    ).toArray();
    // s₁·s₂ = |det A| = δ and s₁ = 2 to first order
    expect(Math.abs(s - (1 + delta - 1) / 2)).toBeLessThanOrEqual(delta ** 2 + 30 * 2 * 2 ** -52 * 2);
  });

  it("finds the tiny singular values of a graded bidiagonal matrix to full relative accuracy", () => {
    // B = bidiag(10^-4i; 1·10^-4i): det B is the product of its diagonal, so the values multiply to it
    const n = 5;
    const a = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => (j === i || j === i + 1 ? 10 ** (-8 * i) : 0)),
    );
    const s = svdvals(array(a) as NDArray).toArray() as number[];
    const logProduct = s.reduce((t, x) => t + Math.log10(x), 0);
    expect(logProduct).toBeCloseTo(-8 * ((n * (n - 1)) / 2), 10);
  });

  it("is scaled where squares would over- or underflow", () => {
    for (const scale of [1e-310, 1e-290, 1e290, 1e307]) {
      const [s1, s2] = svdvals(
        mul(
          array([
            [3, 0],
            [0, 4],
          ]),
          scale,
        ),
      ).toArray();
      expect(s1 / scale).toBeCloseTo(4, 10);
      expect(s2 / scale).toBeCloseTo(3, 10);
    }
  });

  it("gives wide matrices the transposed factors", () => {
    const a: NDArray = gallery[0].build(4, 9);
    expectClose(svdvals(a), svdvals(matrixTranspose(a)), THRESHOLD * 9);
    expect(reconstructionRatio(a, svd(a, { full: true }).reconstruct())).toBeLessThan(THRESHOLD);
  });

  it("has real S of complex matrices: [[0, 2i], [1, 0]] gives 2, 1, and a row vector its norm", () => {
    const a = complex(
      array([
        [0, 0],
        [1, 0],
      ]),
      array([
        [0, 2],
        [0, 0],
      ]),
    );
    expect(svd(a).S.dtype).toBe("float64");
    expect(svdvals(a).toArray()).toEqual([2, 1]);
    expect(svdvals(complex(array([[3, 0]]), array([[0, 4]]))).toArray()).toEqual([expect.closeTo(5, 14)]);
    expect(svdvals(inDtype(gallery[0].build(2, 2), "complex64")).dtype).toBe("float32");
  });

  it("vjp and jvp of complex singular values agree with differences", () => {
    const a = inDtype(gallery[0].build(4, 3), "complex128");
    checkVjp((x) => svdvals(x), a);
    checkJvp((x) => svdvals(x), a);
    checkVjp((x) => svd(x).S, a);
  });

  it("is batched over leading axes as a loop is", () => {
    const parts = [0, 10].map((k) => gallery[k].build(6, 4));
    const { S } = svd(stack(parts) as NDArray);
    parts.forEach((part, i) => expect(S.at(i).toArray()).toEqual(svd(part as NDArray).S.toArray()));
  });

  it("answers for empty matrices", () => {
    expect(svd(zeros([0, 0])).S.shape).toEqual([0]);
    expect(svd(zeros([3, 0]), { full: true }).U.toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(svd(zeros([0, 2]), { full: true }).Vh.toArray()).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(svdvals(zeros([2, 0, 3])).shape).toEqual([2, 0]);
  });

  it.each([
    [4, 4],
    [5, 3],
    [3, 5],
  ])("vjp and jvp of the thin factors agree with differences at [%i, %i]", (m, n) => {
    const a: NDArray = gallery[0].build(m, n);
    const factors = (x: NDArray): NDArray[] => {
      const { U, S, Vh }: { U: NDArray; S: NDArray; Vh: NDArray } = svd(x);
      return [U, S, Vh];
    };
    checkVjp(factors, a);
    checkJvp(factors, a);
    for (const part of [0, 1, 2]) checkVjp((x) => factors(x)[part], a);
    checkVjp((x) => svdvals(x), a);
    checkJvp((x) => svdvals(x), a);
  });

  it("refuses NaN and infinities with their place", () => {
    expect(() => svd(array([[1, Infinity]]))).toThrow(
      "svd: a must be finite; got Infinity at index [0, 1]. Remove or impute such entries.",
    );
    expect(() => svdvals(array([[NaN]]))).toThrow(
      "svdvals: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => svd(array([[true]]) as NDArray)).toThrow(
      'svd: a must be real or complex numbers; got a bool. Convert it first: x.astype("float64").',
    );
  });
});

/** Elements within `units`·ε of the largest. */
function expectClose(x: NDArray, y: NDArray, units: number): void {
  const [p, q] = [x.toTypedArray(), y.toTypedArray()];
  const scale = Math.max(0, ...p) * units * (x.dtype === "float32" ? 2 ** -23 : 2 ** -52);
  for (let i = 0; i < p.length; i++) expect(Math.abs(p[i] - q[i])).toBeLessThanOrEqual(scale);
}
