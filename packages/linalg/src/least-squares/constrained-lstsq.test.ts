import { describe, expect, it } from "vitest";
import { type NDArray, array, concat, eye, matmul, matrixTranspose, mul, ones, sub, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { adjoint } from "../operand/adjoint.js";
import { lstsq } from "./lstsq.js";
import { solve } from "../solve/solve.js";
import { THRESHOLD, gallery, inDtype, inexactTypes, norm1, uniform } from "../testing.js";

const random = gallery[0];

function entries(m: number, n: number, seed: number): NDArray {
  const entry = uniform(m, n, seed);
  return array(
    Float64Array.from({ length: m * n }, (_, at) => entry(Math.floor(at / n), at % n)),
    { shape: [m, n] },
  );
}

describe("lstsq with constraints", () => {
  it.each(inexactTypes)("fulfils C·x = d, and Aᴴ·(A·x − b) lies in the range of Cᴴ, to rounding, %s", (dtype) => {
    for (const [m, n, p] of [
      [8, 5, 2],
      [3, 6, 2],
      [5, 5, 5],
      [4, 4, 0],
    ] as const) {
      const [a, b] = [inDtype(entries(m, n, 11), dtype), inDtype(entries(m, 2, 12), dtype)];
      const [C, d] = [inDtype(entries(p, n, 13), dtype), inDtype(entries(p, 2, 14), dtype)];
      const { x, rank }: { x: NDArray; rank: NDArray } = lstsq(a, b, { constraints: { C, d } });
      const unit = THRESHOLD * n * n * (dtype.endsWith("32") || dtype === "complex64" ? 2 ** -23 : 2 ** -52);
      expect(norm1(sub(matmul(C, x), d))).toBeLessThanOrEqual(unit * (norm1(C) * norm1(x) + norm1(d)));
      const gradient: NDArray = matmul(adjoint(a), sub(matmul(a, x), b));
      const multipliers = p === 0 ? gradient : lstsq(adjoint(C), gradient);
      const left: NDArray = p === 0 ? gradient : sub(gradient, matmul(adjoint(C), (multipliers as { x: NDArray }).x));
      expect(norm1(left)).toBeLessThanOrEqual(unit * norm1(a) * (norm1(a) * norm1(x) + norm1(b)) * 10);
      expect(rank.item()).toBe(Math.min(n, m + p));
    }
  });

  it("solves the equations of Lagrange: [AᵀA Cᵀ; C 0]·[x; λ] = [Aᵀb; d]", () => {
    const [a, b, C, d] = [entries(7, 4, 1), entries(7, 1, 2), entries(2, 4, 3), entries(2, 1, 4)];
    const at: NDArray = matrixTranspose(a);
    const top: NDArray = concat([matmul(at, a), matrixTranspose(C)], { axis: -1 });
    const bottom: NDArray = concat([C, zeros([2, 2])], { axis: -1 });
    const kkt: NDArray = solve(concat([top, bottom]), concat([matmul(at, b), d]));
    const x = lstsq(a, b, { constraints: { C, d } }).x.toTypedArray();
    x.forEach((v, i) => expect(Math.abs(v - kkt.at(i, 0).item())).toBeLessThan(1e-12));
  });

  it("takes vectors, and agrees with the limit of heavy weights", () => {
    const line = array([
      [1, 0],
      [1, 1],
      [1, 2],
    ]) as NDArray;
    // through the first point exactly: x = (0, slope), slope = (1·2 + 2·3)/5
    const constraints = { C: array([[1, 0]]) as NDArray, d: array([0]) as NDArray };
    const { x } = lstsq(line, array([1, 2, 3]) as NDArray, { constraints, method: "svd" });
    expect(x.toArray()).toEqual([expect.closeTo(0, 14), expect.closeTo(1.6, 14)]);
    const heavy = lstsq(concat([line, array([[1, 0]]) as NDArray]), array([1, 2, 3, 0]) as NDArray, {
      weights: array([1, 1, 1, 1e12]) as NDArray,
    });
    heavy.x.toTypedArray().forEach((v: number, i: number) => expect(Math.abs(v - [0, 1.6][i])).toBeLessThan(1e-10));
  });

  it("vjp and jvp by A, b, C and d agree with differences, real and complex", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      const xs = [random.build(6, 4), random.build(6, 2), entries(2, 4, 5), entries(2, 2, 6)].map((x) =>
        inDtype(x, dtype),
      );
      const x = (a: NDArray, b: NDArray, C: NDArray, d: NDArray): NDArray => lstsq(a, b, { constraints: { C, d } }).x;
      checkVjp(x, xs);
      checkJvp(x, xs);
    }
  });

  it("refuses what does not fit, and dependent rows", () => {
    const [a, b]: NDArray[] = [ones([3, 2]), ones([3])];
    const d: NDArray = ones([1]);
    expect(() => lstsq(a, b, { constraints: { C: ones([1, 3]), d } })).toThrow(
      "lstsq: columns 2 of a and 3 of C differ; got a [3, 2] and C [1, 3].",
    );
    expect(() => lstsq(a, b, { constraints: { C: ones([3, 2]), d: ones([3]) } })).toThrow(
      "lstsq: constraints.C must have at most as many rows as columns; got C [3, 2].",
    );
    expect(() => lstsq(a, b, { constraints: { C: ones([1, 2]), d: ones([2]) } })).toThrow(
      "lstsq: rows 1 of C and 2 of d differ; got C [1, 2] and d [2].",
    );
    expect(() => lstsq(a, b, { constraints: { C: ones([1, 2]), d: ones([1, 2]) } })).toThrow(
      "lstsq: columns 1 of b and 2 of d differ; got b [3, 1] and d [1, 2].",
    );
    expect(() => lstsq(a, b, { constraints: { C: ones([2, 2]), d: ones([2]) } })).toThrow(
      "lstsq: the rows of constraints.C must be independent; got 2 rows of rank 1. Drop those that follow from others.",
    );
    expect(() => lstsq(a, b, { constraints: { C: ones([1, 2]), d: mul(d, NaN) } })).toThrow(
      "lstsq: constraints.d must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(lstsq(eye(2), zeros([2]), { constraints: { C: ones([1, 2]), d } }).x.toArray()).toEqual(
      [0.5, 0.5].map((v) => expect.closeTo(v, 14)),
    );
  });
});
