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
import { eigvals } from "../eigen/eig.js";
import { DerivativeError, OverflowError, SpectrumError } from "../errors.js";
import { adjoint } from "../operand/adjoint.js";
import { epsilonOf } from "../operand/epsilon.js";
import { THRESHOLD, definiteTypes, inDtype, inexactTypes, norm1, squareMatrices, uniform } from "../testing.js";
import { inDouble, inRightHalfPlane, randomMatrix } from "../testing/random-matrix.js";
import { sqrtm } from "./sqrtm.js";

const root = sqrtm as (a: NDArray) => NDArray;

/** ‖X² − A‖₁ / (n·ε·‖X‖₁²). */
function ratio(a: NDArray, x: NDArray): number {
  const error = norm1(sub(matmul(inDouble(x), inDouble(x)), inDouble(a)));
  return error === 0 ? 0 : error / (a.shape[0] * epsilonOf(x.type) * norm1(x) ** 2);
}

function smallestRealPart(x: NDArray): number {
  const data = (eigvals(x) as NDArray).toTypedArray();
  return Math.min(...Array.from({ length: data.length / 2 }, (_, k) => data[2 * k]));
}

describe.each(inexactTypes)("sqrtm in %s", (dtype) => {
  it.each([1, 2, 3, 10, 50])("X² = A to 30·n·ε, X in the right half plane, order %i", (n) => {
    const a = inRightHalfPlane(n, 1, dtype);
    const x = root(a);
    expect([x.dtype, x.shape]).toEqual([dtype, [n, n]]);
    expect(ratio(a, x)).toBeLessThan(THRESHOLD);
    expect(smallestRealPart(x)).toBeGreaterThan(0);
  });

  it("of squares of the gallery that have no eigenvalue on the closed negative axis, and of Hermitian ones", () => {
    let found = 0;
    for (const n of [3, 20]) {
      for (const [name, build] of squareMatrices.filter((_, i) => n === 3 || i % 5 === 0)) {
        const part = build(n, dtype);
        if (norm1(part) > 1e9 || (norm1(part) < 1e-9 && norm1(part) > 0)) continue; // their squares have no room in float32
        const gram = matmul(part, adjoint(part)) as NDArray;
        expect.soft(ratio(gram, root(gram)), name).toBeLessThan(THRESHOLD);
        const square = matmul(part, part) as NDArray;
        try {
          expect.soft(ratio(square, root(square)), name).toBeLessThan(THRESHOLD);
          found++;
        } catch (error) {
          if (!(error instanceof SpectrumError)) throw error;
        }
      }
    }
    expect(found).toBeGreaterThan(20);
  });

  it("is Hermitian, to the bit, where A is", () => {
    for (const { build } of definiteTypes.slice(0, 5)) {
      const x = root(build(20, 20, dtype));
      expect(norm1(sub(x, adjoint(x)))).toBe(0);
    }
  });
});

