import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  ValueError,
  add,
  adjoint,
  array,
  astype,
  complex,
  eye,
  matmul,
  mul,
  ones,
  stack,
  sub,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { SingularMatrixError } from "../errors.js";
import { ldlt } from "./ldlt.js";
import {
  THRESHOLD,
  definiteTypes,
  gallery,
  hermitianTypes,
  norm1,
  reconstructionRatio,
  residualRatio,
} from "../testing.js";

const random = gallery[0];
const hermitian = (v: NDArray): NDArray => add(v, adjoint(v));
const entries = (x: NDArray): number[] => Array.from(x.toTypedArray(), Number);
const swap: NDArray = array([
  [0, 1],
  [1, 0],
]);

/** G + Gᴴ of a family, with imaginary parts where there is room for them. */
function symmetricOf(build: (m: number, n: number) => NDArray, n: number, dtype: string): NDArray {
  const g = build(n, n);
  const x = hermitian(dtype.startsWith("complex") ? complex(g, random.build(n, n) as NDArray) : g);
  return astype(x, dtype as "float64");
}

describe.each(["float64", "float32", "complex128", "complex64"] as const)("ldlt in %s", (dtype) => {
  it.each(gallery.map(({ name, build }) => [name, build] as const))(
    "reconstructs A for %s, and solves, with ratios < 30, |L| ≤ 1/(1 − α) and D of blocks",
    (_, build) => {
      for (const n of dtype === "float64" ? [1, 2, 3, 5, 10, 50, 100] : [1, 2, 3, 5, 10, 50]) {
        const a = symmetricOf(build, n, dtype);
        const f = ldlt(a);
        const { L, D }: { L: NDArray; D: NDArray } = f;
        expect(reconstructionRatio(a, f.reconstruct(), L)).toBeLessThan(THRESHOLD);
        expect(Math.max(...entries(L).map(Math.abs))).toBeLessThan(2.79);
        expect(isBlockDiagonal(D)).toBe(true);
        const b: NDArray = astype(random.build(n, 2) as NDArray, dtype);
        const x = solvedUnlessSingular(() => f.solve(b));
        if (x !== null && entries(x).every(Number.isFinite)) {
          expect(residualRatio(a, x, b)).toBeLessThan(THRESHOLD);
        }
      }
    },
  );

  it("keeps to the ratios over LAPACK's matrix types, near over- and underflow too", () => {
    for (const { name, build } of [...hermitianTypes, ...definiteTypes]) {
      for (const n of [3, 20, 70]) {
        const a = build(n, n, dtype);
        const f = ldlt(a);
        expect(reconstructionRatio(a, f.reconstruct()), `${name} ${n}`).toBeLessThan(THRESHOLD);
        const b: NDArray = matmul(a, ones([n, 1], { dtype }));
        expect(residualRatio(a, f.solve(b) as NDArray, b), `${name} ${n}`).toBeLessThan(THRESHOLD);
      }
    }
  });

  it("reconstructs a matrix of several panels", () => {
    const a = symmetricOf(random.build, 300, dtype);
    expect(reconstructionRatio(a, ldlt(a).reconstruct())).toBeLessThan(THRESHOLD);
  });

  it("keeps to the range of the dtype: scaling A by 2ᵏ scales D and leaves L as it is", () => {
    const a = symmetricOf(random.build, 12, dtype);
    const narrow = dtype === "float32" || dtype === "complex64";
    for (const factor of narrow ? [2 ** -60, 2 ** 100] : [2 ** -600, 2 ** 980]) {
      const scaled = ldlt(mul(a, factor) as NDArray);
      expect(scaled.L.toArray()).toEqual(ldlt(a).L.toArray());
      expect(scaled.D.toArray()).toEqual(mul(ldlt(a).D as NDArray, factor).toArray());
    }
  });
});

