import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  ValueError,
  add,
  array,
  astype,
  complex,
  fromFunction,
  mul,
  ones,
  stack,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { NotPositiveDefiniteError, SingularMatrixError } from "../errors.js";
import { type BandedOptions, solveBanded } from "./solve-banded.js";
import { THRESHOLD, gallery, residualRatio, uniform } from "../testing.js";

const random = gallery[0];

/** Generic diagonals, in a dtype; what belongs to no entry is NaN, which must not be read. */
function bandsOf(n: number, lower: number, upper: number, dtype: string, seed = 1): NDArray {
  const rows = lower + upper + 1;
  const [re, im] = [uniform(rows, n, seed), uniform(rows, n, seed + 1)];
  const outside = (r: number, j: number) => j + r - upper < 0 || j + r - upper >= n;
  const part = (entry: (i: number, j: number) => number): NDArray =>
    fromFunction([rows, n], (r, j) => (outside(r, j) ? NaN : entry(r, j)));
  return astype(dtype.startsWith("complex") ? complex(part(re), part(im)) : part(re), dtype as "float64") as NDArray;
}

/** The whole matrix. */
function denseOf(bands: NDArray, lower: number, upper: number, hermitian = false): NDArray {
  const n = bands.shape[1];
  const isComplex = bands.type.kind === "complex";
  const data = Array.from(bands.toTypedArray(), Number);
  const entry =
    (part: number) =>
    (i: number, j: number): number => {
      const [row, column, sign] = hermitian && i < j ? [j, i, part === 1 ? -1 : 1] : [i, j, 1];
      if (row - column > lower || column - row > upper || (hermitian && i === j && part === 1)) return 0;
      const at = (upper + row - column) * n + column;
      return sign * (isComplex ? data[2 * at + part] : data[at]);
    };
  const re: NDArray = fromFunction([n, n], entry(0));
  return isComplex ? complex(re, fromFunction([n, n], entry(1)) as NDArray) : re;
}

describe.each(["float64", "float32", "complex128", "complex64"] as const)("solveBanded in %s", (dtype) => {
  it("leaves a residual below 30·n·ε·‖A‖·‖X‖ for every width of band", () => {
    for (const n of [1, 2, 3, 5, 10, 50, 300]) {
      for (const [lower, upper] of [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 2],
        [2, 1],
        [3, 4],
        [12, 12],
      ]) {
        if (n === 300 && lower * upper === 0) continue; // solutions of random triangles overflow in float32
        const bands = bandsOf(n, lower, upper, dtype);
        const b: NDArray = astype(random.build(n, 2) as NDArray, dtype);
        const x: NDArray = solveBanded(bands, b, { lower, upper });
        expect(x.dtype).toBe(dtype);
        expect(residualRatio(denseOf(bands, lower, upper), x, b), `${n} ${lower} ${upper}`).toBeLessThan(THRESHOLD);
      }
    }
  });

  it("does so for positive definite matrices, from their lower half", () => {
    for (const n of [1, 2, 5, 50, 300]) {
      for (const lower of [0, 1, 3, 12]) {
        const dominant = fromFunction([lower + 1, n], (r) => (r === 0 ? 2 * lower + 2 : 0));
        const bands = astype(add(bandsOf(n, lower, 0, dtype), dominant as NDArray) as NDArray, dtype) as NDArray;
        const b: NDArray = astype(random.build(n, 2) as NDArray, dtype);
        const x: NDArray = solveBanded(bands, b, { lower, positiveDefinite: true });
        expect(residualRatio(denseOf(bands, lower, 0, true), x, b), `${n} ${lower}`).toBeLessThan(THRESHOLD);
      }
    }
  });
});

