import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  ValueError,
  add,
  adjoint,
  array,
  diagonal,
  eye,
  matmul,
  mul,
  ones,
  real,
  stack,
  sub,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { choleskyPivoted } from "./cholesky-pivoted.js";
import { DerivativeError, NotPositiveDefiniteError, SingularMatrixError } from "../errors.js";
import {
  THRESHOLD,
  definiteTypes,
  gallery,
  inDtype,
  inexactTypes,
  norm1,
  reconstructionRatio,
  residualRatio,
} from "../testing.js";

const random = gallery[0];
const hermitian = (x: NDArray): NDArray => mul(add(x, adjoint(x)), 0.5);

/** G·Gᴴ of an n×r factor. */
function gram(n: number, r: number, dtype: (typeof inexactTypes)[number]): NDArray {
  const g = inDtype(random.build(n, r), dtype);
  return hermitian(matmul(g, adjoint(g)));
}

describe.each(inexactTypes)("choleskyPivoted in %s", (dtype) => {
  it("reconstructs A of full and of half rank with ratios < 30, and finds the rank", () => {
    for (const n of [1, 2, 3, 5, 10, 50, 100]) {
      for (const r of [n, Math.ceil(n / 2)]) {
        const a = r === n ? add(gram(n, n, dtype), eye(n, { dtype })) : gram(n, r, dtype);
        const f = choleskyPivoted(a);
        expect(f.rank().item(), `${n} ${r}`).toBe(r);
        expect(reconstructionRatio(a, f.reconstruct()), `${n} ${r}`).toBeLessThan(THRESHOLD);
      }
    }
  });

  it("keeps to the ratios over LAPACK's definite types, near over- and underflow too", () => {
    for (const { name, build } of definiteTypes) {
      const a = build(20, 20, dtype);
      expect(reconstructionRatio(a, choleskyPivoted(a).reconstruct()), `${name}`).toBeLessThan(THRESHOLD);
    }
  });

  it("has a descending diagonal and zero columns from the rank on", () => {
    const { L }: { L: NDArray } = choleskyPivoted(gram(40, 7, dtype));
    const d = Array.from(real(diagonal(L)).toTypedArray(), Number);
    d.slice(1).forEach((value, i) => expect(value).toBeLessThanOrEqual(d[i]));
    expect(d.slice(7).every((value) => value === 0)).toBe(true);
    expect(norm1(L.slice(":", "7:") as NDArray)).toBe(0);
  });

  it("solves where the rank is full", () => {
    const a = add(gram(30, 30, dtype), eye(30, { dtype }));
    const b = inDtype(random.build(30, 2), dtype);
    expect(residualRatio(a, choleskyPivoted(a).solve(b) as NDArray, b)).toBeLessThan(THRESHOLD);
    expect(residualRatio(a, choleskyPivoted(a).inverse(), eye(30, { dtype }))).toBeLessThan(THRESHOLD);
  });
});

