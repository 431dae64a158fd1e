import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  abs,
  array,
  diagonal,
  eye,
  imag,
  matrixTranspose,
  ones,
  real,
  slice,
  stack,
  tril,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { cond } from "../norms/cond.js";
import { det } from "../lu/det.js";
import { DerivativeError, SingularMatrixError } from "../errors.js";
import { lq } from "./lq.js";
import { qr } from "./qr.js";
import {
  THRESHOLD,
  gallery,
  gallerySizes,
  inDtype,
  inexactTypes,
  norm1,
  orthogonalityRatio,
  reconstructionRatio,
  residualRatio,
} from "../testing.js";

describe.each(inexactTypes)("qr in %s", (dtype) => {
  it.each(gallery.map(({ name, build }) => [name, build] as const))(
    "reconstructs %s matrices, Q orthonormal, to 30·max(m, n)·ε, R upper triangular with diagonal ≥ 0",
    (_, build) => {
      for (const [m, n] of gallerySizes) {
        const a: NDArray = inDtype(build(m, n), dtype);
        for (const full of [false, true]) {
          const f = qr(a, { full });
          const { Q, R }: { Q: NDArray; R: NDArray } = f;
          const inner = full ? m : Math.min(m, n);
          expect([Q.shape, R.shape]).toEqual([
            [m, inner],
            [inner, n],
          ]);
          expect(reconstructionRatio(a, f.reconstruct())).toBeLessThan(THRESHOLD);
          expect(orthogonalityRatio(Q)).toBeLessThan(THRESHOLD);
          expect(Math.min(...real(diagonal(R)).toTypedArray())).toBeGreaterThanOrEqual(0);
          expect(norm1(imag(diagonal(R)).reshape([-1, 1]))).toBe(0);
          expect(norm1(tril(R, { k: -1 }))).toBe(0);
        }
      }
    },
    60_000,
  );
});