describe("solveBanded", () => {
  const second = array([
    [0, -1, -1],
    [2, 2, 2],
    [-1, -1, 0],
  ]);

  it("takes the diagonals as SciPy's solve_banded does, a vector as a vector", () => {
    const bands = array([
      [0, 0, -1, -1, -1],
      [0, 2, 2, 2, 2],
      [5, 4, 3, 2, 1],
      [1, 1, 1, 1, 0],
    ]);
    const x = solveBanded(bands, array([0, 1, 2, 2, 3]), { lower: 1, upper: 2 });
    const expected = [-2.37288136, 3.93220339, -4, 4.3559322, -1.3559322]; // the example of SciPy's documentation
    expect(x.toArray()).toEqual(expected.map((v) => expect.closeTo(v, 8)));
  });

  it("broadcasts leading axes of bands and b", () => {
    const both: NDArray = stack([second, mul(second, 2)]);
    const b: NDArray = array([1, 0, 1]);
    const x: NDArray = solveBanded(both, b, { lower: 1, upper: 1 });
    expect(x.toArray()).toEqual([
      [1, 1, 1].map((v) => expect.closeTo(v, 14)),
      [0.5, 0.5, 0.5].map((v) => expect.closeTo(v, 14)),
    ]);
    expect(solveBanded(second as NDArray, zeros([4, 1, 3, 2]) as NDArray, { lower: 1, upper: 1 }).shape).toEqual([
      4, 1, 3, 2,
    ]);
  });

  it("solves a large tridiagonal system without a matrix of it", () => {
    const n = 100_000;
    const bands: NDArray = fromFunction([3, n], (r) => (r === 1 ? 4 : -1));
    const x = solveBanded(bands, ones([n]) as NDArray, { lower: 1, upper: 1 }).toTypedArray();
    expect(Number(x[n / 2])).toBeCloseTo(0.5, 14); // 4x − 2x = 1 in the middle
  });

  it("answers for empty systems", () => {
    expect(solveBanded(zeros([3, 0]), zeros([0]), { lower: 1, upper: 1 }).shape).toEqual([0]);
    expect(solveBanded(zeros([0, 1, 2]), zeros([2, 1]), {}).shape).toEqual([0, 2, 1]);
  });

  it.each([
    [{ lower: 1, upper: 2 }, "float64"],
    [{ lower: 2, upper: 0 }, "complex128"],
    [{ lower: 1, positiveDefinite: true }, "float64"],
    [{ lower: 2, positiveDefinite: true }, "complex128"],
  ] as const)("vjp and jvp agree with differences for %o in %s", (options: BandedOptions, dtype) => {
    const [n, rows] = [5, (options.lower ?? 0) + (options.upper ?? 0) + 1];
    const raw = uniform(rows, n, 4);
    const re: NDArray = fromFunction([rows, n], (r, j) => raw(r, j) + (r === (options.upper ?? 0) ? 6 : 0));
    const bands: NDArray =
      dtype === "complex128"
        ? complex(re, fromFunction([rows, n], (r, j) => (r === 0 ? 0 : raw(j % rows, r))) as NDArray)
        : re;
    const b: NDArray =
      dtype === "complex128" ? complex(random.build(n, 2) as NDArray, ones([n, 2]) as NDArray) : random.build(n, 2);
    const solve = (x: NDArray, y: NDArray): NDArray => solveBanded(x, y, options);
    checkVjp(solve, [bands, b]);
    checkJvp(solve, [bands, b]);
    checkVjp(solve, [stack([bands, bands.mul(2)]) as NDArray, b]);
  });

  it.each([
    [
      () => solveBanded(mul(second, 0), ones([3]), { lower: 1, upper: 1 }),
      SingularMatrixError,
      "solveBanded: a must be nonsingular; got pivot 0 at index 0. Use lstsq or pinv for the solution of least norm.",
    ],
    [
      () => solveBanded(array([[1, -2]]), ones([2]), { positiveDefinite: true }),
      NotPositiveDefiniteError,
      "solveBanded: a must be positive definite; got pivot -2.00 at index 1. Add a ridge (a + λI), or factor it with ldlt.",
    ],
    [
      () => solveBanded(second, ones([3]), { lower: 2, upper: 1 }),
      ShapeError,
      "solveBanded: bands must have lower + upper + 1 = 4 rows; got bands [3, 3].",
    ],
    [
      () => solveBanded(second, ones([4]) as NDArray, { lower: 1, upper: 1 }),
      ShapeError,
      "solveBanded: columns 3 of bands and rows 4 of b differ; got bands [3, 3] and b [4].",
    ],
    [
      () => solveBanded(second, ones([3]), { lower: -1, upper: 1 }),
      ValueError,
      "solveBanded: lower must be a number of diagonals; got -1.",
    ],
    [
      () => solveBanded(second, ones([3]), { lower: 1, upper: 1, positiveDefinite: true }),
      ValueError,
      "solveBanded: upper must be 0 with positiveDefinite; got 1. Give the main diagonal and those below it.",
    ],
    [
      () => solveBanded(array([[1, NaN]]), ones([2]), {}),
      ValueError,
      "solveBanded: bands must be finite; got NaN at index [0, 1]. Remove or impute such entries.",
    ],
    [
      () => solveBanded(array([[1, 1]]), array([1, Infinity]), {}),
      ValueError,
      "solveBanded: b must be finite; got Infinity at index [1, 0]. Remove or impute such entries.",
    ],
  ] as const)("refuses what it cannot solve, in full sentences (%#)", (call, kind, message) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});
