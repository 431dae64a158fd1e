import { describe, expect, it } from "vitest";
import {
  type NDArray,
  add,
  array,
  astype,
  complex,
  eye,
  fromFunction,
  matmul,
  matrixTranspose,
  neg,
  stack,
  sub,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { OverflowError, SpectrumError } from "../errors.js";
import { matrixPower } from "../products/matrix-power.js";
import { adjoint } from "../operand/adjoint.js";
import { epsilonOf } from "../operand/epsilon.js";
import { THRESHOLD, definiteTypes, inDtype, inexactTypes, norm1 } from "../testing.js";
import { inDouble, inRightHalfPlane, randomMatrix } from "../testing/random-matrix.js";
import { expm } from "./expm.js";
import { logm } from "./logm.js";
import { sqrtm } from "./sqrtm.js";

const log = logm as (a: NDArray) => NDArray;
const root = sqrtm as (a: NDArray) => NDArray;

/** eˣ by its series at x/2ˢ, squared s times. */
function exponential(x: NDArray): NDArray {
  const n = x.shape[0];
  const s = Math.max(0, Math.ceil(Math.log2(norm1(x) + 1e-300)) + 3);
  const small = x.mul(2 ** -s) as NDArray;
  let [sum, term]: [NDArray, NDArray] = [add(eye(n), small) as NDArray, small];
  for (let k = 2; k < 16; k++) {
    term = matmul(term, small).mul(1 / k) as NDArray;
    sum = add(sum, term) as NDArray;
  }
  return matrixPower(sum, 2 ** s) as NDArray;
}

describe.each(inexactTypes)("logm in %s", (dtype) => {
  it.each([1, 2, 5, 20])("log e^A = A where |Im λ| < π, to 30·n·ε·e^{2‖A‖}, order %i", (n) => {
    // rounding of e^A, n·ε·e^{‖A‖}, and the derivative of the logarithm there, (ad A)/(1 − e^{−ad A})·e^{−A}: at most 5·e^{‖A‖} for ‖A‖ ≤ 2
    const a = randomMatrix(n, n, 7, dtype);
    for (const size of [0.01, 1, 2]) {
      const x = a.mul(size / norm1(a)) as NDArray;
      const unit = n * epsilonOf(x.type) * Math.exp(2 * size);
      expect(norm1(sub(log((expm as (y: NDArray) => NDArray)(x)), x))).toBeLessThan(THRESHOLD * unit);
    }
  });

  it.each([1, 2, 3, 10, 40])("e^log A = A to 30·n·ε·(1 + ‖log A‖), which squaring may add, order %i", (n) => {
    for (const a of [
      inRightHalfPlane(n, 1, dtype),
      add(astype(eye(n), dtype), randomMatrix(n, n, 2, dtype).mul(0.1 / n) as NDArray),
    ] as NDArray[]) {
      const x = log(a);
      expect([x.dtype, x.shape]).toEqual([dtype, [n, n]]);
      const unit = n * epsilonOf(x.type) * norm1(a) * (1 + norm1(x));
      expect(norm1(sub(exponential(inDouble(x)), inDouble(a)))).toBeLessThan(THRESHOLD * unit);
    }
  });

  it("is Hermitian, to the bit, where A is", () => {
    for (const { build } of definiteTypes.filter((_, i) => i % 3 === 0).slice(0, 3)) {
      const a = build(12, 12, dtype);
      const x = log(a);
      expect(norm1(sub(x, adjoint(x)))).toBe(0);
      const unit = 12 * epsilonOf(x.type) * norm1(a) * (1 + norm1(x));
      expect(norm1(sub(exponential(inDouble(x)), inDouble(a)))).toBeLessThan(THRESHOLD * unit);
    }
  });
});

describe("logm", () => {
  const jordan = fromFunction([4, 4], (i, j) => (i === j ? 2 : Number(j === i + 1))) as NDArray;

  it("of a Jordan block has the derivatives of log at the eigenvalue over factorials in its diagonals", () => {
    const row = [Math.LN2, 1 / 2, -1 / 8, 1 / 24];
    const x = log(jordan);
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) expect(x.at(i, j).item()).toBeCloseTo(j < i ? 0 : row[j - i], 14);
    }
  });

  it("is the angle of a rotation, close to a half turn too", () => {
    for (const angle of [0.1, 2, 3.14, Math.PI - 1e-10]) {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const x = log(
        array([
          [c, -s],
          [s, c],
        ]) as NDArray,
      );
      const expected = array([
        [0, -angle],
        [angle, 0],
      ]) as NDArray;
      expect(norm1(sub(x, expected))).toBeLessThan(8 * 2 ** -52 * angle);
    }
  });

  it("is the series, to rounding of itself, where A is I + E with a small E", () => {
    for (const size of [1e-3, 1e-8, 1e-14]) {
      const a = add(eye(5), randomMatrix(5, 5, 7).mul(size)) as NDArray;
      const e = sub(a, eye(5)) as NDArray; // exactly
      const [e2, e3] = [matmul(e, e), matmul(matmul(e, e), e)] as NDArray[];
      const series = sub(add(sub(e, e2.mul(0.5)), e3.mul(1 / 3)), matmul(e2, e2).mul(0.25)) as NDArray;
      const rest = norm1(e) ** 5; // of the series, at most
      expect(norm1(sub(log(a), series))).toBeLessThan(THRESHOLD * 5 * 2 ** -52 * norm1(e) + rest);
    }
  });

  it("of the inverse is its negative, of the root its half, of far from normal and of widely spread matrices too", () => {
    const far = array([
      [1, 1e6, 1e6],
      [0, 1.5, 1e6],
      [0, 0, 3],
    ]) as NDArray;
    const spread = fromFunction([6, 6], (i, j) => (i <= j ? 2 ** (8 * (i - j)) * 10 ** (2 * j - 6) : 0)) as NDArray;
    for (const a of [far, spread, jordan]) {
      const unit = THRESHOLD * a.shape[0] * 2 ** -52 * norm1(log(a));
      expect(norm1(add(log(matrixPower(a, -1) as NDArray), log(a)))).toBeLessThan(unit);
      expect(norm1(sub(log(root(a)).mul(2), log(a)))).toBeLessThan(unit);
    }
  });

  it("takes small and large numbers", () => {
    for (const scale of [2 ** 1000, 2 ** -1000]) {
      const x = log(jordan.mul(scale) as NDArray);
      const shift = eye(4).mul(Math.log(scale)) as NDArray;
      expect(norm1(sub(sub(x, shift), log(jordan)))).toBeLessThan(4 * 2 ** -52 * norm1(x));
    }
  });

  it("is batched over leading axes as a loop is; empty and integer matrices too", () => {
    const parts = [
      inRightHalfPlane(4, 2),
      matmul(inRightHalfPlane(4, 3), matrixTranspose(inRightHalfPlane(4, 3))),
      jordan,
    ] as NDArray[];
    const x = log(stack(parts) as NDArray);
    parts.forEach((part, i) => expect(x.at(i).toArray()).toEqual(log(part).toArray()));
    expect(log(zeros([2, 0, 0]) as NDArray).shape).toEqual([2, 0, 0]);
    expect(logm(array([[1]], { dtype: "int32" })).toArray()).toEqual([[0]]);
  });

  it("vjp and jvp agree with differences, near and far from I, of Hermitian matrices along all directions", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      const part = inRightHalfPlane(3, 4, dtype);
      const near = add(eye(3), randomMatrix(3, 3, 5, dtype).mul(0.03) as NDArray) as NDArray;
      for (const a of [
        stack([part, near]),
        part.mul(1e3),
        matmul(part, adjoint(part)),
        inDtype(eye(3) as NDArray, dtype),
      ]) {
        checkVjp(log, a as NDArray);
        checkJvp(log, a as NDArray);
      }
    }
  });

  it("refuses eigenvalues on the closed negative axis, real and complex, and singular matrices", () => {
    const negative =
      "logm: a must have no eigenvalue on the negative real axis; got eigenvalue -1.00. The principal logarithm does not exist there, " +
      'for complex matrices neither. Others can be had from schur(a, { output: "complex" }).';
    const a = array([
      [-1, 2],
      [0, 3],
    ]) as NDArray;
    expect(() => log(a)).toThrow(SpectrumError);
    expect(() => log(a)).toThrow(negative);
    expect(() => log(complex(a, 0) as NDArray)).toThrow(negative);
    expect(() => log(stack([eye(2), neg(eye(2))]) as NDArray)).toThrow("got eigenvalue -1.00 of matrix [1]. ");
    const singular =
      "logm: a must be nonsingular; got eigenvalue 0.00. A singular matrix has no logarithm, or none that depends on it smoothly: " +
      "add a small multiple of the identity.";
    expect(() => log(zeros([2, 2]) as NDArray)).toThrow(singular);
    for (const rows of [
      [
        [1, 2],
        [2, 4],
      ],
      [
        [4, 1, 5],
        [0, 3, 3],
        [1, 1, 2],
      ],
    ]) {
      expect(() => log(array(rows) as NDArray)).toThrow("logm: a must be nonsingular; got eigenvalue ");
    }
    expect(log(array([[1e-300]]) as NDArray).item()).toBe(Math.log(1e-300));
  });

  it("refuses what overflows, of a batch by its index: of a Jordan block with λ = 10⁻⁴ entries grow as λ⁻ᵏ", () => {
    const block = add(eye(12).mul(1e-4), eye(12, 12, { k: 1 })) as NDArray;
    const batch = stack([eye(12), block]) as NDArray;
    expect(() => logm(astype(batch, "float32") as never)).toThrow(OverflowError);
    expect(() => logm(astype(batch, "float32") as never)).toThrow(
      "logm: log A must fit in float32; got entries beyond its largest number of matrix [1]. Convert a to float64, or make it smaller.",
    );
    expect(() => logm(block as never)).not.toThrow();
  });

  it("refuses rectangular matrices, NaN and bools", () => {
    expect(() => log(zeros([2, 3]) as NDArray)).toThrow("logm: the last two axes must be equal; got a [2, 3].");
    expect(() => log(array([[NaN]]) as NDArray)).toThrow(
      "logm: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => log(array([[true]]) as NDArray)).toThrow("logm: a must be real or complex numbers; got a bool.");
  });
});
