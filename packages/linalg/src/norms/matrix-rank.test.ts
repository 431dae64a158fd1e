import { describe, expect, it } from "vitest";
import { type NDArray, array, complex, eye, matmul, mul, ones, slice, stack, zeros } from "@linnet/core";
import { matrixRank } from "./matrix-rank.js";
import { gallery, inDtype, inexactTypes } from "../testing.js";

describe("matrixRank", () => {
  it("counts the singular values above max(m, n)·ε·s₁", () => {
    for (const dtype of inexactTypes) {
      for (const [name, rank] of [
        ["zero", 0],
        ["identity", 7],
        ["random", 7],
        ["permutation", 7],
      ] as const) {
        const { build } = gallery.find((family) => family.name === name) ?? gallery[0];
        expect(matrixRank(inDtype(build(10, 7), dtype)).item(), `${name} in ${dtype}`).toBe(rank);
      }
    }
    const half = gallery.find(({ name }) => name === "rank deficient");
    expect(matrixRank((half ?? gallery[0]).build(10, 8)).item()).toBe(4);
    expect(matrixRank(ones([3, 5])).item()).toBe(1);
    expect(matrixRank(mul(eye(4), 1e-300)).item()).toBe(4);
  });

  it.each(["complex64", "complex128"] as const)("of %s counts the factors of a product", (dtype) => {
    const z = inDtype(gallery[0].build(9, 9), dtype);
    for (const k of [0, 1, 4, 9]) {
      const product = matmul(slice(z, ":", `0:${k}`), slice(z, `0:${k}`, ":")) as NDArray;
      expect(matrixRank(product).item()).toBe(k);
    }
    const dependent = complex(
      array([
        [1, 0],
        [0, 1],
      ]),
      array([
        [0, 1],
        [-1, 0],
      ]),
    ) as NDArray; // the second row is −i times the first
    expect(matrixRank(dependent).item()).toBe(1);
  });

  it("is 0 for zero and empty matrices, one number per matrix, int32", () => {
    expect(matrixRank(zeros([3, 3])).item()).toBe(0);
    expect(matrixRank(zeros([0, 3])).item()).toBe(0);
    const ranks = matrixRank(stack([eye(2), ones([2, 2])]) as NDArray);
    expect(ranks.toArray()).toEqual([2, 1]);
    expect(ranks.dtype).toBe("int32");
  });

  it("takes another cut-off", () => {
    expect(
      matrixRank(
        array([
          [1, 0],
          [0, 1e-3],
        ]),
        { rtol: 1e-2 },
      ).item(),
    ).toBe(1);
    expect(() => matrixRank(eye(2), { rtol: 2 })).toThrow("matrixRank: rtol must lie in [0, 1]; got 2.");
  });

  it("refuses vectors and NaN", () => {
    const vector: NDArray = ones([3]);
    expect(() => matrixRank(vector)).toThrow("matrixRank: a must have at least two axes; got a [3].");
    expect(() => matrixRank(array([[NaN]]))).toThrow(
      "matrixRank: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
  });
});
