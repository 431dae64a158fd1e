import { type NDArray, array, matmul, matrixTranspose, mul, ones, stack, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DerivativeError } from "../errors.js";
import { matrixRank } from "../norms/matrix-rank.js";
import { epsilonOf } from "../operand/epsilon.js";
import { gallery, inDtype, inexactTypes, norm1 } from "../testing.js";
import { rref } from "./rref.js";
import { BatchRankError } from "./subspace-errors.js";

type Fraction = readonly [p: bigint, q: bigint];

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
function fraction(p: bigint, q: bigint): Fraction {
  const d = gcd(p < 0n ? -p : p, q < 0n ? -q : q) * (q < 0n ? -1n : 1n);
  return [p / d, q / d];
}

/** By the book, in fractions: another way than ours, which has none. */
function rationalEchelon(matrix: readonly (readonly number[])[]): { rows: Fraction[][]; pivots: number[] } {
  const rows = matrix.map((row) => row.map((x) => fraction(BigInt(x), 1n)));
  const pivots: number[] = [];
  for (let j = 0; j < matrix[0].length; j++) {
    const top = pivots.length;
    const found = rows.findIndex((row, i) => i >= top && row[j][0] !== 0n);
    if (found < 0) continue;
    [rows[top], rows[found]] = [rows[found], rows[top]];
    const [p, q] = rows[top][j];
    rows[top] = rows[top].map(([x, y]) => fraction(x * q, y * p));
    rows.forEach((row, i) => {
      if (i === top) return;
      const [f, g] = row[j];
      rows[i] = row.map(([x, y], k) => {
        const [u, v] = rows[top][k];
        return fraction(x * g * v - f * u * y, y * g * v);
      });
    });
    pivots.push(j);
  }
  return { rows, pivots };
}

