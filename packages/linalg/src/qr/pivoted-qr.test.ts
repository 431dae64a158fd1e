import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  abs,
  array,
  diagonal,
  eye,
  matmul,
  ones,
  real,
  stack,
  tril,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { epsilonOf } from "../operand/epsilon.js";
import { SingularMatrixError } from "../errors.js";
import { matrixRank } from "../norms/matrix-rank.js";
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

const random = gallery[0];

const sizes = [...gallerySizes.filter(([m, n]) => m * n <= 100), [50, 30], [30, 50]] as const;

/**
 * The largest quotient of what is left of a column when column j is taken, and Rⱼⱼ: at most 1 but for the digits that a
 * downdated norm has lost, at most half of them.
 */
function greed(R: NDArray): number {
  const [k, n] = R.shape;
  const entries = abs(R).toTypedArray();
  let largest = 0;
  for (let i = 0; i < n; i++) {
    let left = 0;
    for (let j = Math.min(i, k - 1); j >= 0; j--) {
      left += entries[j * n + i] ** 2;
      if (left > 0) largest = Math.max(largest, Math.sqrt(left) / entries[j * n + j]);
    }
  }
  return largest;
}

const HALF_THE_DIGITS = 2 ** -26;

describe.each(inexactTypes)("qr with column pivoting in %s", (dtype) => {
  it.each(gallery.map(({ name, build }) => [name, build] as const))(
    "factors A·P of %s matrices to 30·max(m, n)·ε, the diagonal of R real, ≥ 0, no later column larger",
    (_, build) => {
      for (const [m, n] of sizes) {
        const a: NDArray = inDtype(build(m, n), dtype);
        for (const full of dtype === "float64" ? [false, true] : [false]) {
          const f = qr(a, { full, pivoting: true });
          const { Q, R, p }: { Q: NDArray; R: NDArray; p: NDArray } = f;
          expect([Q.shape[1], R.shape[0]]).toEqual(full ? [m, m] : [Math.min(m, n), Math.min(m, n)]);
          expect(reconstructionRatio(a, f.reconstruct())).toBeLessThan(THRESHOLD);
          expect(orthogonalityRatio(Q)).toBeLessThan(THRESHOLD);
          expect(norm1(tril(R, { k: -1 }))).toBe(0);
          expect([...p.toTypedArray()].toSorted((x, y) => x - y)).toEqual(Array.from({ length: n }, (__, i) => i));
          const d = real(diagonal(R)).toTypedArray();
          expect(Math.min(...d)).toBeGreaterThanOrEqual(0);
          expect(greed(R)).toBeLessThanOrEqual(1 + 10 * n * Math.max(HALF_THE_DIGITS, epsilonOf(R.type)));
        }
      }
    },
    60_000,
  );

  it("does so in several blocks, with norms that must be computed afresh", () => {
    const a = inDtype(gallery.find((g) => g.name === "Vandermonde")?.build(150, 140) as NDArray, dtype);
    for (const matrix of [a, inDtype(random.build(160, 150), dtype)]) {
      const f = qr(matrix, { pivoting: true });
      expect(reconstructionRatio(matrix, f.reconstruct())).toBeLessThan(THRESHOLD);
      expect(orthogonalityRatio(f.Q as NDArray)).toBeLessThan(THRESHOLD);
      expect(greed(f.R)).toBeLessThanOrEqual(1 + 1500 * Math.max(HALF_THE_DIGITS, epsilonOf(a.type)));
    }
  });
});

