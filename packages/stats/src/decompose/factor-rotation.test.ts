import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  abs,
  array,
  diagonal,
  eye,
  matmul,
  max,
  mul,
  random,
  sub,
  zeros,
} from "@linnet/core";
import { qr } from "@linnet/linalg";
import { promax } from "./promax.js";
import { varimax } from "./varimax.js";

const EPSILON = Number.EPSILON;
const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();

/** Kaiser's criterion of loadings `[k, p]`, of columns scaled to length 1. */
function criterion(loadings: NDArray): number {
  const rows = loadings.toArray() as number[][];
  const p = rows[0].length;
  const lengths = rows[0].map((_, j) => Math.hypot(...rows.map((row) => row[j])) || 1);
  const squares = rows.map((row) => row.map((v, j) => (v / lengths[j]) ** 2));
  const total = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
  return total(squares.map((row) => total(row.map((v) => v * v)) / p - (total(row) / p) ** 2));
}

/** Four columns a factor, each of that factor alone. */
const simple = array([
  [0.9, 0.8, 0.7, 0.6, 0, 0, 0, 0],
  [0, 0, 0, 0, 0.5, 0.9, 0.4, 0.7],
]) as NDArray;

describe("varimax", () => {
  it("is a rotation at a maximum of the criterion: no small rotation is better", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 4, max: 10 }), fc.nat(1000), (k, p, seed) => {
        const rng = random(seed);
        const loadings: NDArray = rng.normal([k, p]);
        const found = varimax(loadings);
        expect(found.converged).toBe(true);
        const R: NDArray = found.rotation;
        expect(largest(sub(matmul(R, R.T as NDArray), eye(k)))).toBeLessThanOrEqual(1e3 * EPSILON);
        const turned = matmul(R, loadings) as NDArray;
        expect(largest(sub(turned, found.loadings as NDArray))).toBeLessThanOrEqual(1e3 * EPSILON * largest(loadings));
        const best = criterion(found.loadings as NDArray);
        expect(best).toBeGreaterThanOrEqual(criterion(loadings) * (1 - 1e-12));
        for (let i = 0; i < 5; i++) {
          const near: NDArray = qr((eye(k) as NDArray).add(rng.normal([k, k], { std: 0.01 }) as NDArray) as NDArray).Q;
          expect(criterion(matmul(near, found.loadings as NDArray) as NDArray)).toBeLessThanOrEqual(best + 1e-12);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("finds the simple structure that was turned away", () => {
    const R: NDArray = qr(random(3).normal([2, 2])).Q;
    for (const normalize of [true, false]) {
      const found = varimax(matmul(R, simple) as NDArray, { normalize });
      const overlap = abs(matmul(found.loadings as NDArray, simple.T as NDArray) as NDArray) as NDArray;
      const own = matmul(simple, simple.T as NDArray) as NDArray;
      const [straight, crossed] = [overlap, overlap.slice("::-1") as NDArray].map((o) => largest(sub(o, own)));
      expect(Math.min(straight, crossed)).toBeLessThanOrEqual(1e-9);
    }
  });

  it("leaves one factor, and columns without loadings, as they are", () => {
    const one = varimax(array([[1, -2, 0]]));
    expect([one.loadings.toArray(), one.rotation.toArray(), one.iterations]).toEqual([[[1, -2, 0]], [[1]], 1]);
    const nothing = varimax(zeros([2, 3], { dtype: "float32" }));
    expect([nothing.loadings.dtype, nothing.loadings.toArray()]).toEqual(["float32", zeros([2, 3]).toArray()]);
    expect(varimax(random(1).normal([3, 6]), { maxIterations: 1 }).converged).toBe(false);
  });

  it("refuses what is no matrix, and options that mean nothing", () => {
    expect(() => varimax(zeros([3]) as NDArray)).toThrow(ShapeError);
    expect(() => varimax(zeros([3]) as NDArray)).toThrow(
      "varimax: loadings must be a matrix with a row and a column; got loadings [3].",
    );
    expect(() => varimax(array([[Number.NaN]]))).toThrow("varimax: loadings must be finite; got NaN at index [0, 0].");
    expect(() => varimax(simple, { tolerance: 0 })).toThrow("varimax: tolerance must be a number above 0; got 0.");
    expect(() => varimax(simple, { maxIterations: -1 })).toThrow(
      "varimax: maxIterations must be an integer of at least 0; got -1.",
    );
  });
});

describe("promax", () => {
  it("says the same of the columns: Λᵀ·Φ·Λ, with factors of variance 1", () => {
    const loadings: NDArray = random(2).normal([3, 9]);
    const { loadings: L, correlations, rotation } = promax(loadings) as unknown as Record<string, NDArray>;
    const before = matmul(loadings.T as NDArray, loadings) as NDArray;
    const after = matmul(matmul(L.T as NDArray, correlations) as NDArray, L) as NDArray;
    expect(largest(sub(before, after))).toBeLessThanOrEqual(1e4 * EPSILON * largest(before));
    expect(largest((diagonal(correlations) as NDArray).sub(1) as NDArray)).toBeLessThanOrEqual(100 * EPSILON);
    expect(largest(sub(matmul(rotation, loadings) as NDArray, L))).toBeLessThanOrEqual(1e4 * EPSILON * largest(L));
  });

  it("finds correlated factors that varimax cannot: the mean loading on the other factor falls", () => {
    const mixed = matmul(
      array([
        [1, 0.4],
        [0.4, 1],
      ]),
      simple,
    ) as NDArray;
    const small = (loadings: NDArray): number => {
      const rows = loadings.toArray() as number[][];
      return rows[0].reduce((sum, _, j) => sum + Math.min(Math.abs(rows[0][j]), Math.abs(rows[1][j])), 0);
    };
    const [orthogonal, oblique] = [varimax(mixed), promax(mixed)];
    expect(small(oblique.loadings as NDArray)).toBeLessThan(0.5 * small(orthogonal.loadings as NDArray));
    expect(Math.abs(oblique.correlations.at(0, 1).item())).toBeGreaterThan(0.3);
  });

  it("of power 1 is varimax", () => {
    const loadings: NDArray = random(4).normal([2, 6]);
    const [a, b] = [varimax(loadings), promax(loadings, { power: 1 })];
    expect(largest(sub(a.loadings as NDArray, b.loadings as NDArray))).toBeLessThanOrEqual(
      1e3 * EPSILON * largest(loadings),
    );
  });

  it("refuses dependent factors, and powers below 1", () => {
    expect(() => promax(mul(simple, 0) as NDArray)).toThrow(
      "promax: all of 2 factors must be independent; got rank 0. Keep fewer.",
    );
    expect(() => promax(simple, { power: 0.5 })).toThrow("promax: power must be a number of at least 1; got 0.5.");
  });
});
