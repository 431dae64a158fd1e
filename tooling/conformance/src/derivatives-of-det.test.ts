import { grad, hessian } from "@linnet/autograd";
import { type NDArray, array, complex, eye, mul, real, sum, zerosLike } from "@linnet/core";
import { det, factorize, ldlt, lowRankUpdate, lu } from "@linnet/linalg";
import { describe, expect, it } from "vitest";

type Rows = readonly (readonly number[])[];

/** Singular matrices of integers, some of which rounding makes nearly singular ones. */
const singular: readonly (readonly [rank: number, rows: Rows])[] = [
  [1, [[1, 2], [2, 4]]], // prettier-ignore
  [0, [[0, 0], [0, 0]]], // prettier-ignore
  [2, [[1, 2, 3], [4, 5, 6], [7, 8, 9]]], // prettier-ignore
  [1, [[1, 2, 3], [2, 4, 6], [-1, -2, -3]]], // prettier-ignore
  [0, [[0, 0, 0], [0, 0, 0], [0, 0, 0]]], // prettier-ignore
  [3, [[1, 2, 0, 1], [0, 1, 3, 2], [1, 3, 3, 3], [2, 0, 1, 5]]], // prettier-ignore
  [2, [[1, 2, 0, 1], [0, 1, 3, 2], [1, 3, 3, 3], [2, 5, 3, 4]]], // prettier-ignore
  [1, [[1, 2, 0, 1], [2, 4, 0, 2], [0, 0, 0, 0], [3, 6, 0, 3]]], // prettier-ignore
];

/** det of a matrix of integers by expansion along its first row: exact. */
function exactDet(a: Rows): number {
  if (a.length === 0) return 1;
  return a[0].reduce((total, x, j) => total + (j % 2 === 0 ? x : -x) * exactDet(without(a, 0, j)), 0);
}

function without(a: Rows, row: number, column: number): Rows {
  return a.filter((_, i) => i !== row).map((r) => r.filter((_, j) => j !== column));
}

const cofactor = (a: Rows, i: number, j: number): number => ((i + j) % 2 === 0 ? 1 : -1) * exactDet(without(a, i, j));

/** ∂²det/∂aᵢⱼ∂aₖₗ: a minor of order n − 2, or 0 in one row or column. */
function second(a: Rows, [i, j]: readonly [number, number], [k, l]: readonly [number, number]): number {
  if (i === k || j === l) return 0;
  const left = without(a, i, j);
  return ((i + j) % 2 === 0 ? 1 : -1) * cofactor(left, k > i ? k - 1 : k, l > j ? l - 1 : l);
}

const norm = (a: Rows): number => Math.hypot(...a.flat(), 1);

/** Roundings of a product of as many numbers of the size of A. */
const BOUND = 64 * 2 ** -52;

/** The largest difference between the elements of both, relative to `size`. */
function distance(got: NDArray, exact: readonly number[], size: number): number {
  const numbers = Array.from(got.toTypedArray(), Number);
  return Math.max(...exact.map((value, i) => Math.abs(numbers[i] - value) / size));
}

const places = (a: Rows): readonly (readonly [number, number])[] =>
  a.flatMap((r, i) => r.map((_, j) => [i, j] as const));
const cofactors = (a: Rows): number[] => places(a).map(([i, j]) => cofactor(a, i, j));
const minors = (a: Rows): number[] => places(a).flatMap((p) => places(a).map((q) => second(a, p, q)));
const matrix = (a: Rows): NDArray => array(a.map((r) => [...r]));

describe.each(singular)("det at a matrix of rank %i", (_rank, rows) => {
  const n = rows.length;

  it.each<[string, (x: NDArray) => NDArray]>([
    ["det", (x) => det(x)],
    ["lu", (x) => lu(x).det()],
    ["lu with full pivoting", (x) => lu(x, { pivoting: "full" }).det()],
    ["factorize", (x) => factorize(x).det()],
  ])("%s has its cofactors as gradient, and minors of order n − 2 as second derivatives", (_name, f) => {
    const a = matrix(rows);
    expect(distance(grad(f)(a), cofactors(rows), norm(rows) ** (n - 1))).toBeLessThanOrEqual(BOUND);
    expect(distance(hessian(f)(a), minors(rows), norm(rows) ** (n - 2))).toBeLessThanOrEqual(BOUND);
  });

  it("times i, as a complex matrix: det (i·A) = iⁿ·det A, its real or its imaginary part", () => {
    const a = matrix(rows);
    const even = Number(n % 2 === 0);
    const f = (x: NDArray): NDArray =>
      sum(real(det(complex(zerosLike(x), x) as NDArray).mul(complex(array(even), array(1 - even)))));
    const sign = [1, -1, -1, 1][n % 4];
    const signed = (values: number[]): number[] => values.map((value) => sign * value);
    expect(distance(grad(f)(a), signed(cofactors(rows)), norm(rows) ** (n - 1))).toBeLessThanOrEqual(BOUND);
    expect(distance(hessian(f)(a), signed(minors(rows)), norm(rows) ** (n - 2))).toBeLessThanOrEqual(BOUND);
  });
});

