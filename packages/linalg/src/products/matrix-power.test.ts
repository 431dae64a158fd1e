import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  ValueError,
  abs,
  array,
  eye,
  matmul,
  mul,
  ones,
  stack,
  sub,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { epsilonOf } from "../operand/epsilon.js";
import { SingularMatrixError } from "../errors.js";
import { matrixPower } from "./matrix-power.js";
import { THRESHOLD, gallery, inDtype, inexactTypes, norm1 } from "../testing.js";

const rotation = array([
  [0, -1],
  [1, 0],
]);

/** The largest of |x − y| over the bound, element by element. */
function excess(x: NDArray, y: NDArray, bound: NDArray): number {
  const [error, allowed] = [abs(sub(x, y)), bound].map((z) => z.astype("float64").toTypedArray() as Float64Array);
  return error.reduce((most, e, i) => Math.max(most, e === 0 ? 0 : e / allowed[i]), 0);
}

describe("matrixPower", () => {
  it("adds exponents: |Aᵐ·Aⁿ − Aᵐ⁺ⁿ| ≤ 2·γ₄₍ₘ₊ₙ₎ₖ·|A|ᵐ⁺ⁿ, in every dtype", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...inexactTypes),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(9),
        fc.nat(9),
        fc.constantFrom(...gallery.filter(({ name }) => name !== "huge")),
        (dtype, k, m, n, { build }) => {
          const a = inDtype(build(k, k), dtype);
          // 4: a complex product errs by at most √2·γ₂ (Higham §3.6)
          const u = (4 * (m + n) * k * epsilonOf(a.type)) / 2;
          const magnitudes = matrixPower(abs(a).astype("float64") as NDArray, m + n);
          const bound = mul(magnitudes, (2 * u) / (1 - u)) as NDArray;
          const product = matmul(matrixPower(a, m), matrixPower(a, n)) as NDArray;
          expect(excess(product, matrixPower(a, m + n), bound)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it("is exact where integers are", () => {
    expect(
      matrixPower(
        array([
          [1, 1],
          [1, 0],
        ]),
        78,
      ).toArray()[0][1],
    ).toBe(8944394323791464);
    expect(matrixPower(rotation, 2 ** 53 - 1).toArray()).toEqual([
      [0, 1],
      [-1, 0],
    ]);
    expect(matrixPower(rotation, -1).add(0).toArray()).toEqual([
      [0, 1],
      [-1, 0],
    ]);
    expect(matrixPower(array([[2]], { dtype: "int8" }), 10).dtype).toBe("float64");
  });

  it("of negative exponents is that of the inverse", () => {
    for (const dtype of inexactTypes) {
      const a = inDtype(gallery[0].build(5, 5), dtype);
      const product = matmul(matrixPower(a, 3), matrixPower(a, -3)) as NDArray;
      const scale = norm1(matrixPower(a, 3)) * norm1(matrixPower(a, -1)) ** 3;
      const error = norm1(sub(product, eye(5, { dtype })) as NDArray);
      expect(error / (scale * 3 * 5 * epsilonOf(a.type))).toBeLessThan(THRESHOLD);
    }
  });

  it("of 0 is the identity, in the dtype of a; empty matrices and batches stay so", () => {
    expect(matrixPower(zeros([2, 2], { dtype: "complex64" }), 0).dtype).toBe("complex64");
    expect(matrixPower(zeros([3, 2, 2]), 0).toArray()[2]).toEqual([
      [1, 0],
      [0, 1],
    ]);
    for (const n of [-2, 0, 1, 5]) {
      expect(matrixPower(zeros([0, 0]), n).shape).toEqual([0, 0]);
      expect(matrixPower(zeros([0, 2, 2]), n).shape).toEqual([0, 2, 2]);
    }
    const a = ones([2, 2]);
    expect(matrixPower(a, 1)).not.toBe(a);
  });

  it("is the power of every matrix of a batch", () => {
    const batch = stack([rotation, mul(eye(2), 2)]) as NDArray;
    expect(matrixPower(batch, 2).toArray()).toEqual([
      [
        [-1, 0],
        [0, -1],
      ],
      [
        [4, 0],
        [0, 4],
      ],
    ]);
  });

  it.each([-2, -1, 1, 2, 3, 7])("vjp and jvp agree with differences, n = %d", (n) => {
    for (const dtype of ["float64", "complex128"] as const) {
      checkVjp((x) => matrixPower(x, n), inDtype(gallery[0].build(3, 3), dtype));
      checkJvp((x) => matrixPower(x, n), inDtype(gallery[0].build(3, 3), dtype));
    }
  });

  it("refuses what has no power", () => {
    const singular = stack([eye(2), ones([2, 2])]) as NDArray;
    expect(() => matrixPower(singular, -1)).toThrow(SingularMatrixError);
    expect(() => matrixPower(singular, -1)).toThrow(
      "matrixPower: a must be nonsingular; got pivot 0 at index 1 of matrix [1]. Use pinv for the pseudoinverse.",
    );
    expect(() => matrixPower(eye(2), 0.5)).toThrow(ValueError);
    expect(() => matrixPower(eye(2), 0.5)).toThrow("matrixPower: n must be an integer; got 0.5.");
    expect(() => matrixPower(array([[NaN]]), -2)).toThrow(
      "matrixPower: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => matrixPower(array([[true]]), 2)).toThrow(DTypeError);
    expect(() => matrixPower(array([[true]]), 2)).toThrow(
      'matrixPower: a must be real or complex numbers; got a bool. Convert it first: x.astype("float64").',
    );
    expect(() => matrixPower(ones([2, 3]) as NDArray, 2)).toThrow(ShapeError);
    expect(() => matrixPower(ones([2, 3]) as NDArray, 2)).toThrow(
      "matrixPower: the last two axes must be equal; got a [2, 3].",
    );
    expect(() => matrixPower(ones([3]) as NDArray, 2)).toThrow(
      "matrixPower: a must have at least two axes; got a [3].",
    );
  });
});
