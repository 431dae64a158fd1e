import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  array,
  diagonal,
  eye,
  matrixTranspose,
  ones,
  real,
  stack,
  triu,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { adjoint } from "../operand/adjoint.js";
import { DerivativeError, SingularMatrixError } from "../errors.js";
import { lq } from "./lq.js";
import { lstsq } from "../least-squares/lstsq.js";
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

const random = gallery[0];
const sizes = gallerySizes.filter(([m, n]) => m * n <= 1000);

describe.each(inexactTypes)("lq in %s", (dtype) => {
  it("reconstructs the gallery, Q orthonormal, to 30·max(m, n)·ε, L lower triangular with a real diagonal ≥ 0", () => {
    for (const { build } of gallery) {
      for (const [m, n] of sizes) {
        const a: NDArray = inDtype(build(m, n), dtype);
        const f = lq(a);
        const { L, Q }: { L: NDArray; Q: NDArray } = f;
        const worst = [
          reconstructionRatio(matrixTranspose(a), matrixTranspose(f.reconstruct())),
          orthogonalityRatio(adjoint(Q)),
        ];
        expect(Math.max(...worst)).toBeLessThan(THRESHOLD);
        expect(norm1(triu(L, { k: 1 }))).toBe(0);
        expect(
          real(diagonal(L))
            .toTypedArray()
            .every((d) => d >= 0),
        ).toBe(true);
      }
    }
  }, 60_000);

  it("solves for the least norm, and inverts", () => {
    const wide = inDtype(random.build(4, 9), dtype);
    const b = inDtype(random.build(4, 2), dtype);
    const x = lq(wide).solve(b);
    expect(residualRatio(wide, x, b)).toBeLessThan(THRESHOLD);
    const square = inDtype(random.build(9, 9), dtype);
    expect(residualRatio(square, lq(square).inverse(), eye(9, { dtype }))).toBeLessThan(THRESHOLD);
  });
});

describe("lq", () => {
  it("has the shapes of thin and full factors, also of empty matrices and batches", () => {
    const wide: NDArray = ones([2, 5]);
    expect([lq(wide).L.shape, lq(wide).Q.shape]).toEqual([
      [2, 2],
      [2, 5],
    ]);
    const full = lq(wide, { full: true });
    expect([full.L.shape, full.Q.shape]).toEqual([
      [2, 5],
      [5, 5],
    ]);
    expect(full.reconstruct().toArray().flat()).toEqual(Array.from({ length: 10 }, () => expect.closeTo(1, 14)));
    expect(lq(zeros([0, 3])).L.shape).toEqual([0, 0]);
    expect(lq(zeros([2, 3, 0])).Q.shape).toEqual([2, 0, 0]);
    const parts = [0, 4].map((k) => gallery[k].build(3, 6));
    const { L } = lq(stack(parts) as NDArray);
    parts.forEach((part, i) => expect(L.at(i).toArray()).toEqual(lq(part as NDArray).L.toArray()));
  });

  it("finds the solution of least norm, as lstsq does", () => {
    const [a, b]: NDArray[] = [random.build(3, 5), random.build(3, 2)];
    const [x, y] = [lq(a).solve(b).toTypedArray(), lstsq(a, b).x.toTypedArray()];
    x.forEach((v, i) => expect(Math.abs(v - y[i])).toBeLessThan(1e-13));
    expect(lq(a, { full: true }).solve(b).toTypedArray().length).toBe(10);
  });

  it("has the determinant and the condition number of a square matrix", () => {
    const f = lq(
      array([
        [3, 4],
        [1, 2],
      ]) as NDArray,
    );
    expect(f.L.toArray().flat()).toEqual([5, 0, 2.2, 0.4].map((x) => expect.closeTo(x, 14)));
    expect(f.det().item()).toBeCloseTo(2, 14);
    expect(f.logAbsDet().item()).toBeCloseTo(Math.log(2), 14);
    expect(f.cond().item()).toBeCloseTo((30 + Math.sqrt(30 ** 2 - 16)) / 4, 11);
  });

  it("vjp and jvp agree with differences, real and complex", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      for (const [m, n] of [
        [3, 5],
        [5, 3],
      ] as const) {
        const factors = (x: NDArray): NDArray[] => {
          const { L, Q }: { L: NDArray; Q: NDArray } = lq(x);
          return [L, Q];
        };
        checkVjp(factors, inDtype(random.build(m, n), dtype));
        checkJvp(factors, inDtype(random.build(m, n), dtype));
      }
      checkVjp((x, y) => lq(x).solve(y), [inDtype(random.build(3, 5), dtype), inDtype(random.build(3, 2), dtype)]);
    }
    expect(() => checkVjp((x) => lq(x, { full: true }).Q, random.build(2, 4))).toThrow(DerivativeError);
  });

  it("refuses what it cannot answer", () => {
    expect(() => lq(array([[NaN]]))).toThrow(
      "lq: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    const tall: NDArray = ones([3, 2]);
    expect(() => lq(tall).solve(ones([3]))).toThrow(
      "solve: a must have at least as many columns as rows; got L [3, 2] and Q [2, 2]. Use lstsq.",
    );
    expect(() => lq(zeros([2, 3])).solve(ones([2]))).toThrow(SingularMatrixError);
    expect(() => lq(tall).det()).toThrow("det: the factored matrix must be square; got a [3, 2].");
    expect(() => lq(tall).inverse()).toThrow(ShapeError);
  });
});
