import { type NDArray, array, eye, matmul, mul } from "@linnet/core";
import { matrixViewOf } from "@linnet/core/extend";
import { describe, expect, it } from "vitest";
import { gallery, inDtype, inexactTypes, norm1 } from "../../testing.js";
import { estimateProductNorm } from "./product-norm.js";

describe.each(inexactTypes)("estimateProductNorm in %s", (dtype) => {
  it("never exceeds ‖A·B‖₁ but by rounding, is a third of it at least, and mostly equal, over the gallery", () => {
    let [all, equal] = [0, 0];
    for (const { name, build } of gallery) {
      if (name === "huge" || name === "tiny") continue; // products of float32 over- and underflow
      for (const n of [2, 5, 50]) {
        const a: NDArray = inDtype(build(n, n), dtype);
        const b: NDArray = a.H;
        const norm = norm1(matmul(a, b));
        const estimate = estimateProductNorm([matrixViewOf(a), matrixViewOf(b)]);
        if (norm === 0) expect(estimate).toBe(0);
        else {
          expect(estimate / norm, `${name} ${n}`).toBeLessThan(1 + 1e-3);
          expect(estimate / norm, `${name} ${n}`).toBeGreaterThan(1 / 3);
        }
        all++;
        if (estimate >= norm * (1 - 1e-3)) equal++;
      }
    }
    expect(equal / all).toBeGreaterThan(0.9);
  });
});

describe("estimateProductNorm", () => {
  it("is Infinity where a product overflows", () => {
    const a = matrixViewOf(
      mul(
        array([
          [1, 1],
          [1, 1],
        ]),
        1e300,
      ),
    );
    expect(estimateProductNorm([a, a])).toBe(Infinity);
    expect(estimateProductNorm([matrixViewOf(eye(3))])).toBe(1);
  });
});
