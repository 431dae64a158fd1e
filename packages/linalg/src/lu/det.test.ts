import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type NDArray,
  abs,
  adjoint,
  array,
  complex,
  conj,
  diag,
  eye,
  matmul,
  mul,
  ones,
  stack,
  sub,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { det } from "./det.js";
import { gallery, inDtype, uniform } from "../testing.js";

const random = gallery[0];

describe("det", () => {
  it("is that of small matrices, with the sign of the row exchanges", () => {
    expect(
      det(
        array([
          [1, 2],
          [3, 4],
        ]),
      ).item(),
    ).toBeCloseTo(-2, 14);
    expect(
      det(
        array([
          [0, 1, 0],
          [0, 0, 1],
          [1, 0, 0],
        ]),
      ).item(),
    ).toBe(1);
    expect(
      det(
        array([
          [0, 1],
          [1, 0],
        ]),
      ).item(),
    ).toBe(-1);
    expect(det(diag(array([2, -3, 4]))).item()).toBe(-24);
  });

  it("is multiplicative: det(A·B) = det A·det B to 8·n·ε·Hadamard's bounds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(10_000), (n, seed) => {
        const build = (s: number): NDArray => {
          const entry = uniform(n, n, s);
          return array(
            Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => entry(i, j))),
          ) as NDArray;
        };
        const [a, b] = [build(2 * seed + 1), build(2 * seed + 2)];
        const left = det(matmul(a, b)).item();
        const right = det(a).item() * det(b).item();
        expect(Math.abs(left - right)).toBeLessThanOrEqual(8 * n * n * 2 ** -52 * hadamard(a) * hadamard(b) * 2 ** n);
      }),
    );
  });

  it("is multiplicative in complex numbers, with the determinant of the adjoint its conjugate", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), (n) => {
        const [a, b] = [random, gallery[16]].map(({ build }) => inDtype(build(n, n), "complex128"));
        const product = mul(det(a), det(b));
        const bound = 32 * n * n * 2 ** -52 * hadamard(a) * hadamard(b) * 2 ** n;
        expect(abs(sub(det(matmul(a, b)), product)).item()).toBeLessThanOrEqual(bound);
        expect(abs(sub(det(adjoint(a)), conj(det(a)))).item()).toBeLessThanOrEqual(bound);
      }),
    );
  });

  it("over- and underflows only where the result does, of complex matrices too", () => {
    const z = (scales: readonly number[]): NDArray => mul(diag(array(scales)), complex(zeros([]), 1)) as NDArray;
    expect(abs(sub(det(z([1e200, 1e200, 1e-300, 1e-100])), 1)).item()).toBeLessThan(1e-14);
    expect(det(z([1e200, 1e200])).toTypedArray()[0]).toBe(-Infinity);
    expect(abs(det(z(Array.from({ length: 1200 }, (_, i) => (i % 2 === 0 ? 4 : 0.25))))).item()).toBe(1);
    expect(det(complex(ones([2, 2]), ones([2, 2])) as NDArray).toTypedArray()).toEqual(new Float64Array(2));
  });

  it("over- and underflows only where the result does", () => {
    expect(det(diag(array([1e200, 1e200, 1e-300, 1e-100]))).item()).toBeCloseTo(1, 12);
    expect(det(diag(array([1e-200, 1e-200, 1e300, 1e100]))).item()).toBeCloseTo(1, 12);
    expect(det(mul(eye(5), 1e300)).item()).toBe(Infinity);
    expect(det(mul(eye(5), 1e-300)).item()).toBe(0);
    expect(det(mul(eye(1200), 2)).item()).toBe(Infinity);
    expect(det(diag(array(Array.from({ length: 1200 }, (_, i) => (i % 2 === 0 ? 4 : 0.25))) as NDArray)).item()).toBe(
      1,
    );
  });

  it("is one number per matrix, 1 for an empty one", () => {
    expect(det(stack([eye(2), mul(eye(2), 3)]) as NDArray).toArray()).toEqual([1, 9]);
    expect(det(zeros([0, 0])).item()).toBe(1);
    expect(det(zeros([2, 0, 0])).toArray()).toEqual([1, 1]);
  });

  it("vjp and jvp agree with differences", () => {
    checkVjp((x) => det(x), random.build(4, 4));
    checkJvp((x) => det(x), random.build(4, 4));
    checkVjp((x) => det(x), stack([random.build(3, 3), eye(3)]));
    checkVjp((x) => det(x), inDtype(random.build(4, 4), "complex128"));
    checkJvp((x) => det(x), inDtype(random.build(4, 4), "complex128"));
  });

  it("has the cofactors as gradient at singular matrices", () => {
    // det is 0 there, so that the differences have no scale of their own: ε·‖A‖ⁿ/h with h = ∛ε is their error
    const rtol = 8 ** 3 * (2 ** -52) ** (2 / 3);
    checkVjp(
      (x) => det(x),
      array([
        [1, 2, 3],
        [2, 4, 6],
        [1, 0, 1],
      ]),
      { rtol },
    );
    checkJvp(
      (x) => det(x),
      array([
        [1, 2],
        [2, 4],
      ]),
      { rtol },
    );
    checkVjp((x) => det(x), zeros([3, 3]), { rtol });
    const singular = complex(ones([2, 2]), ones([2, 2])) as NDArray;
    expect(det(singular).toTypedArray()).toEqual(new Float64Array(2));
    checkVjp((x) => det(x), singular, { rtol });
    checkJvp((x) => det(x), singular, { rtol, seed: 1 }); // the derivative along the first direction is near 0, and has no scale either
  });

  it("refuses rectangular matrices and NaN", () => {
    const wide: NDArray = ones([2, 3]);
    expect(() => det(wide)).toThrow("det: the last two axes must be equal; got a [2, 3].");
    expect(() => det(array([[NaN]]))).toThrow(
      "det: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
  });
});

/** ∏ of the rows' norms, which bounds |det|. */
function hadamard(a: NDArray): number {
  return (abs(a).toArray() as number[][]).reduce((p, row) => p * Math.hypot(...row), 1);
}
