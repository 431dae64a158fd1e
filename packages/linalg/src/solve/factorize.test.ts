import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  ValueError,
  add,
  adjoint,
  array,
  eye,
  fromFunction,
  matmul,
  mul,
  ones,
  stack,
  sub,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { det } from "../lu/det.js";
import { SingularMatrixError } from "../errors.js";
import { factorize } from "./factorize.js";
import { inv } from "../lu/inv.js";
import { slogdet } from "../lu/slogdet.js";
import { THRESHOLD, inDtype, inexactTypes, norm1, reconstructionRatio, residualRatio, uniform } from "../testing.js";

/** One real matrix of each kind. */
function structured(n: number): Readonly<Record<string, NDArray>> {
  const entry = uniform(n, n, 9);
  const build = (f: (i: number, j: number) => number): NDArray => fromFunction([n, n], f);
  return {
    diagonal: build((i, j) => (i === j ? entry(i, j) : 0)),
    lowerTriangular: build((i, j) => (i >= j ? entry(i, j) + (i === j ? 2 : 0) : 0)),
    upperTriangular: build((i, j) => (i <= j ? entry(i, j) + (i === j ? 2 : 0) : 0)),
    banded: build((i, j) => (i - j <= 2 && j - i <= 1 ? entry(i, j) : 0)),
    general: build(entry),
  };
}

describe.each(inexactTypes)("factorize in %s", (dtype) => {
  const n = 30;
  const of = (x: NDArray): NDArray => inDtype(x, dtype);
  const g = of(fromFunction([n, n], uniform(n, n, 5)) as NDArray);
  const all: Readonly<Record<string, NDArray>> = {
    ...Object.fromEntries(Object.entries(structured(n)).map(([kind, x]) => [kind, of(x)])),
    positiveDefinite: hermitian(add(matmul(g, adjoint(g)), eye(n, { dtype }))),
    symmetricIndefinite: hermitian(g),
  };

  it.each(Object.keys(all))("finds %s, and solves, inverts and reconstructs with ratios < 30", (kind) => {
    const a = all[kind];
    const f = factorize(a);
    expect(f.kind).toBe(kind);
    expect(reconstructionRatio(a, f.reconstruct())).toBeLessThan(THRESHOLD);
    const b = of(fromFunction([n, 2], uniform(n, 2, 6)) as NDArray);
    const x: NDArray = f.solve(b);
    expect(x.dtype).toBe(dtype);
    expect(residualRatio(a, x, b)).toBeLessThan(THRESHOLD);
    expect(residualRatio(a, f.inverse(), eye(n, { dtype }))).toBeLessThan(THRESHOLD);
  });

  it.each(Object.keys(all))("agrees with LU about determinant, logarithm, rank and condition of %s", (kind) => {
    const a = all[kind];
    const f = factorize(a);
    const condition = norm1(a) * norm1(inv(a));
    const tolerance = THRESHOLD * n * condition * (dtype.endsWith("32") || dtype === "complex64" ? 2 ** -23 : 2 ** -52);
    const { logAbsDet } = slogdet(a);
    expect(Math.abs(Number(sub(f.logAbsDet(), logAbsDet).item()))).toBeLessThan(tolerance);
    expect(f.det().dtype).toBe(dtype);
    expect(norm1(sub(f.det(), det(a)).reshape([1, 1]))).toBeLessThanOrEqual(
      tolerance * norm1((det(a) as NDArray).reshape([1, 1])),
    );
    expect(f.rank().item()).toBe(n);
    const estimate = Number(f.cond().item());
    expect(estimate).toBeGreaterThan(condition / 10);
    expect(estimate).toBeLessThan(condition * (1 + tolerance));
  });
});