describe("PivotedQR", () => {
  it("takes the largest column first", () => {
    const f = qr(
      array([
        [1, 0, 3],
        [0, 2, 4],
      ]),
      { pivoting: true },
    );
    expect(f.p.toArray()).toEqual([2, 1, 0]);
    expect(f.R.toArray().flat()).toEqual([5, 1.6, 0.6, 0, 1.2, -0.8].map((x) => expect.closeTo(x, 14)));
  });

  it("tells the rank as the singular values do, of matrices that do not deceive it", () => {
    const clear = [
      "random",
      "zero",
      "identity",
      "ones",
      "diagonal",
      "rank one",
      "rank deficient",
      "repeated",
      "Frank",
      "Grcar",
    ];
    for (const { name, build } of gallery.filter((g) => clear.includes(g.name))) {
      const a: NDArray = build(30, 20);
      expect([name, qr(a, { pivoting: true }).rank().item()]).toEqual([name, matrixRank(a).item()]);
    }
    const f = qr(
      array([
        [1, 0],
        [0, 1e-6],
      ]) as NDArray,
      { pivoting: true },
    );
    expect(f.rank({ rtol: 1e-3 }).item()).toBe(1);
    expect(() => f.rank({ rtol: 2 })).toThrow("rank: rtol must lie in [0, 1]; got 2.");
    expect(
      qr(zeros([3, 2]), { pivoting: true })
        .rank()
        .item(),
    ).toBe(0);
  });

  it("solves, inverts and has the determinant with its sign", () => {
    const a: NDArray = array([
      [1, 3, 0],
      [0, 4, 1],
      [0, 0, 2],
    ]);
    const f = qr(a, { pivoting: true });
    expect(f.det().item()).toBeCloseTo(8, 13);
    expect(f.logAbsDet().item()).toBeCloseTo(Math.log(8), 13);
    expect(f.solve(array([4, 5, 2])).toArray()).toEqual([1, 1, 1].map((x) => expect.closeTo(x, 13)));
    for (const dtype of inexactTypes) {
      const square = inDtype(random.build(20, 20), dtype);
      const g = qr(square, { pivoting: true });
      expect(residualRatio(square, g.inverse(), eye(20, { dtype }))).toBeLessThan(THRESHOLD);
      const b = inDtype(random.build(20, 2), dtype);
      expect(residualRatio(square, g.solve(b), b)).toBeLessThan(THRESHOLD);
    }
    expect(f.cond().item()).toBeGreaterThan(1);
  });

  it("is batched over leading axes as a loop is, and answers for empty matrices", () => {
    const parts = [0, 4].map((k) => gallery[k].build(6, 3));
    const { R, p } = qr(stack(parts) as NDArray, { pivoting: true });
    parts.forEach((part, i) => {
      const one = qr(part as NDArray, { pivoting: true });
      expect(R.at(i).toArray()).toEqual(one.R.toArray());
      expect(p.at(i).toArray()).toEqual(one.p.toArray());
    });
    expect(qr(zeros([0, 3]), { pivoting: true }).p.toArray()).toEqual([0, 1, 2]);
    expect(qr(zeros([3, 0]), { pivoting: true, full: true }).Q.shape).toEqual([3, 3]);
    expect(qr(zeros([2, 0, 0]), { pivoting: true }).R.shape).toEqual([2, 0, 0]);
    expect(qr(zeros([0, 2, 2]), { pivoting: true }).p.shape).toEqual([0, 2]);
  });

  it.each([
    [4, 4],
    [5, 3],
    [3, 5],
  ])("vjp and jvp agree with differences at [%i, %i], real and complex", (m, n) => {
    for (const dtype of ["float64", "complex128"] as const) {
      const a: NDArray = inDtype(random.build(m, n), dtype);
      const factors = (x: NDArray): NDArray[] => {
        const { Q, R }: { Q: NDArray; R: NDArray } = qr(x, { pivoting: true });
        return [Q, R];
      };
      checkVjp(factors, a);
      checkJvp(factors, a);
      if (m < n) continue;
      checkVjp((x, y) => qr(x, { pivoting: true }).solve(y), [a, inDtype(random.build(m, 2), dtype)]);
    }
  });

  it("refuses NaN, what has no unique solution, and the determinant of a rectangle", () => {
    expect(() => qr(array([[1, NaN]]), { pivoting: true })).toThrow(
      "qr: a must be finite; got NaN at index [0, 1]. Remove or impute such entries.",
    );
    expect(() => qr(ones([3, 2]), { pivoting: true }).solve(ones([3]))).toThrow(SingularMatrixError);
    const wide: NDArray = ones([2, 3]);
    expect(() => qr(wide, { pivoting: true }).solve(ones([2]))).toThrow(ShapeError);
    expect(() => qr(wide, { pivoting: true }).det()).toThrow("det: the factored matrix must be square; got a [2, 3].");
    expect(matmul(qr(wide, { pivoting: true }).Q, qr(wide, { pivoting: true }).R).shape).toEqual([2, 3]);
  });
});