describe("sqrtm", () => {
  const jordan = fromFunction([4, 4], (i, j) => (i === j ? 2 : Number(j === i + 1))) as NDArray;

  it("of a Jordan block has the derivatives of √ at the eigenvalue over factorials in its diagonals", () => {
    const row = [2 ** 0.5, 2 ** -0.5 / 2, -(2 ** -1.5) / 8, 2 ** -2.5 / 16];
    const x = root(jordan);
    for (let j = 0; j < 4; j++) expect(x.at(0, j).item()).toBeCloseTo(row[j], 14);
    expect(
      norm1(
        sub(
          x,
          fromFunction([4, 4], (i, j) => (j >= i ? x.at(0, j - i).item() : 0)),
        ),
      ),
    ).toBeLessThan(1e-15);
  });

  it("halves the angle of a rotation, close to a half turn too, where it is real still", () => {
    for (const angle of [0.1, 2, 3.14, Math.PI - 1e-10]) {
      const turn = (phi: number): NDArray =>
        array([
          [Math.cos(phi), -Math.sin(phi)],
          [Math.sin(phi), Math.cos(phi)],
        ]) as NDArray;
      const condition = 1 / Math.cos(angle / 2);
      expect(norm1(sub(root(turn(angle)), turn(angle / 2)))).toBeLessThan(8 * 2 ** -52 * condition);
    }
  });

  it("is exact on semidefinite diagonals, and has the rank of a semidefinite matrix", () => {
    expect(
      root(
        array([
          [4, 0],
          [0, 0],
        ]) as NDArray,
      ).toArray(),
    ).toEqual([
      [2, 0],
      [0, 0],
    ]);
    expect(root(zeros([2, 2]) as NDArray).toArray()).toEqual([
      [0, 0],
      [0, 0],
    ]);
    for (const dtype of ["float64", "complex128"] as const) {
      const b = inDtype(fromFunction([6, 2], uniform(6, 2, 3)) as NDArray, dtype);
      const a = matmul(b, adjoint(b)) as NDArray; // eigenvalues that are zero come out as ±rounding
      expect(ratio(a, root(a))).toBeLessThan(THRESHOLD);
    }
  });

  it("neither over- nor underflows where the root does not", () => {
    for (const scale of [2 ** 1000, 2 ** -1000]) {
      const x = root(jordan.mul(scale) as NDArray);
      expect(norm1(sub(x.mul(Math.sqrt(1 / scale)) as NDArray, root(jordan)))).toBeLessThan(1e-15);
    }
  });

  it("is batched over leading axes as a loop is, Hermitian or not; empty and integer matrices too", () => {
    const parts = [
      inRightHalfPlane(4, 2),
      matmul(randomMatrix(4, 4, 3), matrixTranspose(randomMatrix(4, 4, 3))),
      jordan,
    ] as NDArray[];
    const x = root(stack(parts) as NDArray);
    parts.forEach((part, i) => expect(x.at(i).toArray()).toEqual(root(part).toArray()));
    expect(root(zeros([2, 0, 0]) as NDArray).shape).toEqual([2, 0, 0]);
    expect(sqrtm(array([[4]], { dtype: "int32" })).toArray()).toEqual([[2]]);
  });

  it("vjp and jvp agree with differences, of Hermitian matrices along all directions", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      const part = inRightHalfPlane(3, 4, dtype);
      for (const a of [
        stack([part, inRightHalfPlane(3, 5, dtype)]),
        matmul(part, adjoint(part)),
        inDtype(eye(3) as NDArray, dtype),
      ]) {
        checkVjp(root, a as NDArray);
        checkJvp(root, a as NDArray);
      }
    }
  });

  it("has no derivative where A is singular", () => {
    const a = array([
      [1, 1],
      [1, 1],
    ]) as NDArray;
    expect(() => checkVjp(root, a)).toThrow(DerivativeError);
    expect(() => checkJvp(root, zeros([1, 1]) as NDArray)).toThrow(
      "sqrtm: the derivative needs a matrix that is nonsingular to working precision; got the root of an eigenvalue 0.00. Add a " +
        "small multiple of the identity.",
    );
  });

  it("refuses eigenvalues on the closed negative axis, real and complex, and says which", () => {
    const negative =
      "sqrtm: a must have no eigenvalue on the negative real axis; got eigenvalue -1.00. The principal square root does not exist " +
      'there, for complex matrices neither. Others can be had from schur(a, { output: "complex" }).';
    const a = array([
      [-1, 2],
      [0, 3],
    ]) as NDArray;
    expect(() => root(a)).toThrow(SpectrumError);
    expect(() => root(a)).toThrow(negative);
    expect(() => root(complex(a, 0) as NDArray)).toThrow(negative);
    expect(() => root(neg(eye(3)) as NDArray)).toThrow("got eigenvalue -1.00. "); // real roots of −I there are, but none is principal
    expect(() => root(stack([eye(2), a]) as NDArray)).toThrow("got eigenvalue -1.00 of matrix [1]. ");
    expect(() => root(complex(array([[-1]]), 2 ** -60) as NDArray)).toThrow(SpectrumError);
    expect(() => root(complex(array([[-1]]), 2 ** -51) as NDArray)).not.toThrow();
    const singular = array([
      [0, 1],
      [0, 0],
    ]) as NDArray;
    expect(() => root(singular)).toThrow(
      "sqrtm: a must be nonsingular; got eigenvalue 0.00. A singular matrix has no square root, or none that depends on it " +
        "smoothly: add a small multiple of the identity.",
    );
  });

  it("refuses what overflows, of a batch by its index: of a Jordan block with λ = 10⁻⁴ entries grow as λ⁻ᵏ", () => {
    const block = add(eye(14).mul(1e-4), eye(14, 14, { k: 1 })) as NDArray;
    const batch = stack([eye(14), block]) as NDArray;
    expect(() => sqrtm(astype(batch, "float32") as never)).toThrow(OverflowError);
    expect(() => sqrtm(astype(batch, "float32") as never)).toThrow(
      "sqrtm: √A must fit in float32; got entries beyond its largest number of matrix [1]. Convert a to float64, or make it smaller.",
    );
    expect(() => sqrtm(block as never)).not.toThrow();
  });

  it("refuses rectangular matrices, NaN and bools", () => {
    expect(() => root(zeros([2, 3]) as NDArray)).toThrow("sqrtm: the last two axes must be equal; got a [2, 3].");
    expect(() => root(array([[NaN]]) as NDArray)).toThrow(
      "sqrtm: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => root(array([[true]]) as NDArray)).toThrow("sqrtm: a must be real or complex numbers; got a bool.");
  });
});