/** Integers, of which some rows are combinations of others. */
const integerMatrices = (largest: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
    .chain(([m, r, n]) => {
      const entries = (rows: number, cols: number) =>
        fc.array(fc.array(fc.integer({ min: -largest, max: largest }), { minLength: cols, maxLength: cols }), {
          minLength: rows,
          maxLength: rows,
        });
      return fc.tuple(entries(m, r), entries(r, n));
    })
    .map(([left, right]) => left.map((row) => right[0].map((_, j) => row.reduce((s, x, k) => s + x * right[k][j], 0))));

describe("rref of integers", () => {
  it("has the pivots and the correctly rounded entries of elimination in fractions", () => {
    fc.assert(
      fc.property(fc.oneof(integerMatrices(3), integerMatrices(20000)), (matrix) => {
        const { rows, pivots } = rationalEchelon(matrix);
        const { R, isPivot, rank, pivots: ours } = rref(array(matrix) as NDArray);
        expect(ours.toArray()).toEqual(pivots);
        expect(rank.item()).toBe(pivots.length);
        expect(isPivot.toArray()).toEqual(matrix[0].map((_, j) => pivots.includes(j)));
        const entries = rows.flat();
        R.toTypedArray().forEach((value: number, i: number) => {
          const [p, q] = entries[i];
          if (Number.isSafeInteger(Number(p)) && Number.isSafeInteger(Number(q))) {
            expect(value).toBe(p === 0n ? 0 : Number(p) / Number(q));
          } else {
            expectRounded(value, p, q);
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  it("is exact where rounding would invent a pivot, in every dtype that holds them", () => {
    const rows = [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ];
    const expected = [
      [1, 0, -1],
      [0, 1, 2],
      [0, 0, 0],
    ];
    for (const dtype of ["int8", "uint32", "float32", "float64"] as const) {
      const { R, pivots } = rref(array(rows, { dtype }) as NDArray);
      expect(R.toArray()).toEqual(expected);
      expect(pivots.toArray()).toEqual([0, 1]);
      expect(R.dtype).toBe(dtype === "float32" ? "float32" : "float64");
    }
    const hard = array([
      [3, 1],
      [1, 3],
    ]);
    expect(rref(mul(hard, 2 ** 50)).R.toArray()).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(rref(array([[-3, 1, 0]])).R.toArray()).toEqual([[1, -1 / 3, 0]]);
  });
});

/** |value − p/q| is no more than half a unit in the last place. */
function expectRounded(value: number, p: bigint, q: bigint): void {
  expect(value).not.toBe(0);
  const ulp = 2 ** (Math.floor(Math.log2(Math.abs(value))) - 52);
  const steps = Math.round(Math.log2(ulp));
  const scale = (x: bigint, by: number): bigint => (by >= 0 ? x << BigInt(by) : x);
  // value = k·2^steps exactly; 2·|k·2^steps·q − p| ≤ 2^steps·|q|, all times 2^−steps where that is negative
  const k = BigInt(value / ulp);
  const [up, down] = [Math.max(steps, 0), Math.max(-steps, 0)];
  const error = scale(k * q, up) - scale(p, down);
  const size = q < 0n ? -q : q;
  expect((error < 0n ? -error : error) * 2n <= scale(size, up)).toBe(true);
}

describe.each(inexactTypes)("rref in %s", (dtype) => {
  it("combines rows to the pivots: A = A[:, pivots]·R of full rank within c·ε·‖A‖·κ, and finds ranks", () => {
    for (const [m, n, r] of [
      [4, 4, 4],
      [6, 3, 3],
      [3, 6, 3],
      [6, 5, 2],
    ] as const) {
      const random = gallery[0];
      const a: NDArray = inDtype(matmul(random.build(m, r), random.build(r, n)) as NDArray, dtype);
      const { R, pivots, rank } = rref(a);
      expect(rank.item()).toBe(matrixRank(a).item());
      const columns = pivots.toArray() as unknown as number[];
      columns.forEach((j, i) => {
        for (let k = 0; k < m; k++) expect(entry(R, k, j)).toEqual(k === i ? [1, 0] : [0, 0]);
      });
      const kept: NDArray = matrixTranspose(stack(columns.map((j) => matrixTranspose(a).at(j))) as NDArray);
      const product = matmul(kept, R.slice(`0:${columns.length}`, ":") as NDArray);
      const bound = 64 * n * epsilonOf(a.type) * norm1(kept) * norm1(R);
      expect(norm1(product.sub(a))).toBeLessThanOrEqual(bound);
    }
  });
});

/** Re and Im. */
function entry(x: NDArray, i: number, j: number): readonly [number, number] {
  const data = x.toTypedArray();
  const at = i * x.shape[1] + j;
  return x.type.kind === "complex" ? [data[2 * at] + 0, data[2 * at + 1] + 0] : [data[at] + 0, 0];
}

describe("rref", () => {
  it("counts entries as rounded where rtol is given, integers too", () => {
    const a = array([
      [1e8, 0],
      [0, 1],
    ]);
    expect(rref(a).pivots.toArray()).toEqual([0, 1]);
    expect(rref(a, { rtol: 1e-6 }).pivots.toArray()).toEqual([0]);
    expect(rref(a, { rtol: 1e-6 }).R.toArray()).toEqual([
      [1, 0],
      [0, 0],
    ]);
    expect(() => rref(a, { rtol: -1 })).toThrow("rref: rtol must lie in [0, 1]; got -1.");
  });

  it("takes batches, whose pivots may differ, and empty matrices", () => {
    const f = rref(
      stack([ones([2, 2]), array([0, 1, 0, 0], { shape: [2, 2] })]) as NDArray<"float64", readonly [2, 2, 2]>,
    );
    expect(f.pivots.toArray()).toEqual([[0], [1]]);
    expect(f.rank.toArray()).toEqual([1, 1]);
    const g = rref(stack([ones([2, 2]), zeros([2, 2])]) as NDArray);
    expect(g.rank.toArray()).toEqual([1, 0]);
    expect(() => g.pivots).toThrow(BatchRankError);
    expect(() => g.pivots).toThrow(
      "pivots: the matrices of a batch must have one rank; got ranks 0 and 1. Take them one at a time.",
    );
    expect(rref(zeros([0, 3])).rank.item()).toBe(0);
    expect(rref(zeros([3, 0])).R.shape).toEqual([3, 0]);
    expect(rref(zeros([0, 2, 2])).pivots.shape).toEqual([0, 0]);
  });

  it("refuses vectors and NaN, and to be differentiated", () => {
    const vector: NDArray = ones([3]);
    expect(() => rref(vector)).toThrow("rref: a must have at least two axes; got a [3].");
    expect(() => rref(array([[NaN]]))).toThrow("rref: a must be finite; got NaN at index [0, 0].");
    for (const check of [checkVjp, checkJvp]) {
      expect(() => check((x) => rref(x).R, ones([2, 2]))).toThrow(DerivativeError);
      expect(() => check((x) => rref(x).R, ones([2, 2]))).toThrow(
        "rref: a must not be differentiated through here; got a derivative that is asked for. Solutions have one, of solve and lstsq.",
      );
    }
  });
});