describe("det of structured matrices", () => {
  it.each<[string, Rows, (x: NDArray) => NDArray]>([
    ["symmetric, by ldlt", [[1, 2, 3], [2, 4, 6], [3, 6, 1]], (x) => ldlt(x).det()], // prettier-ignore
    ["diagonal", [[2, 0, 0], [0, 0, 0], [0, 0, 3]], (x) => factorize(x).det()], // prettier-ignore
    ["triangular", [[2, 1, 5], [0, 0, 4], [0, 0, 3]], (x) => factorize(x).det()], // prettier-ignore
  ])("%s", (_name, rows, f) => {
    expect(distance(grad(f)(matrix(rows)), cofactors(rows), norm(rows) ** 2)).toBeLessThanOrEqual(BOUND);
  });

  it("of a low-rank update: det (I + u·vᵀ) = 1 + vᵀ·u", () => {
    const identity = matrix([[1, 0], [0, 1]]); // prettier-ignore
    const f = (u: NDArray): NDArray => lowRankUpdate(lu(identity), u, array([-1, 5])).det();
    expect(f(array([1, 0])).item()).toBe(0);
    expect(grad(f)(array([1, 0])).toArray()).toEqual([-1, 5]);
  });

  it("where det itself underflows, and its cofactors do not", () => {
    const a = mul(eye(6), 1e-60) as NDArray;
    expect(det(a).item()).toBe(0);
    const exact = Array.from({ length: 36 }, (_, at) => (at % 7 === 0 ? 1e-300 : 0));
    expect(distance(grad((x: NDArray) => det(x))(a), exact, 1e-300)).toBeLessThanOrEqual(BOUND);
    const small: Rows = [[1e-200, 0], [0, 1e-200]]; // prettier-ignore
    expect(distance(hessian((x: NDArray) => det(x))(matrix(small)), minors(small), 1)).toBeLessThanOrEqual(BOUND);
  });

  it.each<[string, Rows]>([
    ["with an inverse", [[2, 1, 0], [0, 3, 1], [1, 0, 4]]], // prettier-ignore
    ["of rank 2", [[1, 2, 3], [4, 5, 6], [7, 8, 9]]], // prettier-ignore
    ["of rank 1", [[1, 2, 3], [2, 4, 6], [-1, -2, -3]]], // prettier-ignore
    ["that is a multiple of a reflection", [[1, 0, 0], [0, 1, 0], [0, 0, -1]]], // prettier-ignore
    ["that is 0", [[0, 0, 0], [0, 0, 0], [0, 0, 0]]], // prettier-ignore
  ])("third derivatives of a 3×3 matrix %s are 1, −1 or 0", (_name, rows) => {
    const second = (x: NDArray, at: readonly number[]): NDArray =>
      (hessian((y: NDArray) => det(y))(x) as NDArray).at(...at);
    const third = (at: readonly number[]): NDArray => grad((x: NDArray) => second(x, at))(matrix(rows));
    expect(distance(third([0, 0, 1, 1]), [0, 0, 0, 0, 0, 0, 0, 0, 1], 1)).toBeLessThanOrEqual(BOUND); // of a₂₂
    expect(distance(third([0, 1, 1, 0]), [0, 0, 0, 0, 0, 0, 0, 0, -1], 1)).toBeLessThanOrEqual(BOUND);
    expect(distance(third([0, 1, 1, 1]), [0, 0, 0, 0, 0, 0, 0, 0, 0], 1)).toBeLessThanOrEqual(BOUND); // both in one column
  });

  it("has third derivatives at singular complex matrices: i·det (i·A) = det A of a 3×3 matrix", () => {
    const z = complex(array(0), array(1)) as NDArray;
    const f = (x: NDArray): NDArray => real(mul(det(mul(complex(x, zerosLike(x)) as NDArray, z)), z)) as NDArray;
    const second = (x: NDArray): NDArray => (hessian(f)(x) as NDArray).at(0, 0, 1, 1);
    const a = matrix([[1, 2, 3], [4, 5, 6], [7, 8, 9]]); // prettier-ignore
    expect(distance(grad(second)(a), [0, 0, 0, 0, 0, 0, 0, 0, 1], 1)).toBeLessThanOrEqual(BOUND);
  });
});
