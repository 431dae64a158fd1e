import { describe, expect, it } from "vitest";
import { type NDArray, array, eye, matmul, ones, stack, sub, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { adjoint } from "../operand/adjoint.js";
import { epsilonOf } from "../operand/epsilon.js";
import { DerivativeError } from "../errors.js";
import { polar } from "./polar.js";
import {
  THRESHOLD,
  gallery,
  inDtype,
  inexactTypes,
  norm1,
  orthogonalityRatio,
  reconstructionRatio,
} from "../testing.js";

const random = gallery[0];
const shapes = [
  [1, 1],
  [2, 2],
  [5, 5],
  [10, 3],
  [3, 10],
  [20, 20],
] as const;

describe.each(inexactTypes)("polar in %s", (dtype) => {
  it("A = U·P, U orthonormal, P Hermitian and semidefinite, to 30·max(m, n)·ε, over the gallery, on both sides", () => {
    for (const { build } of gallery) {
      for (const [m, n] of shapes) {
        const a: NDArray = inDtype(build(m, n), dtype);
        for (const side of ["left", "right"] as const) {
          const f = polar(a, { side });
          const { U, P }: { U: NDArray; P: NDArray } = f;
          expect(reconstructionRatio(a, f.reconstruct())).toBeLessThan(THRESHOLD);
          expect(orthogonalityRatio(m >= n ? U : adjoint(U))).toBeLessThan(THRESHOLD);
          expect(norm1(sub(P, adjoint(P)))).toBe(0);
        }
      }
    }
  }, 60_000);
});

describe("polar", () => {
  it("squares to AᴴA on the right, to AAᴴ on the left", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      const a = inDtype(random.build(6, 4), dtype);
      const right: NDArray = polar(a).P;
      const left: NDArray = polar(a, { side: "left" }).P;
      const unit = THRESHOLD * 6 * epsilonOf(a.type) * norm1(a) * norm1(adjoint(a));
      expect(norm1(sub(matmul(right, right), matmul(adjoint(a), a)))).toBeLessThanOrEqual(unit);
      expect(norm1(sub(matmul(left, left), matmul(a, adjoint(a))))).toBeLessThanOrEqual(unit);
    }
  });

  it("splits a stretched quarter turn; batches and empty matrices too", () => {
    const a = array([
      [0, -2],
      [3, 0],
    ]) as NDArray;
    const { U, P }: { U: NDArray; P: NDArray } = polar(a);
    expect(U.toArray().flat()).toEqual([0, -1, 1, 0].map((x) => expect.closeTo(x, 14)));
    expect(P.toArray().flat()).toEqual([3, 0, 0, 2].map((x) => expect.closeTo(x, 14)));
    const both: NDArray = polar(stack([a, eye(2)]) as NDArray).P;
    expect(both.at(1).toArray().flat()).toEqual([1, 0, 0, 1].map((x) => expect.closeTo(x, 14)));
    expect(polar(zeros([3, 0])).P.shape).toEqual([0, 0]);
    expect(polar(zeros([0, 2])).P.toArray()).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it("vjp and jvp agree with differences, at repeated singular values too", () => {
    const parts =
      (side: "left" | "right") =>
      (x: NDArray): NDArray[] => {
        const { U, P }: { U: NDArray; P: NDArray } = polar(x, { side });
        return [U, P];
      };
    for (const dtype of ["float64", "complex128"] as const) {
      for (const [m, n] of [
        [4, 4],
        [5, 3],
      ] as const) {
        const a = inDtype(random.build(m, n), dtype);
        checkVjp(parts("right"), a);
        checkJvp(parts("right"), a);
        checkVjp(parts("left"), adjoint(a));
      }
      checkVjp(parts("right"), inDtype(eye(3) as NDArray, dtype));
    }
    const wide: NDArray = random.build(2, 3);
    expect(() => checkVjp((x) => polar(x).U, wide)).toThrow(DerivativeError);
    expect(() => checkJvp((x) => polar(x).U, wide)).toThrow(
      "polar: the derivative needs independent columns (rows on the left); got a wide matrix [2, 3]. " +
        "Take the side of the shorter axis.",
    );
    expect(() => checkVjp((x) => polar(x).U, zeros([2, 2]) as NDArray)).toThrow(DerivativeError);
  });

  it("refuses NaN, and a side that is none", () => {
    expect(() => polar(array([[NaN]]))).toThrow(
      "polar: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    const options: unknown = { side: "top" };
    expect(() => polar(ones([1, 1]), options as object)).toThrow('polar: side must be "left" or "right"; got "top".');
  });
});
