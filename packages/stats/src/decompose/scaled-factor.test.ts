import { describe, expect, it } from "vitest";
import { type NDArray, abs, array, concat, div, expandDims, matmul, max, mul, random, sub, zeros } from "@linnet/core";
import { scaledFactor } from "./scaled-factor.js";

const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();
const products = (x: NDArray): NDArray => matmul(x.T as NDArray, x);

/** Columns that fall off by a thousand each, down to 1e-21. */
function graded(seed: number): NDArray {
  return mul(random(seed).normal([40, 8]), array(Array.from({ length: 8 }, (_, j) => 10 ** (-3 * j))));
}

describe("scaledFactor", () => {
  it("keeps the digits of columns of any scale: |RᵀR − CᵀC|ᵢⱼ ≤ (2·p + 10)·u·dᵢ·dⱼ", () => {
    const G = products(graded(1));
    const R = scaledFactor(G) as NDArray;
    const d = array(Array.from({ length: 8 }, (_, j) => Math.sqrt(G.at(j, j).item())));
    const error = div(div(sub(products(R), G), expandDims(d, 1)) as NDArray, d) as NDArray;
    expect(largest(error)).toBeLessThanOrEqual((2 * 8 + 10) * 2 ** -53);
  });

  it("has zeros for a column of zeros", () => {
    const G = products(concat([graded(2), zeros([40, 1])], { axis: 1 }) as NDArray);
    const R = scaledFactor(G) as NDArray;
    expect(Array.from(R.slice(":", "8:").toTypedArray() as Float64Array)).toEqual(Array.from({ length: 9 }, () => 0));
  });

  it("is null where columns depend on each other, all but depend, or underflow", () => {
    const x = graded(3);
    const twice = (noise: number): NDArray => {
      const near: NDArray = x.slice(":", "0:1").add(random(4).normal([40, 1]).mul(noise)) as NDArray;
      return products(concat([x, near], { axis: 1 }) as NDArray);
    };
    expect(scaledFactor(twice(0))).toBeNull();
    expect(scaledFactor(twice(1e-4))).toBeNull(); // ‖K⁻¹‖ about 10⁸
    expect(scaledFactor(twice(1e-1))).not.toBeNull();
    expect(scaledFactor(products(mul(x, 1e-130) as NDArray))).toBeNull(); // squares of 1e-302
  });
});