describe("choleskyPivoted", () => {
  const a = add(gram(6, 6, "float64"), eye(6));

  it("satisfies A[p, :][:, p] = L·Lᴴ and reads the lower triangle only", () => {
    const f = choleskyPivoted(
      array([
        [1, 99],
        [2, 4],
      ]),
    );
    expect([f.p.toArray(), f.L.toArray(), f.rank().item()]).toEqual([
      [1, 0],
      [
        [2, 0],
        [1, 0],
      ],
      1,
    ]);
    expect(f.reconstruct().toArray()).toEqual([
      [1, 2],
      [2, 4],
    ]);
  });

  it("takes pivots up to rtol times the largest entry of the diagonal as zero", () => {
    const graded = array([
      [1, 0, 0],
      [0, 1e-3, 0],
      [0, 0, 1e-9],
    ]);
    expect(choleskyPivoted(graded).rank().item()).toBe(3);
    expect(choleskyPivoted(graded, { rtol: 1e-6 }).rank().item()).toBe(2);
    expect(choleskyPivoted(graded, { rtol: 1 }).rank().item()).toBe(0);
    expect(
      choleskyPivoted(zeros([3, 3]))
        .rank()
        .item(),
    ).toBe(0);
  });

  it("gives determinant, logarithm and condition, of singular matrices too", () => {
    expect(choleskyPivoted(a).logAbsDet().item()).toBeCloseTo(Math.log(Number(choleskyPivoted(a).det().item())), 12);
    const exact = norm1(a) * norm1(choleskyPivoted(a).inverse());
    expect(Number(choleskyPivoted(a).cond().item())).toBeGreaterThanOrEqual(exact / 3);
    const singular = choleskyPivoted(ones([2, 2]));
    expect([singular.det().item(), singular.logAbsDet().item(), singular.cond().item()]).toEqual([
      0,
      -Infinity,
      Infinity,
    ]);
  });

  it("is batched over leading axes as a loop is, and answers for empty matrices", () => {
    const parts = [a, gram(6, 2, "float64")];
    const f = choleskyPivoted(stack(parts) as NDArray);
    parts.forEach((part, i) => expect(f.L.at(i).toArray()).toEqual(choleskyPivoted(part).L.toArray()));
    expect(f.rank().toArray()).toEqual([6, 2]);
    expect(
      choleskyPivoted(zeros([0, 0]))
        .det()
        .item(),
    ).toBe(1);
    expect(
      choleskyPivoted(zeros([2, 0, 0]))
        .rank()
        .toArray(),
    ).toEqual([0, 0]);
    expect(choleskyPivoted(zeros([0, 2, 2])).L.shape).toEqual([0, 2, 2]);
  });

  it("vjp and jvp agree with differences where there is a derivative, and L says where it has none", () => {
    const b: NDArray = random.build(6, 2);
    const all = (x: NDArray): NDArray[] => {
      const f = choleskyPivoted(x);
      return [f.solve(b) as NDArray, f.logAbsDet(), f.det(), f.reconstruct()];
    };
    checkVjp(all, a, hermitian);
    checkJvp(all, a, hermitian);
    const deficient: NDArray = stack([eye(2), ones([2, 2])]);
    expect(() => checkVjp((x) => choleskyPivoted(x).L, deficient, hermitian)).toThrow(DerivativeError);
    expect(() => checkVjp((x) => choleskyPivoted(x).L, deficient, hermitian)).toThrow(
      "choleskyPivoted: the derivative of L needs a of full rank; got rank 1 of 2 of matrix [1], where a change of size t moves " +
        "L by √t. Differentiate reconstruct, or add a ridge (a + λI).",
    );
  });

  it.each([
    [
      () =>
        choleskyPivoted(
          array([
            [2, 0],
            [0, -3],
          ]),
        ),
      NotPositiveDefiniteError,
      "choleskyPivoted: a must be positive semidefinite; got pivot -3.00 at index 1. Factor it with ldlt, or raise rtol.",
    ],
    [
      () =>
        choleskyPivoted(
          stack([
            eye(2),
            array([
              [0, 1],
              [1, 0],
            ]),
          ]) as NDArray,
        ),
      NotPositiveDefiniteError,
      "choleskyPivoted: a must be positive semidefinite; got pivot -1.00 at index 0 of matrix [1]. " +
        "Factor it with ldlt, or raise rtol.",
    ],
    [
      () => choleskyPivoted(ones([2, 2])).solve(ones([2])),
      SingularMatrixError,
      "solve: a must be nonsingular; got pivot 0 at index 1. Use lstsq or pinv for the solution of least norm.",
    ],
    [
      () => choleskyPivoted(ones([2, 3]) as NDArray),
      ShapeError,
      "choleskyPivoted: the last two axes must be equal; got a [2, 3].",
    ],
    [
      () => choleskyPivoted(array([[NaN]])),
      ValueError,
      "choleskyPivoted: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    ],
    [() => choleskyPivoted(eye(2), { rtol: 2 }), ValueError, "choleskyPivoted: rtol must lie in [0, 1]; got 2."],
    [
      () => choleskyPivoted(array([[true]])),
      DTypeError,
      'choleskyPivoted: a must be real or complex numbers; got a bool. Convert it first: x.astype("float64").',
    ],
  ] as const)("refuses what it cannot factor, in full sentences (%#)", (call, kind, message) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });

  it("does not mind the size of A: A and 2ᵏ·A have the same rank", () => {
    const low = gram(12, 5, "float64");
    for (const factor of [2 ** -600, 2 ** 600]) {
      const f = choleskyPivoted(mul(low, factor) as NDArray);
      expect(f.rank().item()).toBe(5);
      expect(norm1(sub(mul(f.reconstruct(), 1 / factor), low))).toBeLessThan(THRESHOLD * 12 * 2 ** -52 * norm1(low));
    }
  });
});