describe("factorize", () => {
  it("gives a batch the kind that all its matrices have", () => {
    const lower = array([
      [1, 0],
      [2, 3],
    ]);
    const kindOf = (...xs: NDArray[]): string => factorize(stack(xs) as NDArray).kind;
    expect(kindOf(eye(2), eye(2))).toBe("diagonal");
    expect(kindOf(eye(2), lower)).toBe("lowerTriangular");
    expect(kindOf(lower, lower.T)).toBe("general");
    const definite: NDArray = add(eye(2), ones([2, 2]));
    expect(kindOf(definite, mul(eye(2), 3))).toBe("positiveDefinite");
    expect(kindOf(definite, ones([2, 2]), mul(definite, 2))).toBe("symmetricIndefinite");
    const f = factorize(stack([eye(2), lower]) as NDArray);
    expect(f.solve(array([1, 5])).toArray()).toEqual([
      [1, 5],
      [1, 1],
    ]);
    expect(f.det().toArray()).toEqual([1, 3]);
  });

  it("takes zeros and symmetry exactly", () => {
    const almost = array([
      [2, 1],
      [1 + 2 ** -52, 2],
    ]);
    expect(factorize(almost).kind).toBe("general");
    expect(factorize(zeros([3, 3])).kind).toBe("diagonal");
    expect(factorize(fromFunction([20, 20], (i, j) => Number(Math.abs(i - j) <= 1)) as NDArray).kind).toBe("banded");
    expect(factorize(fromFunction([12, 12], (i, j) => Number(Math.abs(i - j) <= 1)) as NDArray).kind).toBe(
      "symmetricIndefinite",
    );
  });

  it("differentiates by a general A whatever its kind", () => {
    for (const a of Object.values(structured(20))) {
      const all = (x: NDArray): NDArray[] => {
        const f = factorize(x);
        return [f.solve(ones([20]) as NDArray), f.inverse(), f.logAbsDet(), mul(f.det(), 1e6), f.reconstruct()];
      };
      checkVjp(all, a);
      checkJvp(all, a);
    }
  });

  it("has factors of singular matrices, and says so when it must solve", () => {
    for (const a of [
      zeros([2, 2]),
      array([
        [1, 1],
        [0, 0],
      ]),
      ones([2, 2]),
      array([
        [1, 2],
        [2, 4.5],
      ]).mul(0),
    ] as NDArray[]) {
      expect(factorize(a).det().item()).toBe(0);
      expect(factorize(a).logAbsDet().item()).toBe(-Infinity);
      expect(factorize(a).cond().item()).toBe(Infinity);
      expect(() => factorize(a).solve(ones([2]) as NDArray)).toThrow(SingularMatrixError);
    }
    expect(() => factorize(ones([2, 2])).inverse()).toThrow(
      "inverse: a must be nonsingular; got pivot 0 at index 1. Use lstsq or pinv for the solution of least norm.",
    );
  });

  it("answers for empty matrices", () => {
    expect(
      factorize(zeros([0, 0]))
        .det()
        .item(),
    ).toBe(1);
    expect(factorize(zeros([0, 0])).solve(zeros([0])).shape).toEqual([0]);
    expect(factorize(zeros([0, 2, 2])).logAbsDet().shape).toEqual([0]);
  });

  it.each([
    [() => factorize(ones([2, 3]) as NDArray), ShapeError, "factorize: the last two axes must be equal; got a [2, 3]."],
    [
      () => factorize(array([[Infinity]])),
      ValueError,
      "factorize: a must be finite; got Infinity at index [0, 0]. Remove or impute such entries.",
    ],
    [
      () => factorize(array([[true]])),
      DTypeError,
      'factorize: a must be real or complex numbers; got a bool. Convert it first: x.astype("float64").',
    ],
    [
      () => factorize(eye(3)).solve(ones([4]) as NDArray),
      ShapeError,
      "solve: rows 3 of a and 4 of b differ; got a [3, 3] and b [4].",
    ],
  ] as const)("refuses what it cannot factor, in full sentences (%#)", (call, kind, message) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});

function hermitian(x: NDArray): NDArray {
  return mul(add(x, adjoint(x)), 0.5);
}