describe("qr", () => {
  it("has the unique factors with a non-negative diagonal", () => {
    const { Q, R } = qr(
      array([
        [3, 1],
        [4, 2],
      ]),
    );
    expect(R.toArray().flat()).toEqual([5, 2.2, 0, 0.4].map((x) => expect.closeTo(x, 14)));
    expect(Q.toArray().flat()).toEqual([0.6, -0.8, 0.8, 0.6].map((x) => expect.closeTo(x, 14)));
  });

  it("solves least squares: the residual is orthogonal to the columns", () => {
    const f = qr(
      array([
        [1, 0],
        [1, 1],
        [1, 2],
      ]),
    );
    expect(f.solve(array([1, 3, 5])).toArray()).toEqual([expect.closeTo(1, 13), expect.closeTo(2, 13)]);
    const full = qr(
      array([
        [1, 0],
        [1, 1],
        [1, 2],
      ]),
      { full: true },
    );
    expect(full.solve(array([1, 3, 5])).toArray()).toEqual([expect.closeTo(1, 13), expect.closeTo(2, 13)]);
  });

  it("keeps Q orthonormal where Gram–Schmidt fails (Läuchli, κ = 10¹⁵)", () => {
    const a: NDArray = array([
      [1, 1, 1],
      [1e-15, 0, 0],
      [0, 1e-15, 0],
      [0, 0, 1e-15],
    ]);
    expect(orthogonalityRatio(qr(a).Q)).toBeLessThan(THRESHOLD);
  });

  it("keeps tiny and huge columns apart", () => {
    const a: NDArray = array([
      [3e-310, 3e200],
      [4e-310, -4e200],
    ]);
    expect(qr(a).R.at(0, 0).item()).toBeCloseTo(5e-310, 320);
    expect(orthogonalityRatio(qr(a).Q)).toBeLessThan(THRESHOLD);
  });

  it("is batched over leading axes as a loop is", () => {
    const parts = [0, 4].map((k) => gallery[k].build(6, 3));
    const { R } = qr(stack(parts) as NDArray);
    parts.forEach((part, i) => expect(R.at(i).toArray()).toEqual(qr(part as NDArray).R.toArray()));
  });

  it.each([
    [4, 4],
    [5, 3],
    [3, 5],
  ])("vjp and jvp agree with differences at [%i, %i], real and complex", (m, n) => {
    for (const dtype of ["float64", "complex128"] as const) {
      const a: NDArray = inDtype(gallery[0].build(m, n), dtype);
      const factors = (x: NDArray): NDArray[] => {
        const { Q, R }: { Q: NDArray; R: NDArray } = qr(x);
        return [Q, R];
      };
      checkVjp(factors, a);
      checkJvp(factors, a);
      checkVjp((x) => qr(x).Q, a);
      checkVjp((x) => qr(x).R, a);
    }
  });

  it("vjp of a least-squares solution agrees with differences, real and complex", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      const xs = [inDtype(gallery[0].build(5, 3), dtype), inDtype(gallery[0].build(5, 2), dtype)];
      checkVjp((x, y) => qr(x).solve(y), xs);
    }
  });

  it("has the inverse, the determinant and the condition number of a square matrix", () => {
    const a: NDArray = array([
      [3, 1],
      [4, 2],
    ]);
    const f = qr(a);
    expect(f.det().item()).toBeCloseTo(2, 14);
    expect(f.logAbsDet().item()).toBeCloseTo(Math.log(2), 14);
    expect(f.inverse().toArray().flat()).toEqual([1, -0.5, -2, 1.5].map((x) => expect.closeTo(x, 13)));
    // s₁·s₂ = 2 and s₁² + s₂² = 30
    expect(f.cond().item()).toBeCloseTo((30 + Math.sqrt(30 ** 2 - 16)) / 4, 11);
    expect(
      qr(zeros([2, 2]))
        .logAbsDet()
        .item(),
    ).toBe(-Infinity);
    expect(
      qr(zeros([0, 0]))
        .det()
        .item(),
    ).toBe(1);
    for (const dtype of inexactTypes) {
      const square = inDtype(gallery[0].build(20, 20), dtype);
      const unit: NDArray = eye(20, { dtype });
      expect(residualRatio(square, qr(square).inverse(), unit)).toBeLessThan(THRESHOLD);
    }
    const z = inDtype(gallery[0].build(6, 6), "complex128");
    const ratio: NDArray = qr(z).det().div(det(z));
    expect(Number(abs(ratio.sub(1)).item()) < 1e-12).toBe(true);
    const pivoted: NDArray = qr(z, { pivoting: true }).det().div(det(z));
    expect(Number(abs(pivoted.sub(1)).item()) < 1e-12).toBe(true);
    checkVjp((x) => qr(x).det(), z);
    expect(qr(z).cond().item()).toBeCloseTo(cond(z).item() as number, 8);
    const tall: NDArray = ones([3, 2]);
    expect(() => qr(tall).det()).toThrow("det: the factored matrix must be square; got a [3, 2].");
    expect(() => qr(tall).inverse()).toThrow(ShapeError);
  });

  it("refuses derivatives that do not exist", () => {
    const last = (x: NDArray): NDArray => slice(qr(x, { full: true }).Q, ":", "2:");
    expect(() => checkVjp(last, gallery[0].build(4, 2))).toThrow(DerivativeError);
    expect(() => checkVjp(last, gallery[0].build(4, 2))).toThrow(
      "qr: a function of the full factors must not depend on the last 2 columns of Q but by the space that they span; got one that " +
        "changes when they are turned within it. Use the thin factors, qr(a), or what is the same for every basis, as the " +
        "projector on that space.",
    );
    const dependent: NDArray = stack([eye(3), array([[1, 2, 0], [2, 4, 1], [3, 6, 0]])]); // prettier-ignore
    for (const pivoting of [false, true]) {
      const Q = (x: NDArray): NDArray => (pivoting ? qr(x, { pivoting }).Q : qr(x).Q);
      expect(() => checkVjp(Q, dependent)).toThrow(DerivativeError);
      expect(() => checkJvp(Q, dependent)).toThrow(DerivativeError);
    }
    expect(() => checkVjp((x) => qr(x).R, dependent)).toThrow(
      "qr: the derivative needs independent columns, without which Q is not determined; got column 1 of matrix [1], which is a sum of " +
        "those before it up to rounding. Leave such columns out, or use svd or pinv.",
    );
    expect(() => checkVjp((x) => lq(x).L, matrixTranspose(dependent))).toThrow(
      "lq: the derivative needs independent rows, without which Q is not determined; got row 1 of matrix [1]",
    );
  });

  it("refuses to solve where the solution is not unique", () => {
    expect(() => qr(zeros([3, 2])).solve(ones([3]))).toThrow(SingularMatrixError);
    const wide: NDArray = ones([2, 3]);
    expect(() => qr(wide).solve(ones([2]))).toThrow(ShapeError);
    expect(() => qr(wide).solve(ones([2]))).toThrow(
      "solve: a must have at least as many rows as columns; got Q [2, 2] and R [2, 3]. Use lstsq.",
    );
  });

  it("answers for empty matrices", () => {
    expect(qr(zeros([0, 0])).Q.shape).toEqual([0, 0]);
    expect(qr(zeros([3, 0])).R.shape).toEqual([0, 0]);
    expect(qr(zeros([3, 0]), { full: true }).Q.toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(qr(zeros([0, 3])).R.shape).toEqual([0, 3]);
  });

  it("refuses NaN with its place", () => {
    expect(() => qr(array([[1, NaN]]))).toThrow(
      "qr: a must be finite; got NaN at index [0, 1]. Remove or impute such entries.",
    );
  });
});
