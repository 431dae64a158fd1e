import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  add,
  array,
  astype,
  eye,
  matmul,
  matrixTranspose,
  mul,
  ones,
  stack,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { cholesky } from "./cholesky.js";
import { epsilonOf } from "./epsilon.js";
import { NotPositiveDefiniteError } from "./errors.js";
import { THRESHOLD, gallery, norm1, residualRatio } from "./testing.js";

/** G·Gᵀ + 100·n·ε·I for ‖G‖₁ = 1: positive definite, as ill-conditioned as rounding allows. */
function positiveDefinite(g: NDArray): NDArray {
  const n = g.shape[0];
  const wide = astype(g, "float64");
  const unit = mul(wide, 1 / (norm1(wide) || 1));
  return astype(add(matmul(unit, matrixTranspose(unit)), mul(eye(n), 100 * n * epsilonOf(g.type))), g.dtype);
}

describe.each(["float64", "float32"] as const)("cholesky in %s", (dtype) => {
  it.each(gallery.map(({ name, build }) => [name, build] as const))(
    "reconstructs A componentwise for %s: |A − L·Lᵀ|ᵢⱼ ≤ γₙ₊₁·√(aᵢᵢ·aⱼⱼ)",
    (_, build) => {
      for (const n of [1, 2, 3, 5, 10, 50, 100]) {
        const a = positiveDefinite(astype(build(n, n), dtype));
        const { L }: { L: NDArray } = cholesky(a);
        const wide = astype(L, "float64");
        const entries = astype(a, "float64").toTypedArray();
        const product = matmul(wide, matrixTranspose(wide)).toTypedArray();
        const u = epsilonOf(a.type) / 2;
        const gamma = ((n + 1) * u) / (1 - (n + 1) * u) + n * 2 ** -52; // the check multiplies in float64 itself
        for (let i = 0; i < n; i++) {
          for (let j = 0; j <= i; j++) {
            const bound = gamma * Math.sqrt(entries[i * n + i] * entries[j * n + j]);
            expect(Math.abs(entries[i * n + j] - product[i * n + j])).toBeLessThanOrEqual(bound);
          }
        }
      }
    },
  );
});

describe("cholesky", () => {
  const a: NDArray = positiveDefinite(gallery[0].build(6, 6));
  const symmetric = (v: NDArray): NDArray => add(v, matrixTranspose(v));

  it("gives L with exact zeros above its positive diagonal", () => {
    expect(
      cholesky(
        array([
          [4, 2],
          [2, 5],
        ]),
      ).L.toArray(),
    ).toEqual([
      [2, 0],
      [1, 2],
    ]);
  });

  it("reads the lower triangle only", () => {
    expect(
      cholesky(
        array([
          [4, 99],
          [2, 5],
        ]),
      ).L.toArray(),
    ).toEqual([
      [2, 0],
      [1, 2],
    ]);
  });

  it("solves, inverts, and gives the determinant and its logarithm", () => {
    const f = cholesky(
      array([
        [4, 2],
        [2, 5],
      ]),
    );
    expect(f.det().item()).toBe(16);
    expect(f.logAbsDet().item()).toBeCloseTo(Math.log(16), 15);
    expect(f.solve(array([6, 7])).toArray()).toEqual([1, 1]);
    expect(f.reconstruct().toArray()).toEqual([
      [4, 2],
      [2, 5],
    ]);
    const b = gallery[0].build(6, 2);
    expect(residualRatio(a, cholesky(a).solve(b as NDArray), b)).toBeLessThan(THRESHOLD);
    expect(residualRatio(a, cholesky(a).inverse(), eye(6))).toBeLessThan(THRESHOLD);
  });

  it("is batched over leading axes as a loop is", () => {
    const parts = [a, mul(a, 3)];
    parts.forEach((part, i) => {
      expect(
        cholesky(stack(parts) as NDArray)
          .L.at(i)
          .toArray(),
      ).toEqual(cholesky(part).L.toArray());
    });
  });

  it("vjp and jvp agree with differences along symmetric directions, second ones of solve too", () => {
    checkVjp((x) => cholesky(x).L, a, symmetric);
    checkJvp((x) => cholesky(x).L, a, symmetric);
    const b: NDArray = gallery[0].build(6, 2);
    checkVjp((x) => [cholesky(x).solve(b), cholesky(x).logAbsDet(), cholesky(x).det()], a, symmetric);
  });

  it("names the failing pivot, its value and the matrix of the batch", () => {
    const bad = array([
      [1, 0, 0],
      [0, 2, 0],
      [0, 0, -3],
    ]);
    expect(() => cholesky(bad)).toThrow(NotPositiveDefiniteError);
    expect(() => cholesky(bad)).toThrow(
      "cholesky: a must be positive definite; got pivot -3.00 at index 2. Add a ridge (a + λI), or factor it with lu.",
    );
    expect(() => cholesky(stack([eye(3), bad]) as NDArray)).toThrow(
      "cholesky: a must be positive definite; got pivot -3.00 at index 2 of matrix [1]. " +
        "Add a ridge (a + λI), or factor it with lu.",
    );
    expect(() => cholesky(mul(gallery[0].build(80, 80), 0) as NDArray)).toThrow("got pivot 0.00 at index 0");
  });

  it("finds a failing pivot behind the first block", () => {
    const n = 70;
    const bad = gallery[2].build(n, n).toTypedArray();
    bad[65 * n + 65] = -1;
    expect(() => cholesky(array(bad as Float64Array, { shape: [n, n] }))).toThrow("got pivot -1.00 at index 65.");
  });

  it("refuses a rectangular matrix and NaN", () => {
    const wide: NDArray = ones([2, 3]);
    expect(() => cholesky(wide)).toThrow(ShapeError);
    expect(() => cholesky(wide)).toThrow("cholesky: the last two axes must be equal; got a [2, 3].");
    expect(() => cholesky(array([[NaN]]))).toThrow(
      "cholesky: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
  });

  it("answers for empty matrices", () => {
    expect(
      cholesky(zeros([0, 0]))
        .det()
        .item(),
    ).toBe(1);
    expect(
      cholesky(zeros([2, 0, 0]))
        .logAbsDet()
        .toArray(),
    ).toEqual([0, 0]);
  });
});
