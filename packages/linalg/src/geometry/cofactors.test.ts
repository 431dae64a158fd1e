import {
  type NDArray,
  array,
  complex,
  eye,
  fromFunction,
  matmul,
  matrixTranspose,
  mul,
  ones,
  stack,
  sub,
  sum,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { det } from "../lu/det.js";
import { inv } from "../lu/inv.js";
import { epsilonOf } from "../operand/epsilon.js";
import { svdvals } from "../svd/svd.js";
import { THRESHOLD, gallery, inDtype, inexactTypes, norm1 } from "../testing.js";
import { adjugate, cofactorMatrix, minors } from "./cofactors.js";
import { cofactorExpansion } from "./cofactor-expansion.js";

const random = gallery[0].build;

/** By elimination in integers, which never leaves them (Bareiss): another way than expansion. */
function exactDet(matrix: readonly (readonly bigint[])[]): bigint {
  const rows = matrix.map((row) => [...row]);
  const n = rows.length;
  let [last, sign] = [1n, 1n];
  for (let k = 0; k < n; k++) {
    const found = rows.findIndex((row, i) => i >= k && row[k] !== 0n);
    if (found < 0) return 0n;
    if (found !== k) sign = -sign;
    [rows[k], rows[found]] = [rows[found], rows[k]];
    for (let i = k + 1; i < n; i++) {
      for (let j = k + 1; j < n; j++) rows[i][j] = (rows[k][k] * rows[i][j] - rows[i][k] * rows[k][j]) / last;
    }
    last = rows[k][k];
  }
  return n === 0 ? 1n : sign * last;
}

const without = <T>(list: readonly T[], i: number): T[] => list.filter((_, k) => k !== i);

/** Integer matrices of every order up to 8, of full rank and, by repeated rows, of less. */
const integers = fc
  .integer({ min: 1, max: 8 })
  .chain((n) =>
    fc.tuple(
      fc.array(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: n, maxLength: n }), {
        minLength: n,
        maxLength: n,
      }),
      fc.integer({ min: 0, max: 2 }),
    ),
  )
  .map(([rows, copies]) => rows.map((row, i) => (i < copies && rows.length > copies ? rows[rows.length - 1] : row)));

describe("cofactors of integers", () => {
  it("are exact up to 8×8, of any rank: minors, cofactors, the adjugate and the determinant (property)", () => {
    fc.assert(
      fc.property(integers, fc.constantFrom("int32", "float64"), (rows, dtype) => {
        const a = array(rows, { dtype }) as NDArray;
        const big = rows.map((row) => row.map(BigInt));
        const exact = big.map((_, i) => big.map((_, j) => exactDet(without(big, i).map((row) => without(row, j)))));
        const values = exact.map((row) => row.map(Number));
        expect(minors(a).toArray()).toEqual(values);
        const signed = values.map((row, i) => row.map((x, j) => (x === 0 || (i + j) % 2 === 0 ? x : -x)));
        expect(cofactorMatrix(a).toArray()).toEqual(signed);
        expect(adjugate(a).toArray()).toEqual(signed[0].map((_, j) => signed.map((row) => row[j])));
        const d = Number(exactDet(big));
        expect(cofactorExpansion(a).item()).toBe(d);
        expect(matmul(a.astype("float64"), adjugate(a)).toArray()).toEqual(
          rows.map((_, i) => rows.map((_, j) => (i === j ? d : 0))),
        );
      }),
      { numRuns: 25 },
    );
  });

  it("beyond 2⁵³ are refused where the dtype is one of integers, and rounded where it is not", () => {
    const large = fromFunction([4, 4], (i, j) => (i === j ? 2 ** 20 : 1));
    expect(() => cofactorExpansion(large.astype("int32"))).toThrow(
      "cofactorExpansion: of integers, all minors and what they are made of must be below 2⁵³; got 1.21e+24. " +
        'Convert first, where rounding does no harm: a.astype("float64").',
    );
    expect(() => adjugate(large.astype("uint32"))).toThrow(
      "adjugate: of integers, all minors and what they are made of",
    );
    const exact = Number(
      exactDet(
        [
          [2 ** 20, 1, 1, 1],
          [1, 2 ** 20, 1, 1],
          [1, 1, 2 ** 20, 1],
          [1, 1, 1, 2 ** 20],
        ].map((row) => row.map(BigInt)),
      ),
    );
    expect(Math.abs(cofactorExpansion(large).item() / exact - 1)).toBeLessThanOrEqual(16 * Number.EPSILON);
  });
});

