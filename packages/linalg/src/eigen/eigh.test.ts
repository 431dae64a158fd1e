import { describe, expect, it } from "vitest";
import { type NDArray, add, array, complex, diag, matrixTranspose, mul, ones, real, stack, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { adjoint } from "../operand/adjoint.js";
import { eigh, eigvalsh } from "./eigh.js";
import { epsilonOf } from "../operand/epsilon.js";
import {
  THRESHOLD,
  eigenRatio,
  gallery,
  hermitianTypes,
  inDtype,
  inexactTypes,
  norm1,
  orthogonalityRatio,
  reconstructionRatio,
} from "../testing.js";

type Numbers = { values: NDArray; vectors: NDArray };

/** Holds what eigh answers to LAPACK's ratios, and eigvalsh to it. */
function checkEigen(a: NDArray): void {
  const n = a.shape[0];
  const f = eigh(a);
  const { values, vectors }: Numbers = f;
  expect([values.dtype, vectors.dtype]).toEqual([real(a).dtype, a.dtype]);
  expect(eigenRatio(a, values, vectors)).toBeLessThan(THRESHOLD);
  expect(orthogonalityRatio(vectors)).toBeLessThan(THRESHOLD);
  expect(reconstructionRatio(a, f.reconstruct())).toBeLessThan(THRESHOLD);
  const [w, v] = [values.toTypedArray(), eigvalsh(a).toTypedArray()];
  const bound = THRESHOLD * n * epsilonOf(a.type) * norm1(a);
  expect(w.every((x, i) => (i === 0 || x >= w[i - 1]) && Math.abs(x - v[i]) <= bound)).toBe(true);
}

describe.each(inexactTypes)("eigh in %s", (dtype) => {
  it.each(gallery.map(({ name, build }) => [name, build] as const))(
    "diagonalizes Hermitian parts of %s matrices, V orthonormal, values ascending, all to 30·n·ε",
    (_, build) => {
      const isSingle = dtype === "float32" || dtype === "complex64"; // computed in double precision: the same code
      for (const n of [1, 2, 3, 5, 10, 50, ...(isSingle ? [] : [100])]) {
        const b = inDtype(build(n, n), dtype);
        checkEigen(add(b, adjoint(b)));
      }
    },
    60_000,
  );

  it("holds the same over LAPACK's Hermitian types, whose norms go to the ends of the dtype's range", () => {
    for (const { build } of hermitianTypes) for (const n of [1, 2, 3, 10, 40, 70]) checkEigen(build(n, n, dtype));
  });

  it("holds the same at n = 300, for a random and a glued Wilkinson matrix", () => {
    for (const { name, build } of gallery) {
      if (name !== "random" && name !== "glued Wilkinson") continue;
      const b = inDtype(build(300, 300), dtype);
      checkEigen(add(b, adjoint(b)));
    }
  });
});

describe("eigh", () => {
  const b = gallery[0].build(5, 5);
  const a: NDArray = add(b, matrixTranspose(b));
  const symmetric = (v: NDArray): NDArray => add(v, matrixTranspose(v));

  it("gives the known values of small matrices", () => {
    expect(
      eigh(
        array([
          [2, 1],
          [1, 2],
        ]),
      ).values.toArray(),
    ).toEqual([expect.closeTo(1, 14), expect.closeTo(3, 14)]);
    expect(eigvalsh(diag(array([3, -1, 2]))).toArray()).toEqual([-1, 2, 3]);
  });

  it("knows the spectrum of the Clement matrix: −(n − 1), −(n − 3), …, n − 1", () => {
    const n = 50;
    const clement = gallery.find(({ name }) => name === "Clement");
    const w = eigvalsh((clement ?? gallery[0]).build(n, n)).toArray() as number[];
    w.forEach((x, i) => expect(Math.abs(x - (2 * i - n + 1))).toBeLessThanOrEqual(30 * n * 2 ** -52 * n));
  });

  it("is exact under scaling by powers of two, and accurate at 1e-12, 1e-300 and 1e300", () => {
    const [low, high] = eigvalsh(
      array([
        [2, 1],
        [1, 3],
      ]),
    ).toArray();
    for (const scale of [2 ** -40, 2 ** 900, 2 ** -900]) {
      expect(
        eigvalsh(
          mul(
            array([
              [2, 1],
              [1, 3],
            ]),
            scale,
          ),
        ).toArray(),
      ).toEqual([low * scale, high * scale]);
    }
    for (const scale of [1e-12, 1e-300, 1e300]) {
      const f = eigh(
        mul(
          array([
            [2, 1],
            [1, 3],
          ]),
          scale,
        ),
      );
      const exact = [(5 - Math.sqrt(5)) / 2, (5 + Math.sqrt(5)) / 2];
      f.values.toArray().forEach((x, i) => expect(x / scale / exact[i]).toBeCloseTo(1, 14));
      expect(orthogonalityRatio(f.vectors)).toBeLessThan(THRESHOLD);
    }
  });

  it("keeps small eigenvalues of a graded matrix that is graded upwards or downwards", () => {
    for (const order of [1, -1]) {
      const d = [1, 1e-6, 1e-12].sort((x, y) => order * (y - x));
      const graded = d.map((x, i) => d.map((y, j) => (i === j ? x : 0.1 * Math.min(x, y))));
      const product = (eigvalsh(array(graded) as NDArray).toArray() as number[]).reduce((t, x) => t * x, 1);
      const det = 1e-18 * (1 - 0.01 * 1e-6 - 0.01 * 1e-12 - 0.01 * 1e-6 + 2 * 0.001 * 1e-12);
      expect(product / det).toBeCloseTo(1, 8);
    }
  });

  it("reads the lower triangle only", () => {
    expect(
      eigvalsh(
        array([
          [2, 99],
          [1, 2],
        ]),
      ).toArray(),
    ).toEqual([expect.closeTo(1, 14), expect.closeTo(3, 14)]);
  });

  it("is batched over leading axes as a loop is", () => {
    const parts = [a, mul(a, 2), mul(a, a)];
    const { values } = eigh(stack(parts) as NDArray);
    parts.forEach((part, i) => expect(values.at(i).toArray()).toEqual(eigh(part).values.toArray()));
  });

  it("vjp and jvp of values and vectors agree with differences along symmetric directions", () => {
    const both = (x: NDArray): NDArray[] => {
      const { values, vectors }: { values: NDArray; vectors: NDArray } = eigh(x);
      return [values, vectors];
    };
    checkVjp(both, a, symmetric);
    checkJvp(both, a, symmetric);
    checkVjp((x) => eigh(x).vectors, a, symmetric);
    checkVjp((x) => eigvalsh(x), a, symmetric);
    checkJvp((x) => eigvalsh(x), a, symmetric);
  });

  it("reads the imaginary parts below the diagonal only", () => {
    const hermitian = complex(
      array([
        [1, 0],
        [0, 1],
      ]),
      array([
        [0, -1],
        [1, 0],
      ]),
    );
    expect(eigvalsh(hermitian).toArray()).toEqual([expect.closeTo(0, 15), expect.closeTo(2, 15)]);
    const other = complex(
      array([
        [1, 5],
        [0, 1],
      ]),
      array([
        [3, 7],
        [1, -4],
      ]),
    );
    expect(eigvalsh(other).toArray()).toEqual(eigvalsh(hermitian).toArray());
    expect(eigh(other).values.toArray()).toEqual(eigh(hermitian).values.toArray());
  });

  it("takes integers as float64, transposed views as copies", () => {
    expect(
      eigh(
        array(
          [
            [2, 1],
            [1, 2],
          ],
          { dtype: "int32" },
        ),
      ).values.dtype,
    ).toBe("float64");
    const view: NDArray = a.T;
    expect(eigh(view).values.toArray()).toEqual(eigh(a).values.toArray()); // a is symmetric
  });

  it("answers for empty matrices", () => {
    expect(eigh(zeros([0, 0])).values.shape).toEqual([0]);
    expect(eigh(zeros([2, 0, 0])).vectors.shape).toEqual([2, 0, 0]);
  });

  it("refuses rectangular matrices and NaN", () => {
    expect(() => eigh(ones([2, 3]) as NDArray)).toThrow("eigh: the last two axes must be equal; got a [2, 3].");
    expect(() => eigvalsh(ones([2, 3]) as NDArray)).toThrow("eigvalsh: the last two axes must be equal; got a [2, 3].");
    expect(() => eigh(array([[NaN]]))).toThrow(
      "eigh: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
  });
});
