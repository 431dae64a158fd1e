import {
  type Inexact,
  type NDArray,
  add,
  adjoint,
  array,
  concat,
  eye,
  matmul,
  matrixTranspose,
  mul,
  permuteDims,
  reshape,
  slice,
  stack,
  sub,
} from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cholesky } from "../cholesky/cholesky.js";
import { epsilonOf } from "../operand/epsilon.js";
import { inv } from "../lu/inv.js";
import { lu } from "../lu/lu.js";
import { solveTriangular } from "./solve-triangular.js";
import { gallery, inDtype, norm1, uniform } from "../testing.js";

const dtypes = ["float64", "float32", "complex128", "complex64"] as const;
/** On both sides of what kernels take whole. */
const sizes = [1, 2, 5, 16, 64, 65, 90];

/** A random matrix, and a positive definite one. */
function pair(dtype: Inexact, n: number, seed: number): readonly [NDArray, NDArray] {
  const entry = uniform(n, 2 * n + 1, seed);
  const build = (m: number, k: number): NDArray<"float64"> =>
    array(
      Array.from({ length: m }, (_, i) => Array.from({ length: k }, (__, j) => entry(i, j + n))),
    ) as NDArray<"float64">;
  const a = inDtype(build(n, n), dtype);
  return [a, add(matmul(a, adjoint(a)), eye(n, { dtype }))];
}

/** What there is to compute from a matrix and a positive definite one, each with its name. */
const results: readonly (readonly [string, (a: NDArray, s: NDArray, b: NDArray) => NDArray])[] = [
  ["lu: L", (a) => lu(a).L],
  ["lu: U", (a) => lu(a).U],
  ["lu: p", (a) => lu(a).p],
  ["lu: solve", (a, _, b) => lu(a).solve(b)],
  ["lu: det", (a) => lu(a).det()],
  ["lu: logAbsDet", (a) => lu(a).logAbsDet()],
  ["lu: cond", (a) => lu(a).cond()],
  ["cholesky: L", (_, s) => cholesky(s).L],
  ["cholesky: solve", (_, s, b) => cholesky(s).solve(b)],
  ["cholesky: logAbsDet", (_, s) => cholesky(s).logAbsDet()],
  ["cholesky: cond", (_, s) => cholesky(s).cond()],
  ["inv", (a) => inv(a)],
  ["solveTriangular", (_, s, b) => solveTriangular(s, b, "lower")],
];

describe.each(dtypes)("factorizations in %s", (dtype) => {
  it("of a batch are those of a loop, bit for bit", () => {
    for (const n of sizes.filter((size) => size <= 65)) {
      const parts = [1, 2, 3, 4, 5, 6].map((seed) => pair(dtype, n, seed));
      const batch = (which: 0 | 1): NDArray =>
        reshape(stack(parts.map((part) => part[which])), [2, 3, n, n]) as NDArray;
      const b = inDtype(gallery[0].build(n, 2), dtype);
      for (const [name, f] of results) {
        const whole = f(batch(0), batch(1), b);
        parts.forEach(([a, s], i) => {
          const one = whole.at(Math.floor(i / 3), i % 3);
          expect([name, n, one.toArray()]).toEqual([name, n, f(a, s, b).toArray()]);
        });
      }
    }
  });

  it("of a transposed or otherwise strided view are those of its copy, bit for bit", () => {
    for (const n of sizes) {
      const [a, s] = pair(dtype, n, 7);
      const b = inDtype(gallery[0].build(n, 3), dtype);
      const gapped = (x: NDArray): NDArray => slice(concat([x, x], { axis: 1 }), ":", `:${x.shape[1]}`);
      for (const view of [(x: NDArray): NDArray => copy(x.T).T, gapped]) {
        for (const [name, f] of results) {
          const expected = f(a, s, b);
          expect([name, n, f(view(a), view(s), view(b)).toArray()]).toEqual([name, n, expected.toArray()]);
        }
      }
    }
  });

  it("of a batch whose axes are permuted are those of its copy", () => {
    const parts = [1, 2, 3].map((seed) => pair(dtype, 4, seed));
    const [a, s] = ([0, 1] as const).map((which) => permuteDims(stack(parts.map((part) => part[which])), [0, 2, 1]));
    const b = inDtype(gallery[0].build(4, 1), dtype);
    for (const [name, f] of results)
      expect([name, f(a, s, b).toArray()]).toEqual([name, f(copy(a), copy(s), b).toArray()]);
  });

  it("solve ∘ multiply is the identity to 8·n·ε·κ₁, and inv ∘ inv to 8·n·ε·κ₁²", () => {
    const draw = fc.tuple(fc.constantFrom(...sizes), fc.nat(1e6));
    const law = fc.property(draw, ([n, seed]) => {
      const [a, s] = pair(dtype, n, seed);
      const x = inDtype(gallery[0].build(n, 2), dtype);
      const unit = 8 * n * epsilonOf(a.type);
      const inverse = inv(a);
      const kappa = norm1(a) * norm1(inverse);
      const error = (y: NDArray, z: NDArray): number => norm1(sub(y, z)) / norm1(z);
      expect(error(lu(a).solve(matmul(a, x)), x)).toBeLessThanOrEqual(unit * kappa);
      const definite = norm1(s) * norm1(inv(s));
      expect(error(cholesky(s).solve(matmul(s, x)), x)).toBeLessThanOrEqual(unit * definite);
      if (unit * kappa ** 2 < 1) expect(error(inv(inverse), a)).toBeLessThanOrEqual(unit * kappa ** 2);
    });
    fc.assert(law, { numRuns: 12 });
  });

  it("scale with A, up to the ends of the range", () => {
    const powers = dtype === "float64" || dtype === "complex128" ? [2 ** -500, 2 ** 500] : [2 ** -60, 2 ** 60];
    for (const scale of powers) {
      for (const n of [5, 70]) {
        const [a, s] = pair(dtype, n, 3);
        expect(lu(mul(a, scale)).L.toArray()).toEqual(lu(a).L.toArray());
        expect(inv(mul(a, scale)).toArray()).toEqual(mul(inv(a), 1 / scale).toArray());
        expect(lu(mul(a, scale)).cond().item()).toBe(lu(a).cond().item());
        expect(cholesky(mul(s, scale)).L.toArray()).toEqual(mul(cholesky(s).L, Math.sqrt(scale)).toArray());
      }
    }
  });
});

/** The same elements in fresh, contiguous memory. */
function copy(x: NDArray): NDArray {
  return matrixTranspose(mul(matrixTranspose(mul(x, 1)), 1)).mul(1);
}
