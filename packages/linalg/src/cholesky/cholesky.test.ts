import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  add,
  abs,
  adjoint,
  array,
  astype,
  complex,
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
import { cholesky } from "./cholesky.js";
import { epsilonOf } from "../operand/epsilon.js";
import { NotPositiveDefiniteError } from "../errors.js";
import { THRESHOLD, gallery, inDtype, norm1, residualRatio } from "../testing.js";

/** G·Gᴴ + 100·n·ε·I for ‖G‖₁ = 1: positive definite, as ill-conditioned as rounding allows. */
function positiveDefinite(g: NDArray): NDArray {
  const n = g.shape[0];
  const wide = widened(g);
  const unit = mul(wide, 1 / (norm1(wide) || 1));
  return astype(add(matmul(unit, adjoint(unit)), mul(eye(n), 100 * n * epsilonOf(g.type))), g.dtype);
}

function widened(x: NDArray): NDArray {
  return astype(x, x.type.kind === "complex" ? "complex128" : "float64");
}

const dtypes = ["float64", "float32", "complex128", "complex64"] as const;

describe.each(dtypes)("cholesky in %s", (dtype) => {
  it.each(gallery.map(({ name, build }) => [name, build] as const))(
    "reconstructs A componentwise for %s: |A − L·Lᴴ|ᵢⱼ ≤ γₙ₊₁·√(aᵢᵢ·aⱼⱼ)",
    (_, build) => {
      for (const n of [1, 2, 3, 5, 10, 50, 100]) {
        const a = positiveDefinite(inDtype(build(n, n), dtype));
        const L = widened(cholesky(a).L);
        const errors = abs(sub(widened(a), matmul(L, adjoint(L)))).toTypedArray();
        const diag = real(widened(a))
          .toTypedArray()
          .filter((_, at) => at % (n + 1) === 0);
        // complex products and sums are as good as √2·γ₂ and u each (Higham 2002, lemma 3.5), and the check multiplies itself
        const u = (epsilonOf(a.type) / 2) * (a.type.kind === "complex" ? 4 : 1);
        const gamma = ((n + 1) * u) / (1 - (n + 1) * u) + 4 * n * 2 ** -52;
        for (let i = 0; i < n; i++) {
          for (let j = 0; j <= i; j++) {
            expect(errors[i * n + j]).toBeLessThanOrEqual(gamma * Math.sqrt(diag[i] * diag[j]));
          }
        }
      }
    },
  );
});

describe("cholesky", () => {
  const a: NDArray = positiveDefinite(gallery[0].build(6, 6));
  const symmetric = (v: NDArray): NDArray => add(v, adjoint(v));

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

  it.each([33, 75, 140])("is pulled back by halves as by whole triangles at n = %i, in each precision", (n) => {
    const matrix: NDArray = add(positiveDefinite(gallery[0].build(n, n)), eye(n));
    checkVjp((x) => cholesky(x).L, matrix, symmetric);
    const pairs: NDArray = stack([inDtype(matrix, "float32"), eye(n, { dtype: "float32" })]);
    checkVjp((x) => cholesky(x).L, pairs, symmetric);
  });

  it("vjp and jvp agree with differences along Hermitian directions", () => {
    const z = positiveDefinite(inDtype(gallery[0].build(5, 5), "complex128"));
    checkVjp((x) => cholesky(x).L, z, symmetric);
    checkJvp((x) => cholesky(x).L, z, symmetric);
    const b = inDtype(gallery[0].build(5, 2), "complex128");
    checkVjp(
      (x, y) => [cholesky(x).solve(y), cholesky(x).logAbsDet()],
      [z, b],
      (v, i) => (i === 0 ? symmetric(v) : v),
    );
  });

  it.each(dtypes)("of 300 rows solves in %s with a residual below 30·n·ε·‖A‖·‖x‖, with real determinants", (dtype) => {
    const z = positiveDefinite(inDtype(gallery[0].build(300, 300), dtype));
    const b = inDtype(gallery[0].build(300, 2), dtype);
    const f = cholesky(z);
    expect(residualRatio(z, f.solve(b), b)).toBeLessThan(THRESHOLD);
    expect(f.det().type.kind).toBe("float");
    expect(f.logAbsDet().type.kind).toBe("float");
  });

  it("ignores imaginary parts of the diagonal, and what is above it", () => {
    const z = complex(
      array([
        [4, 99],
        [2, 5],
      ]),
      array([
        [7, 99],
        [2, -1],
      ]),
    ) as NDArray;
    expect(cholesky(z).L.toArray()).toEqual([
      [
        [2, 0],
        [0, 0],
      ],
      [
        [1, 1],
        [Math.sqrt(3), 0],
      ],
    ]);
  });

  it("names the failing pivot, its value and the matrix of the batch", () => {
    const bad = array([
      [1, 0, 0],
      [0, 2, 0],
      [0, 0, -3],
    ]);
    expect(() => cholesky(bad)).toThrow(NotPositiveDefiniteError);
    expect(() => cholesky(bad)).toThrow(
      "cholesky: a must be positive definite; got pivot -3.00 at index 2. Add a ridge (a + λI), or factor it with ldlt.",
    );
    expect(() => cholesky(stack([eye(3), bad]) as NDArray)).toThrow(
      "cholesky: a must be positive definite; got pivot -3.00 at index 2 of matrix [1]. " +
        "Add a ridge (a + λI), or factor it with ldlt.",
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
