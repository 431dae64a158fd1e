import { describe, expect, it } from "vitest";
import { type NDArray, array, complex, eye, mul, ones, stack, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { SingularMatrixError } from "../errors.js";
import { inv } from "./inv.js";
import { THRESHOLD, gallery, inDtype, residualRatio } from "../testing.js";

const random = gallery[0];

describe("inv", () => {
  it.each(["float64", "float32", "complex128", "complex64"] as const)(
    "leaves ‖A·X − I‖ below 30·n·ε·‖A‖·‖X‖ in %s",
    (dtype) => {
      for (const { name, build } of gallery) {
        for (const n of [1, 2, 3, 5, 10, 50, 100]) {
          const a = inDtype(build(n, n), dtype);
          const x = invertedUnlessSingular(a);
          if (x === null || !x.toTypedArray().every(Number.isFinite)) continue;
          expect(residualRatio(a, x, eye(n)), `${name} ${n}`).toBeLessThan(THRESHOLD);
        }
      }
    },
  );

  it("inverts 1e-16·I, whose determinant underflows", () => {
    const x = inv(mul(eye(40), 1e-16));
    expect(x.toArray()).toEqual(mul(eye(40), 1 / 1e-16).toArray());
  });

  it("permutes exactly", () => {
    const p = array([
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ]);
    expect(inv(p).toArray()).toEqual([
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
    ]);
  });

  it("is batched over leading axes as a loop is, and keeps float32", () => {
    const parts = [random.build(5, 5), random.build(5, 5).mul(-2)];
    parts.forEach((part, i) =>
      expect(
        inv(stack(parts) as NDArray)
          .at(i)
          .toArray(),
      ).toEqual(inv(part).toArray()),
    );
    expect(inv(ones([1, 1], { dtype: "float32" })).dtype).toBe("float32");
  });

  it("answers for empty matrices", () => {
    expect(inv(zeros([0, 0])).shape).toEqual([0, 0]);
    expect(inv(zeros([3, 0, 0])).shape).toEqual([3, 0, 0]);
  });

  it("vjp and jvp agree with differences", () => {
    checkVjp((x) => inv(x), random.build(4, 4));
    checkJvp((x) => inv(x), random.build(4, 4));
    checkVjp((x) => inv(x), inDtype(random.build(3, 3), "complex128"));
    checkJvp((x) => inv(x), inDtype(random.build(3, 3), "complex128"));
  });

  it("refuses singular and rectangular matrices, and NaN", () => {
    const singular: NDArray = stack([eye(2), ones([2, 2])]);
    expect(() => inv(singular)).toThrow(SingularMatrixError);
    expect(() => inv(singular)).toThrow(
      "inv: a must be nonsingular; got pivot 0 at index 1 of matrix [1]. Use pinv for the pseudoinverse.",
    );
    const wide: NDArray = ones([2, 3]);
    expect(() => inv(wide)).toThrow("inv: the last two axes must be equal; got a [2, 3].");
    expect(() => inv(array([[NaN]]))).toThrow(
      "inv: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => inv(complex(eye(2), mul(eye(2), -Infinity)) as NDArray)).toThrow(
      "inv: a must be finite; got 1-Infinityj at index [0, 0]. Remove or impute such entries.",
    );
  });
});

function invertedUnlessSingular(a: NDArray): NDArray | null {
  try {
    return inv(a);
  } catch (error) {
    if (error instanceof SingularMatrixError) return null;
    throw error;
  }
}