describe.each(inexactTypes)("cofactors in %s", (dtype) => {
  it("A·adj A = adj A·A = det A·I, by expansion and by the SVD, to what rounding A causes", () => {
    for (const n of [1, 3, 8, 9, 14]) {
      const a: NDArray = inDtype(random(n, n), dtype);
      const B: NDArray = adjugate(a);
      const d: NDArray = det(a);
      const scaled = mul(eye(n), d) as NDArray;
      expect([B.shape, B.dtype]).toEqual([[n, n], dtype]);
      const unit = THRESHOLD * n * epsilonOf(a.type) * norm1(a) * norm1(B);
      for (const product of [matmul(a, B), matmul(B, a)]) expect(norm1(sub(product, scaled))).toBeLessThanOrEqual(unit);
      expect(norm1(sub(cofactorMatrix(a), matrixTranspose(B)))).toBe(0);
      if (n > 8) continue;
      const permanent = permanentOf(a);
      expect(norm1(sub(cofactorExpansion(a), d).reshape([1, 1]) as NDArray)).toBeLessThanOrEqual(
        n * n * epsilonOf(a.type) * permanent + THRESHOLD * n * epsilonOf(a.type) * norm1(a) ** n,
      );
    }
  });

  it("is of rank 1 for rank n − 1, right in norm to 30·n·ε·Σ s₁/sⱼ, and 0 for less; by the SVD as by expansion", () => {
    for (const n of [4, 10]) {
      for (const rank of [n - 1, n - 2]) {
        const a: NDArray = inDtype(matmul(random(n, rank), random(rank, n)) as NDArray<"float64">, dtype);
        const B: NDArray = adjugate(a);
        const s = Array.from((svdvals(a) as NDArray).toTypedArray() as Float64Array);
        const product = s.slice(0, n - 1).reduce((x, y) => x * y, 1);
        const unit = THRESHOLD * n * epsilonOf(a.type) * s[0] * s.slice(0, n - 2).reduce((x, y) => x * y, 1);
        if (rank === n - 1) {
          const values = Array.from(svdvals(B).toTypedArray() as Float64Array);
          expect(Math.abs(values[0] - product)).toBeLessThanOrEqual(unit);
          expect(values[1]).toBeLessThanOrEqual(unit);
          expect(norm1(matmul(a, B) as NDArray)).toBeLessThanOrEqual(unit * norm1(a));
        } else {
          expect(norm1(B)).toBeLessThanOrEqual(unit * n);
        }
      }
    }
  });
});

/** The permanent of |A|, n ≤ 8: the sum over all permutations. */
function permanentOf(a: NDArray): number {
  const [n] = a.shape;
  const sizes = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => Math.abs(norm1(a.slice(`${i}:${i + 1}`, `${j}:${j + 1}`) as NDArray))),
  );
  const table = new Float64Array(2 ** n);
  table[0] = 1;
  for (let mask = 1; mask < 2 ** n; mask++) {
    const row = mask.toString(2).replaceAll("0", "").length - 1;
    for (let j = 0; j < n; j++) if ((mask >> j) & 1) table[mask] += sizes[row][j] * table[mask ^ (1 << j)];
  }
  return table[2 ** n - 1];
}

