import { describe, expect, it } from "vitest";
import { type NDArray, ValueError, array, matmul, matrixTranspose, ones, real, stack, sub, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { adjoint } from "../operand/adjoint.js";
import { completeOrthogonal } from "./complete-orthogonal.js";
import { epsilonOf } from "../operand/epsilon.js";
import { DerivativeError } from "../errors.js";
import { svdvals } from "../svd/svd.js";
import { THRESHOLD, gallery, gallerySizes, inDtype, inexactTypes, norm1, orthogonalityRatio } from "../testing.js";

const random = gallery[0];
const sizes = gallerySizes.filter(([m, n]) => m * n <= 400);

describe.each(inexactTypes)("completeOrthogonal in %s", (dtype) => {
  it("A = Q·T·Z to (30 + √(m·k))·max(m, n)·ε·‖A‖₁, Q and Z orthonormal, over the gallery", () => {
    for (const { build } of gallery) {
      for (const [m, n] of sizes) {
        const a: NDArray = inDtype(build(m, n), dtype);
        const f = completeOrthogonal(a);
        const { Q, Z }: { Q: NDArray; Z: NDArray } = f;
        expect(Math.max(orthogonalityRatio(Q), orthogonalityRatio(adjoint(Z)))).toBeLessThan(THRESHOLD);
        // columns of what is dropped have a norm below √k·rtol·R₀₀, and R₀₀ ≤ ‖A‖₁
        const bound = (THRESHOLD + Math.sqrt(m * Math.min(m, n))) * Math.max(m, n) * epsilonOf(a.type) * norm1(a);
        expect(norm1(sub(a, f.reconstruct()))).toBeLessThanOrEqual(bound);
      }
    }
  });
});

describe("completeOrthogonal", () => {
  it("has a triangle with the singular values of A, in the leading entries of T", () => {
    const a: NDArray = gallery.find((g) => g.name === "rank deficient")?.build(9, 6) as NDArray;
    for (const matrix of [a, matrixTranspose(a)]) {
      const { T, rank }: { T: NDArray; rank: NDArray } = completeOrthogonal(matrix);
      expect(rank.item()).toBe(3);
      const [s, t] = [svdvals(matrix).toTypedArray(), svdvals(T).toTypedArray()];
      t.forEach((v, i) => expect(Math.abs(v - s[i])).toBeLessThan(1e-13));
      expect(
        T.slice("3:", ":")
          .toTypedArray()
          .every((x) => x === 0),
      ).toBe(true);
      expect(T.at(0, 1).item()).toBe(0);
    }
  });

  it("drops nothing of Kahan's matrix, whose leading triangles are all ill-conditioned: the residual stays minimal", () => {
    const kahan: NDArray = gallery.find((g) => g.name === "Kahan")?.build(60, 60) as NDArray;
    const b: NDArray = matmul(kahan, ones([60, 1]) as NDArray);
    const f = completeOrthogonal(kahan);
    expect(f.rank.item()).toBe(60);
    expect(norm1(sub(matmul(kahan, f.solve(b)), b))).toBeLessThan(THRESHOLD * 60 * 2 ** -52 * norm1(kahan) * 60);
  });

  it("solves for the least norm, and has a pseudoinverse that satisfies Penrose's conditions", () => {
    const a = array([
      [1, 1],
      [1, 1],
      [0, 0],
    ]) as NDArray;
    const f = completeOrthogonal(a);
    expect(f.solve(array([2, 2, 7])).toArray()).toEqual([expect.closeTo(1, 14), expect.closeTo(1, 14)]);
    for (const dtype of ["float64", "complex128"] as const) {
      for (const build of [random.build, gallery.find((g) => g.name === "rank deficient")?.build ?? random.build]) {
        for (const [m, n] of [
          [6, 6],
          [7, 4],
          [4, 7],
        ] as const) {
          const matrix = inDtype(build(m, n), dtype);
          const p: NDArray = completeOrthogonal(matrix).pinv();
          const ap: NDArray = matmul(matrix, p);
          const pa: NDArray = matmul(p, matrix);
          const unit = THRESHOLD * 7 * 2 ** -52 * norm1(matrix) * norm1(p);
          expect(norm1(sub(matmul(ap, matrix), matrix))).toBeLessThanOrEqual(unit * norm1(matrix));
          expect(norm1(sub(matmul(pa, p), p))).toBeLessThanOrEqual(unit * norm1(p));
          expect(norm1(sub(ap, adjoint(ap)))).toBeLessThanOrEqual(unit);
          expect(norm1(sub(pa, adjoint(pa)))).toBeLessThanOrEqual(unit);
        }
      }
    }
  });

  it("is batched with a rank for each, and answers for empty matrices", () => {
    const f = completeOrthogonal(stack([ones([3, 2]), random.build(3, 2), zeros([3, 2])]) as NDArray);
    expect(f.rank.toArray()).toEqual([1, 2, 0]);
    expect(
      f
        .solve(ones([3]))
        .at(0)
        .toArray(),
    ).toEqual([expect.closeTo(0.5, 14), expect.closeTo(0.5, 14)]);
    expect(
      f
        .solve(ones([3]))
        .at(2)
        .toArray(),
    ).toEqual([0, 0]);
    expect(
      completeOrthogonal(zeros([0, 2]))
        .solve(zeros([0]))
        .toArray(),
    ).toEqual([0, 0]);
    expect(completeOrthogonal(zeros([2, 0])).pinv().shape).toEqual([0, 2]);
    expect(
      real(completeOrthogonal(zeros([2, 2])).T)
        .toArray()
        .flat(),
    ).toEqual([0, 0, 0, 0]);
  });

  it("differentiates what is solved, not the factors", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      for (const [m, n] of [
        [5, 3],
        [3, 5],
        [3, 3],
      ] as const) {
        const xs = [inDtype(random.build(m, n), dtype), inDtype(random.build(m, 2), dtype)];
        checkVjp((a, b) => completeOrthogonal(a).solve(b), xs);
        checkJvp((a, b) => completeOrthogonal(a).solve(b), xs);
        checkVjp((a) => completeOrthogonal(a).pinv(), xs[0]);
      }
    }
    const factor = (a: NDArray): NDArray => completeOrthogonal(a).Q;
    expect(() => checkVjp(factor, random.build(3, 2))).toThrow(DerivativeError);
    expect(() => checkJvp(factor, random.build(3, 2))).toThrow(
      "completeOrthogonal: the derivative needs unique factors; got those of a complete orthogonal decomposition, which are " +
        "not. Differentiate what is solved with them, or use qr or svd.",
    );
  });

  it("refuses NaN, and an rtol that is none", () => {
    expect(() => completeOrthogonal(array([[NaN]]))).toThrow(
      "completeOrthogonal: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => completeOrthogonal(ones([1, 1]), { rtol: 2 })).toThrow(ValueError);
    expect(() => completeOrthogonal(ones([1, 1]), { rtol: 2 })).toThrow(
      "completeOrthogonal: rtol must lie in [0, 1]; got 2.",
    );
  });
});