describe("ldlt", () => {
  const a = symmetricOf(random.build, 7, "float64");

  it("takes a 2×2 pivot where no 1×1 pivot will do", () => {
    const { L, D, p } = ldlt(swap);
    expect([L.toArray(), D.toArray(), p.toArray()]).toEqual([eye(2).toArray(), swap.toArray(), [0, 1]]);
  });

  it("reads the lower triangle only", () => {
    const lower = array([
      [1, 99],
      [2, 3],
    ]);
    expect(ldlt(lower).reconstruct().toArray()).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  it("satisfies A[p, :][:, p] = L·D·Lᴴ", () => {
    const z = symmetricOf(random.build, 6, "complex128");
    const { L, D, p }: { L: NDArray; D: NDArray; p: NDArray } = ldlt(z);
    const order = p.toArray() as number[];
    const product = matmul(matmul(L, D), adjoint(L)).toArray() as [number, number][][];
    const rows = z.toArray() as [number, number][][];
    order.forEach((i, r) =>
      order.forEach((j, c) => {
        expect(product[r][c][0]).toBeCloseTo(rows[i][j][0], 13);
        expect(product[r][c][1]).toBeCloseTo(rows[i][j][1], 13);
      }),
    );
  });

  it("gives determinant, logarithm, inverse and condition", () => {
    const f = ldlt(
      array([
        [1, 2],
        [2, 1],
      ]),
    );
    expect(f.det().item()).toBeCloseTo(-3, 14);
    expect(f.logAbsDet().item()).toBeCloseTo(Math.log(3), 14);
    expect(norm1(sub(matmul(a, ldlt(a).inverse()), eye(7)))).toBeLessThan(
      THRESHOLD * 7 * 2 ** -52 * norm1(a) * norm1(ldlt(a).inverse()),
    );
    const exact = norm1(a) * norm1(ldlt(a).inverse());
    expect(ldlt(a).cond().item()).toBeGreaterThanOrEqual(exact / 3);
    expect(ldlt(a).cond().item()).toBeLessThanOrEqual(exact * (1 + 1e-12));
    const z = ldlt(
      complex(
        array([
          [1, 0],
          [0, 1],
        ]),
        array([
          [0, -2],
          [2, 0],
        ]),
      ) as NDArray,
    );
    expect(z.det().dtype).toBe("float64");
    expect(z.det().item()).toBeCloseTo(-3, 14);
  });

  it("keeps the determinant where products of pivots overflow on the way", () => {
    const scales = [1e200, 1e200, 1e-200, 1e-200];
    const wide = array(scales.map((s, i) => scales.map((_, j) => (i === j ? s : 0))));
    expect(ldlt(wide).det().item()).toBeCloseTo(1, 10);
  });

  it("counts eigenvalues by sign (Sylvester), and the rank", () => {
    const f = ldlt(stack([eye(2), mul(eye(2), -1), swap, zeros([2, 2]), ones([2, 2])]) as NDArray);
    const { positive, negative, zero } = f.inertia();
    expect([positive.toArray(), negative.toArray(), zero.toArray()]).toEqual([
      [2, 0, 1, 0, 1],
      [0, 2, 1, 0, 0],
      [0, 0, 0, 2, 1],
    ]);
    expect(f.rank().toArray()).toEqual([2, 2, 2, 0, 1]);
  });

  it("is batched over leading axes as a loop is, and promotes to what b has", () => {
    const parts = [a, mul(a, -3)];
    const f = ldlt(stack(parts) as NDArray);
    parts.forEach((part, i) => expect(f.L.at(i).toArray()).toEqual(ldlt(part).L.toArray()));
    const b: NDArray = random.build(7, 2);
    expect(f.solve(b).shape).toEqual([2, 7, 2]);
    const narrow = ldlt(astype(a, "float32") as NDArray);
    expect(residualRatio(astype(a, "float32"), narrow.solve(b), b)).toBeLessThan(THRESHOLD);
    expect(ldlt(a).solve(complex(b, b) as NDArray).dtype).toBe("complex128");
    expect(
      ldlt(array([[2]], { dtype: "int32" }))
        .solve(array([3]))
        .toArray(),
    ).toEqual([1.5]);
  });

  it("answers for empty matrices", () => {
    expect(
      ldlt(zeros([0, 0]))
        .det()
        .item(),
    ).toBe(1);
    expect(
      ldlt(zeros([0, 0]))
        .cond()
        .item(),
    ).toBe(1);
    expect(
      ldlt(zeros([2, 0, 0]))
        .logAbsDet()
        .toArray(),
    ).toEqual([0, 0]);
    expect(ldlt(zeros([0, 2, 2])).D.shape).toEqual([0, 2, 2]);
  });

  it("vjp and jvp agree with differences along Hermitian directions", () => {
    const b: NDArray = random.build(7, 2);
    const all = (x: NDArray): NDArray[] => {
      const f = ldlt(x);
      return [f.solve(b), f.inverse(), f.logAbsDet(), f.det(), f.L, f.D, f.reconstruct()];
    };
    checkVjp(all, a, hermitian);
    checkJvp(all, a, hermitian);
    checkVjp(
      (x, y) => ldlt(x).solve(y),
      [a, b],
      (v, i) => (i === 0 ? hermitian(v) : v),
    );
    const z = symmetricOf(random.build, 5, "complex128");
    const c = complex(random.build(5, 2) as NDArray, random.build(5, 2) as NDArray) as NDArray;
    const complexOnes = (x: NDArray): NDArray[] => [ldlt(x).solve(c), ldlt(x).L, ldlt(x).D, ldlt(x).det()];
    checkVjp(complexOnes, z, hermitian);
    checkJvp(complexOnes, z, hermitian);
  });

  it("refuses singular matrices with the pivot and the matrix of the batch", () => {
    const message =
      "solve: a must be nonsingular; got pivot 0 at index 1. Use lstsq or pinv for the solution of least norm.";
    expect(() => ldlt(ones([2, 2])).solve(ones([2]))).toThrow(SingularMatrixError);
    expect(() => ldlt(ones([2, 2])).solve(ones([2]))).toThrow(message);
    expect(() => ldlt(stack([eye(2), ones([2, 2])]) as NDArray).inverse()).toThrow(
      "inverse: a must be nonsingular; got pivot 0 at index 1 of matrix [1]. " +
        "Use lstsq or pinv for the solution of least norm.",
    );
    expect(
      ldlt(ones([2, 2]))
        .det()
        .item(),
    ).toBe(0);
    expect(
      ldlt(ones([2, 2]))
        .logAbsDet()
        .item(),
    ).toBe(-Infinity);
    expect(
      ldlt(ones([2, 2]))
        .cond()
        .item(),
    ).toBe(Infinity);
  });

  it.each([
    [() => ldlt(ones([2, 3]) as NDArray), ShapeError, "ldlt: the last two axes must be equal; got a [2, 3]."],
    [() => ldlt(ones([2]) as NDArray), ShapeError, "ldlt: a must have at least two axes; got a [2]."],
    [
      () => ldlt(array([[NaN]])),
      ValueError,
      "ldlt: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    ],
    [
      () => ldlt(array([[true]])),
      DTypeError,
      'ldlt: a must be real or complex numbers; got a bool. Convert it first: x.astype("float64").',
    ],
    [
      () => ldlt(eye(3)).solve(ones([4]) as NDArray),
      ShapeError,
      "solve: rows 3 of a and 4 of b differ; got a [3, 3] and b [4].",
    ],
  ] as const)("refuses what it cannot factor, in full sentences (%#)", (call, kind, message) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});

function isBlockDiagonal(D: NDArray): boolean {
  const n = D.shape[0];
  const width = D.dtype.startsWith("complex") ? 2 : 1;
  return entries(D).every((value, at) => {
    const [i, j] = [Math.floor(at / width / n), Math.floor(at / width) % n];
    return value === 0 || Math.abs(i - j) <= 1;
  });
}

function solvedUnlessSingular(solve: () => NDArray): NDArray | null {
  try {
    return solve();
  } catch (error) {
    if (error instanceof SingularMatrixError) return null;
    throw error;
  }
}