describe("cofactorMatrix", () => {
  it("agrees with det A·A⁻ᵀ where there is an inverse, and is the gradient of det where there is none", () => {
    const a = random(9, 9).add(eye(9).mul(3)) as NDArray<"float64">;
    const byInverse = mul(matrixTranspose(inv(a)), det(a)) as NDArray;
    expect(norm1(sub(cofactorMatrix(a), byInverse))).toBeLessThanOrEqual(2 ** 12 * Number.EPSILON * norm1(byInverse));
    const singular = array([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ]);
    expect(cofactorMatrix(singular).toArray()).toEqual([
      [-3, 6, -3],
      [6, -12, 6],
      [-3, 6, -3],
    ]);
  });

  it("of complex numbers by hand", () => {
    const a = complex(
      array([
        [1, 0],
        [2, 3],
      ]),
      array([
        [1, 2],
        [0, -1],
      ]),
    ) as NDArray; // [[1+i, 2i], [2, 3−i]]
    const adjugated: NDArray = adjugate(a);
    expect(Array.from(adjugated.toTypedArray())).toEqual([3, -1, 0, -2, -2, 0, 1, 1]);
    const d: NDArray = cofactorExpansion(a);
    expect(Array.from(d.toTypedArray())).toEqual([4, -2]);
  });

  it("of 1×1 is 1, of 0×0 empty; takes batches and views", () => {
    expect(adjugate(array([[7]])).toArray()).toEqual([[1]]);
    expect(cofactorMatrix(zeros([0, 0])).shape).toEqual([0, 0]);
    expect(cofactorExpansion(zeros([0, 0])).item()).toBe(1);
    const a = array([
      [1, 2],
      [3, 4],
    ]);
    expect(minors(stack([a, matrixTranspose(a)])).toArray()).toEqual([
      [
        [4, 3],
        [2, 1],
      ],
      [
        [4, 2],
        [3, 1],
      ],
    ]);
    expect(cofactorExpansion(stack([a, eye(2)])).toArray()).toEqual([-2, 1]);
    expect(cofactorMatrix(zeros([0, 3, 3])).shape).toEqual([0, 3, 3]);
    expect(minors(stack([random(9, 9), random(9, 9)])).shape).toEqual([2, 9, 9]);
  });

  it("refuses what is not square, too large to expand, or not finite", () => {
    const wide: NDArray = ones([2, 3]);
    for (const [name, f] of Object.entries({ adjugate, cofactorExpansion, cofactorMatrix, minors })) {
      expect(() => f(wide)).toThrow(`${name}: the last two axes must be equal; got a [2, 3].`);
      expect(() => f(array([[NaN]]))).toThrow(`${name}: a must be finite; got NaN at index [0, 0].`);
    }
    expect(() => cofactorExpansion(eye(9))).toThrow("cofactorExpansion: a must be at most 8×8; got a [9, 9]. Use det.");
  });
});

describe("derivatives of cofactors", () => {
  it.each([
    [3, 3],
    [3, 2],
    [3, 1],
    [10, 10],
    [10, 9],
    [10, 8],
  ])("agree with differences at a %i×n matrix of rank %i, real and complex", (n, rank) => {
    for (const dtype of ["float64", "complex128"] as const) {
      const a: NDArray = inDtype(matmul(random(n, rank), random(rank, n)) as NDArray<"float64">, dtype);
      for (const check of [checkVjp, checkJvp]) {
        check((x) => adjugate(x), a);
        if (n <= 8) check((x) => cofactorExpansion(x), a);
      }
      checkVjp((x) => minors(x), a);
    }
  });

  it("of a zero matrix are those of minors: linear for 2×2, none beyond", () => {
    checkJvp((x) => adjugate(x), zeros([2, 2]) as NDArray);
    checkVjp((x) => sum(cofactorMatrix(x)), zeros([4, 4]) as NDArray);
  });
});
