import { type NDArray, add, adjoint, eye, matmul, mul, ones, stack, zeros } from "@linnet/core";
import { checkVjp } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { cholesky } from "../cholesky/cholesky.js";
import { inv } from "../lu/inv.js";
import { lu } from "../lu/lu.js";
import { gallery, inDtype, norm1 } from "../testing.js";

const dtypes = ["float64", "float32", "complex128", "complex64"] as const;
const wellConditioned = ["random", "identity", "diagonal", "repeated", "Grcar", "permutation", "tiny", "huge"];
const families = gallery.filter(({ name }) => wellConditioned.includes(name));

describe.each(dtypes)("cond from factors in %s", (dtype) => {
  it("of lu is between a third of ‖A‖₁·‖A⁻¹‖₁ and all of it, by either pivoting", () => {
    for (const { build } of families) {
      for (const n of [1, 2, 6, 30]) {
        const a = inDtype(build(n, n), dtype);
        const exact = norm1(a) * norm1(inv(a));
        for (const pivoting of ["partial", "full"] as const) {
          const estimate = lu(a, { pivoting }).cond();
          expect(estimate.type.kind).toBe("float");
          expect(estimate.item()).toBeLessThanOrEqual(exact * 1.001);
          expect(3 * estimate.item()).toBeGreaterThanOrEqual(exact * 0.999);
        }
      }
    }
  });

  it("of cholesky is as well", () => {
    for (const { build } of families.filter(({ name }) => name !== "tiny" && name !== "huge")) {
      for (const n of [1, 2, 6, 30]) {
        const g = inDtype(build(n, n), dtype);
        const a: NDArray = add(matmul(g, adjoint(g)), eye(n, { dtype }));
        const exact = norm1(a) * norm1(inv(a));
        const estimate = cholesky(a).cond().item();
        expect(estimate).toBeLessThanOrEqual(exact * 1.01);
        expect(3 * estimate).toBeGreaterThanOrEqual(exact * 0.99);
      }
    }
  });
});

describe("cond from factors", () => {
  it("is Infinity for a singular matrix, 1 for an empty one, one number for each of a batch", () => {
    expect(
      lu(stack([ones([2, 2]), eye(2)]) as NDArray)
        .cond()
        .toArray(),
    ).toEqual([Infinity, 1]);
    expect(
      lu(zeros([0, 0]))
        .cond()
        .item(),
    ).toBe(1);
    expect(
      cholesky(stack([mul(eye(3), 1e-200), mul(eye(3), 1e200)]) as NDArray)
        .cond()
        .toArray(),
    ).toEqual([1, 1]);
    expect(
      cholesky(zeros([2, 0, 0]))
        .cond()
        .toArray(),
    ).toEqual([1, 1]);
    expect(
      cholesky(stack([eye(3), eye(3)]) as NDArray)
        .rank()
        .toArray(),
    ).toEqual([3, 3]);
  });

  it("is a constant to differentiation", () => {
    const a: NDArray = gallery[0].build(3, 3);
    checkVjp((x) => mul(lu(x).cond(), 0), a);
  });

  it("refuses rectangular matrices", () => {
    const wide: NDArray = ones([2, 3]);
    expect(() => lu(wide).cond()).toThrow("cond: the last two axes must be equal; got a [2, 3].");
  });
});
