import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  array,
  broadcastTo,
  eye,
  matmul,
  ones,
  permuteDims,
  zeros,
} from "../index.js";
import { checkJvp, checkVjp } from "../testing.js";

/** An array with entries of both signs, from a seed. */
function filled(shape: readonly number[], seed: number): NDArray {
  const size = shape.reduce((n, d) => n * d, 1);
  const values = Float64Array.from({ length: size }, (_, i) => Math.sin(seed * 13.7 + i * 1.3));
  return array(values, { shape: shape as number[] });
}

/** γₖ = k·u / (1 − k·u), the bound of a sum of k products (Higham 2002, §3.1). */
const gamma = (k: number, u: number): number => (k * u) / (1 - k * u);

describe("matmul", () => {
  it("agrees with the triple loop: |Ĉ − C|ᵢⱼ ≤ 2·γₖ·(|A|·|B|)ᵢⱼ, whatever is transposed", () => {
    const dim = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(dim, dim, dim, fc.boolean(), fc.boolean(), fc.nat(99), (m, k, n, ta, tb, seed) => {
        const a: NDArray = ta ? filled([k, m], seed).T : filled([m, k], seed);
        const b: NDArray = tb ? filled([n, k], seed + 1).T : filled([k, n], seed + 1);
        const c = matmul(a, b);
        expect(c.shape).toEqual([m, n]);
        const [x, y, z] = [a, b, c].map((v) => v.toTypedArray());
        for (let i = 0; i < m; i++) {
          for (let j = 0; j < n; j++) {
            let sum = 0;
            let size = 0;
            for (let l = 0; l < k; l++) {
              sum += x[i * k + l] * y[l * n + j];
              size += Math.abs(x[i * k + l] * y[l * n + j]);
            }
            expect(Math.abs(z[i * n + j] - sum)).toBeLessThanOrEqual(2 * gamma(k, Number.EPSILON / 2) * size);
          }
        }
      }),
    );
  });

  it("broadcasts leading axes as a loop over them", () => {
    const a = filled([4, 1, 2, 3], 1);
    const b = filled([5, 3, 2], 2);
    const c: NDArray = matmul(a, b);
    expect(c.shape).toEqual([4, 5, 2, 2]);
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 5; j++) {
        expect(c.at(i, j).toArray()).toEqual(matmul(a.at(i, 0), b.at(j)).toArray());
      }
    }
  });

  it("multiplies integers exactly, in their promoted dtype", () => {
    const a = array(
      [
        [1, 2],
        [3, 4],
      ],
      { dtype: "int32" },
    );
    expect(matmul(a, a).toArray()).toEqual([
      [7, 10],
      [15, 22],
    ]);
    expect(matmul(a, a).dtype).toBe("int32");
    expect(matmul(a, eye(2, { dtype: "float32" })).dtype).toBe("float32");
  });

  it("is zero for an empty inner dimension", () => {
    expect(matmul(zeros([2, 0]), zeros([0, 3])).toArray()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it("differentiates by both operands, transposed, in batches and empty", () => {
    const product = (a: NDArray, b: NDArray): NDArray => matmul(a, b);
    const cases: readonly (readonly [NDArray, NDArray])[] = [
      [filled([3, 4], 1), filled([4, 2], 2)],
      [filled([4, 3], 1).T, filled([2, 4], 2).T],
      [filled([2, 1, 3, 4], 1), filled([3, 4, 2], 2)],
      [zeros([2, 0]), zeros([0, 3])],
    ];
    for (const operands of cases) {
      checkVjp(product, operands);
      checkJvp(product, operands);
    }
    checkVjp((a) => matmul(a, a.T), filled([3, 3], 5));
  });

  it("refuses inner dimensions that differ, with both shapes", () => {
    const [a, b]: NDArray[] = [ones([64, 784]), ones([100, 10])];
    expect(() => matmul(a, b)).toThrow(ShapeError);
    expect(() => matmul(a, b)).toThrow("matmul: inner dimensions 784 and 100 differ; got a [64, 784] and b [100, 10].");
  });

  it("takes contiguous, transposed, broadcast and sliced batches: each product has the bits it has alone", () => {
    const batches: readonly NDArray[] = [
      filled([4, 3, 3], 1),
      permuteDims(filled([3, 3, 4], 2), [2, 0, 1]),
      broadcastTo(filled([3, 3], 3), [4, 3, 3]),
      filled([8, 3, 3], 4).slice("::2"),
      filled([4, 3, 3], 5).slice("::-1").T,
    ];
    for (const a of batches) {
      for (const b of batches) {
        const c: NDArray = matmul(a, b);
        for (let i = 0; i < 4; i++) expect(c.at(i).toArray()).toEqual(matmul(a.at(i), b.at(i)).toArray());
        const rows: NDArray = matmul(a.slice(":", "0:1"), b);
        for (let i = 0; i < 4; i++) {
          expect(rows.at(i).toArray()).toEqual(matmul(a.at(i).slice("0:1"), b.at(i)).toArray());
        }
      }
    }
    expect(matmul(zeros([0, 2, 3]), zeros([3, 2])).shape).toEqual([0, 2, 2]);
  });

  it("a vector is a row on the left and a column on the right", () => {
    const [v, w, x] = [filled([3], 1), filled([4], 2), filled([2, 3, 4], 3)];
    expect(matmul(v, x).toArray()).toEqual(
      matmul(v.reshape([1, 3]), x)
        .reshape([2, 4])
        .toArray(),
    );
    expect(matmul(x, w).toArray()).toEqual(
      matmul(x, w.reshape([4, 1]))
        .reshape([2, 3])
        .toArray(),
    );
    expect(matmul(array([1, 2, 3]), array([4, 5, 6])).item()).toBe(32);
    expect(matmul(array([1, 2], { dtype: "int8" }), array([3, 4], { dtype: "int8" })).dtype).toBe("int8");
    expect(matmul(zeros([0]), zeros([0])).item()).toBe(0);
    const product = (a: NDArray, b: NDArray): NDArray => matmul(a, b);
    for (const operands of [
      [v, x],
      [x, w],
      [v, v],
    ] as const) {
      checkVjp(product, operands);
      checkJvp(product, operands);
    }
  });

  it("refuses what has no axis, vectors of another length, batches that do not broadcast, and bools", () => {
    const vector: NDArray = ones([3]);
    expect(() => matmul(ones([]) as NDArray, vector)).toThrow("matmul: a must have at least one axis; got a [].");
    expect(() => matmul(ones([2, 3]), ones([]) as NDArray)).toThrow("matmul: b must have at least one axis; got b [].");
    expect(() => matmul(vector, ones([4, 2]) as NDArray)).toThrow(
      "matmul: inner dimensions 3 and 4 differ; got a [3] and b [4, 2].",
    );
    const [p, q]: NDArray[] = [ones([2, 3, 3]), ones([4, 3, 3])];
    expect(() => matmul(p, q)).toThrow("matmul: dimensions 2 and 4 do not broadcast; got a [2] and b [4].");
    const bools = ones([2, 2], { dtype: "bool" });
    expect(() => matmul(bools, bools)).toThrow(DTypeError);
    expect(() => matmul(bools, bools)).toThrow(
      'matmul: operands must be numbers; got a bool and b bool. Convert first: x.astype("int32").',
    );
  });
});
