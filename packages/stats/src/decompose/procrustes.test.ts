import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  ValueError,
  abs,
  add,
  array,
  eye,
  matmul,
  max,
  mean,
  mul,
  ones,
  random,
  square,
  sub,
  sum,
  zeros,
} from "@linnet/core";
import { alignPoints, det, polar } from "@linnet/linalg";
import { procrustes } from "./procrustes.js";

const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();
const difference = (a: NDArray, b: NDArray): number => largest(sub(a, b) as NDArray);
const spread = (x: NDArray): number => sum(square(sub(x, mean(x, { axis: 0 })) as NDArray)).item();
const runs = { numRuns: 25 };
const cases = fc.record({
  n: fc.integer({ min: 2, max: 20 }),
  p: fc.integer({ min: 1, max: 5 }),
  seed: fc.nat(1000),
  scale: fc.boolean(),
  reflection: fc.boolean(),
});

/** Of SciPy 1.17.1, scipy.spatial.procrustes. */
const scipy = {
  a: array([
    [0, 0],
    [1, 0],
    [0, 2],
    [3, 1],
  ]),
  b: array([
    [1, 1],
    [2, 0],
    [4, 3],
    [0, -2],
  ]),
  disparity: 0.3599343185550081,
};

describe("procrustes", () => {
  it("moves b by a rotation, one scale and a translation, and no other does better", () => {
    fc.assert(
      fc.property(cases, ({ n, p, seed, scale, reflection }) => {
        const rng = random(seed);
        const [a, b]: NDArray[] = [rng.normal([n, p]), rng.normal([n, p])];
        const fit = procrustes(a, b, { scale, reflection });
        const R: NDArray = fit.rotation;
        const bound = 30 * n * p * Number.EPSILON * (1 + largest(a));
        expect(difference(matmul(R, R.T as NDArray) as NDArray, eye(p))).toBeLessThanOrEqual(bound);
        if (!reflection) expect(det(R).item()).toBeGreaterThan(0);
        if (!scale) expect(fit.scale.item()).toBe(1);
        const place = (rotation: NDArray, factor: number): NDArray =>
          add(mul(matmul(b, rotation.T as NDArray) as NDArray, factor), fit.translation as NDArray);
        expect(difference(place(R, fit.scale.item()), fit.aligned)).toBeLessThanOrEqual(bound);
        const error = sum(square(sub(a, fit.aligned) as NDArray)).item();
        expect(Math.abs(error / spread(a) - fit.disparity.item())).toBeLessThanOrEqual(bound);
        const nudged = polar(add(R, mul(rng.normal([p, p]), 1e-2)) as NDArray).U as NDArray;
        const factor = fit.scale.item() * (scale ? 1.01 : 1);
        const rotated = sub(a, place(nudged, factor)) as NDArray;
        expect(spread(rotated)).toBeGreaterThanOrEqual(error - bound * spread(a));
      }),
      runs,
    );
  });

  it("undoes any similarity exactly, mirrored ones where reflections are allowed", () => {
    fc.assert(
      fc.property(cases, ({ n, p, seed }) => {
        const rng = random(seed);
        const a: NDArray = rng.normal([n, p]);
        const turn = polar(rng.normal([p, p])).U as NDArray;
        const b = add(mul(matmul(a, turn) as NDArray, 3), rng.normal([p])) as NDArray;
        const fit = procrustes(a, b);
        const bound = 100 * n * p * Number.EPSILON;
        expect(fit.disparity.item()).toBeLessThanOrEqual(bound ** 2);
        expect(Math.abs(fit.scale.item() - 1 / 3)).toBeLessThanOrEqual(bound);
      }),
      runs,
    );
    const mirrored = array([
      [0, 0],
      [1, 0],
      [0, 2],
    ]);
    const flipped = mul(mirrored, array([-1, 1])) as NDArray;
    expect(procrustes(mirrored, flipped).disparity.item()).toBeLessThanOrEqual(1e-30);
    expect(procrustes(mirrored, flipped, { reflection: false }).disparity.item()).toBeGreaterThan(0.1);
  });

  it("has the disparity of SciPy, and the same one with a and b exchanged", () => {
    const { a, b, disparity } = scipy;
    expect(Math.abs(procrustes(a, b).disparity.item() - disparity)).toBeLessThanOrEqual(1e-15);
    expect(Math.abs(procrustes(b, a).disparity.item() - disparity)).toBeLessThanOrEqual(1e-15);
  });

  it("is alignPoints in space without reflections", () => {
    const rng = random(9);
    const [a, b]: NDArray[] = [rng.normal([8, 3]), rng.normal([8, 3])];
    for (const scale of [true, false]) {
      const [ours, theirs] = [procrustes(a, b, { scale, reflection: false }), alignPoints(b, a, { scale })];
      expect(difference(ours.rotation, theirs.rotation)).toBeLessThanOrEqual(1e3 * Number.EPSILON);
      expect(difference(ours.translation, theirs.translation)).toBeLessThanOrEqual(1e3 * Number.EPSILON);
      expect(Math.abs(ours.scale.item() - theirs.scale.item())).toBeLessThanOrEqual(1e3 * Number.EPSILON);
    }
  });

  it("keeps float32, and takes views, integers and points on a line", () => {
    const { a, b } = scipy;
    expect(procrustes(a.astype("float32"), b.astype("float32")).aligned.dtype).toBe("float32");
    expect(procrustes(a.astype("int32"), b.astype("int32")).disparity.item()).toBe(procrustes(a, b).disparity.item());
    const view = a.T.T.slice("::-1") as NDArray;
    expect(difference(procrustes(view, b.slice("::-1") as NDArray).rotation, procrustes(a, b).rotation)).toBeLessThan(
      1e-14,
    );
    const line = array([
      [0, 0],
      [1, 1],
      [3, 3],
    ]);
    expect(procrustes(line, line).disparity.item()).toBeLessThanOrEqual(1e-30);
  });

  it("refuses other shapes, and points that are all one", () => {
    const x: NDArray = random(1).normal([4, 2]);
    expect(() => procrustes(x, zeros([3, 2]) as NDArray)).toThrow(ValueError);
    expect(() => procrustes(x, x.slice("1:") as NDArray)).toThrow(ShapeError);
    expect(() => procrustes(x, x.slice("1:") as NDArray)).toThrow(
      "procrustes: a and b must have the same shape; got a [4, 2] and b [3, 2].",
    );
    expect(() => procrustes(zeros([3]) as NDArray, x)).toThrow(
      "procrustes: a must be a matrix of points, one a row; got a [3].",
    );
    expect(() => procrustes(x, mul(ones([4, 2]), 0.1) as NDArray)).toThrow(
      "procrustes: points of b must differ; got 4 times the same.",
    );
    expect(() => procrustes(mul(x, Number.NaN) as NDArray, x)).toThrow("procrustes: a must be finite; got NaN");
  });
});
