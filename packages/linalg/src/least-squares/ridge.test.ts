import { describe, expect, it } from "vitest";
import { type NDArray, add, array, astype, eye, matmul, mul, ones, stack, sub, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { adjoint } from "../operand/adjoint.js";
import { epsilonOf } from "../operand/epsilon.js";
import { SingularMatrixError } from "../errors.js";
import { lstsq } from "./lstsq.js";
import { ridge } from "./ridge.js";
import { THRESHOLD, gallery, inDtype, inexactTypes, norm1 } from "../testing.js";

const random = gallery[0];

describe("ridge", () => {
  it.each(inexactTypes)("fulfils (AᴴA + λI)·x = Aᴴb to 30·(m + n)·ε·(‖A‖² + λ)·‖x‖, %s", (dtype) => {
    for (const [m, n] of [
      [8, 3],
      [3, 8],
      [5, 5],
    ] as const) {
      for (const lambda of [1e-3, 1, 100]) {
        const a = inDtype(random.build(m, n), dtype);
        const b = inDtype(random.build(m, 2), dtype);
        const double = a.type.kind === "complex" ? "complex128" : "float64";
        const x: NDArray = astype(ridge(a, b, lambda) as NDArray, double);
        const [A, B]: NDArray[] = [astype(a, double), astype(b, double)];
        const normal: NDArray = add(matmul(adjoint(A), matmul(A, x)), mul(x, lambda));
        const size = (norm1(A) * norm1(adjoint(A)) + lambda) * norm1(x) + norm1(adjoint(A)) * norm1(B);
        expect(norm1(sub(normal, matmul(adjoint(A), B)))).toBeLessThanOrEqual(
          THRESHOLD * (m + n) * epsilonOf(a.type) * size,
        );
      }
    }
  });

  it("shrinks, takes vectors, batches and empty systems, and is least squares for λ = 0", () => {
    expect(ridge(eye(2), array([2, 4]), 1).toArray()).toEqual([1, 2].map((v) => expect.closeTo(v, 14)));
    const [a, b]: NDArray[] = [random.build(6, 3), random.build(6, 1)];
    const plain = lstsq(a, b).x.toTypedArray();
    ridge(a, b, 0)
      .toTypedArray()
      .forEach((v, i) => expect(Math.abs(v - plain[i])).toBeLessThan(1e-13));
    const wide: NDArray = random.build(3, 6);
    const least = lstsq(wide, random.build(3, 1) as NDArray).x.toTypedArray();
    ridge(wide, random.build(3, 1) as NDArray, 0)
      .toTypedArray()
      .forEach((v, i) => expect(Math.abs(v - least[i])).toBeLessThan(1e-13));
    const both = ridge(stack([eye(2), mul(eye(2), 2)]) as NDArray, array([2, 4]) as NDArray, 0);
    expect(both.toArray()).toEqual([
      [2, 4],
      [1, 2],
    ]);
    expect(ridge(zeros([0, 2]), zeros([0]), 1).toArray()).toEqual([0, 0]);
  });

  it("vjp and jvp agree with differences, real and complex", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      for (const [m, n] of [
        [5, 3],
        [3, 5],
      ] as const) {
        const xs = [inDtype(random.build(m, n), dtype), inDtype(random.build(m, 2), dtype)];
        checkVjp((a, b) => ridge(a, b, 0.3), xs);
        checkJvp((a, b) => ridge(a, b, 0.3), xs);
      }
    }
  });

  it("refuses a λ that is none, rows that differ, NaN, and λ = 0 at deficient rank", () => {
    const [a, b]: NDArray[] = [ones([3, 2]), ones([3])];
    expect(() => ridge(a, b, -1)).toThrow("ridge: lambda must be finite and ≥ 0; got -1.");
    expect(() => ridge(a, b, Infinity)).toThrow("ridge: lambda must be finite and ≥ 0; got Infinity.");
    expect(() => ridge(a, ones([2]) as NDArray, 1)).toThrow(
      "ridge: rows 3 of a and 2 of b differ; got a [3, 2] and b [2].",
    );
    expect(() => ridge(mul(a, NaN), b, 1)).toThrow(
      "ridge: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => ridge(a, mul(b, NaN), 1)).toThrow(
      "ridge: b must be finite; got NaN at index [0]. Remove or impute such entries.",
    );
    expect(() => ridge(zeros([3, 2]), b, 0)).toThrow(SingularMatrixError);
  });
});
