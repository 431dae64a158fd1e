import { type NDArray, adjoint, array, astype, complex, eye, mul } from "@linnet/core";
import { matrixViewOf } from "@linnet/core/extend";
import { type MatrixView, complex128, complex64, float32, float64, gemv, workspace } from "@linnet/kernels";
import { describe, expect, it } from "vitest";
import { gallery } from "../../testing.js";
import { norm1 as exactNorm } from "../../testing/ratios.js";
import { type ApplyInverse, estimateCondition, norm1, norm1Hermitian } from "./condition-estimate.js";
import { epsilonOf } from "../../operand/epsilon.js";
import { conjugateInPlace } from "../matrix/complex-view.js";
import { copyMatrix } from "../matrix/copy.js";

/** x ← B·x or Bᴴ·x: stands for the inverse of B's inverse. */
function applyOf(b: NDArray): ApplyInverse {
  const forward = matrixViewOf(b);
  const backward = matrixViewOf(adjoint(b));
  return (x, conjugated) => {
    const y = workspace(x.type, x.rows, 1);
    gemv(1, conjugated ? backward : forward, x, 0, y);
    copyMatrix(y, x);
  };
}

describe("estimateCondition", () => {
  it.each([float64, float32, complex128, complex64])(
    "is at most ‖B‖₁ within rounding and at least a tenth of it, for B of the gallery, in $name",
    (type) => {
      for (const { build } of gallery) {
        for (const n of [1, 2, 3, 10, 50]) {
          const re = build(n, n);
          const wide = type.kind === "complex" ? complex(re, mul(build(n, n).T, 0.5)) : re;
          const b: NDArray = astype(wide, type.name);
          const norm = exactNorm(b);
          const estimate = norm === 0 ? 0 : estimateCondition(1, n, type, applyOf(b));
          expect(estimate).toBeLessThanOrEqual(norm * (1 + 2 * n * epsilonOf(type)));
          expect(10 * estimate).toBeGreaterThanOrEqual(norm); // LAPACK Users' Guide, §4.4.1: "almost always", and here
        }
      }
    },
  );

  it("does not change when A is scaled, up to the ends of the range", () => {
    for (const scale of [2 ** -1020, 2 ** 1000]) {
      const inverse = mul(eye(3), 1 / scale) as NDArray;
      expect(estimateCondition(scale, 3, float64, applyOf(inverse))).toBe(1);
    }
  });

  it("is 1 for an empty matrix, Infinity for a zero one and where a solve overflows", () => {
    const never = () => expect.unreachable();
    expect(estimateCondition(0, 0, float64, never)).toBe(1);
    expect(estimateCondition(0, 2, float64, never)).toBe(Infinity);
    const overflowing: ApplyInverse = (x) => void x.data.fill(NaN);
    expect(estimateCondition(1, 2, complex128, overflowing)).toBe(Infinity);
  });
});

describe("norm1", () => {
  const view = (re: number[][], im: number[][]): MatrixView => matrixViewOf(complex(array(re), array(im)) as NDArray);

  it("is the largest sum of magnitudes of a column, of strided and complex matrices too", () => {
    const a = view(
      [
        [3, 0],
        [0, 5],
      ],
      [
        [4, 1],
        [1, 12],
      ],
    );
    expect(norm1(a)).toBe(14);
    expect(norm1(a.T.block(0, 0, 2, 1))).toBe(6);
    conjugateInPlace(a);
    expect(norm1(a)).toBe(14);
  });

  it("reads the lower triangle of a Hermitian one", () => {
    const lower = [
      [1, 99],
      [-2, 3],
    ];
    expect(norm1Hermitian(matrixViewOf(array(lower) as NDArray))).toBe(5);
  });

  it("is the largest number there is where sums overflow", () => {
    expect(norm1(matrixViewOf(array([[1e308], [1e308]]) as NDArray))).toBe(Number.MAX_VALUE);
  });
});
