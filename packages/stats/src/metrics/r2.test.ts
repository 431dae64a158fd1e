import { type NDArray, ShapeError, ValueError, array, full, mean, random, stack } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { r2 } from "./r2.js";

describe("r2", () => {
  const t = random(1).normal([50]) as NDArray;

  it("is 1 for the target itself, 0 for its mean, and the mean over several outputs", () => {
    expect(r2(t, t)).toBe(1);
    expect(Math.abs(r2(full([50], mean(t).item()), t))).toBeLessThanOrEqual(64 * Number.EPSILON);
    const half = t.mul(0.5) as NDArray;
    const outputs = r2(stack([t, half], { axis: 1 }), stack([t, t], { axis: 1 }));
    expect(Math.abs(outputs - (1 + r2(half, t)) / 2)).toBeLessThanOrEqual(8 * Number.EPSILON);
  });

  it("is the squared correlation of a least-squares line", () => {
    // y = 1, 2, 2, 4 at x = 0, 1, 2, 3: the line 0.9 + 0.9·x, residuals 0.1, 0.2, −0.7, 0.4, and 4.75 around the mean.
    expect(r2(array([0.9, 1.8, 2.7, 3.6]) as NDArray, array([1, 2, 2, 4]) as NDArray)).toBeCloseTo(1 - 0.7 / 4.75, 14);
  });

  it("loses nothing to a large mean", () => {
    const [y, moved] = [t.mul(0.5).add(2 ** 20), t.add(2 ** 20)];
    expect(Math.abs(r2(y, moved) - r2(y.sub(2 ** 20), moved.sub(2 ** 20)))).toBeLessThanOrEqual(64 * Number.EPSILON);
  });

  it("refuses a target that does not vary, and shapes that differ", () => {
    expect(() => r2(t, full([50], 2))).toThrow(ValueError);
    expect(() => r2(t, full([50], 2))).toThrow("r2: target must vary; got 2 throughout.");
    expect(() => r2(array([1]) as NDArray, array([1]) as NDArray)).toThrow(ShapeError);
    expect(() => r2(t, array([1, 2]) as NDArray)).toThrow(
      "r2: prediction and target must be [n] or [n, outputs] alike, n ≥ 2; got prediction [50] and target [2].",
    );
  });
});
