import { type NDArray, array, concat, linspace, mul, neg, zeros } from "@linnet/core";
import { checkJvp, checkVjp, floatArrays, toBeCloseToArray } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vectorNorm } from "../norms/vector-norm.js";
import fixtures from "./fixtures/rotations.json" with { type: "json" };
import { quaternionExp, quaternionLog, slerp } from "./quaternion-exponential.js";
import { quaternionMultiply } from "./quaternion-product.js";
import { angularDistance } from "./rotation-between.js";
import { rotationFromQuaternion } from "./rotation-quaternion.js";

expect.extend({ toBeCloseToArray });

const EPSILON = Number.EPSILON;
const runs = { numRuns: 20 };
const quaternions = floatArrays({ shape: [5, 4], low: 0.1, high: 2 }).map(
  (q): NDArray => mul(q, array([-1, 1, -1, 1])) as NDArray,
);

describe("quaternionExp", () => {
  it("of half a rotation vector is the rotation, at hard angles, against 50 digits", () => {
    for (const { v, q } of fixtures.rotations) {
      const theta = Math.hypot(...v);
      const got: NDArray = quaternionExp(array([0, ...v.map((x) => x / 2)]) as NDArray);
      expect(got).toBeCloseToArray(q, { atol: (4 + theta) * EPSILON });
    }
  });

  it("is eʷ for real numbers, and refuses what overflows", () => {
    expect(quaternionExp(array([1, 0, 0, 0])).toArray()).toEqual([Math.E, 0, 0, 0]);
    expect(() => quaternionExp(array([710, 0, 0, 0]))).toThrow("quaternionExp: exp(w) must be finite; got Infinity");
    expect(() => quaternionExp(array([0, 1e20, 0, 0]))).toThrow("quaternionExp: q must hold angles below 1/ε");
    expect(() => quaternionExp(zeros([3]) as NDArray)).toThrow("quaternionExp: q must have shape […, 4]; got q [3].");
  });
});

describe("quaternionLog", () => {
  it("undoes quaternionExp, of vectors shorter than π, beside 0 and π too", () => {
    const logs = array([
      [0.3, 0, 0, 0],
      [-2, 1e-300, 0, 0],
      [0.1, 1e-9, 1e-8, -1e-9],
      [1, 0.4, -0.5, 0.6],
      [0, 0, 3, 0],
      [0.5, 0, 0, 3.1415926],
      [0, 0, Math.PI - 1e-12, 0],
    ]) as NDArray;
    // e^w scales the error of the exponential to a relative one, so that the angle errs by a few ε
    expect(quaternionLog(quaternionExp(logs) as NDArray)).toBeCloseToArray(logs, { atol: 16 * EPSILON });
  });

  it("is undone by quaternionExp, whatever the length", () => {
    fc.assert(
      fc.property(quaternions, fc.constantFrom(1, 2 ** 600, 2 ** -600), (q, size) => {
        const given = mul(q, size) as NDArray;
        // |log ‖q‖| ≤ 417 here, whose rounding the exponential makes a relative error
        expect(quaternionExp(quaternionLog(given) as NDArray)).toBeCloseToArray(given, {
          atol: 512 * 4 * EPSILON * size,
        });
      }),
      runs,
    );
  });

  it("has all derivatives, at real numbers and beside negative ones", () => {
    for (const q of [
      [1, 0, 0, 0],
      [2, 1e-9, 0, 0],
      [-1, 0.2, 0.1, 0],
      [0, 1, 2, 3],
    ]) {
      checkVjp((x) => quaternionLog(x), array(q) as NDArray);
      checkJvp((x) => quaternionLog(x), array(q) as NDArray);
      checkVjp((x) => quaternionExp(x), array(q) as NDArray);
    }
  });

  it("refuses zero and negative real numbers, whose logarithm has no direction", () => {
    expect(() => quaternionLog(zeros([4]))).toThrow("quaternionLog: q must not be zero, which has no direction");
    expect(() =>
      quaternionLog(
        array([
          [1, 0, 0, 0],
          [-2, 0, 0, 0],
        ]),
      ),
    ).toThrow(
      "quaternionLog: q must not be a negative real number, whose logarithm has no direction; got -2 at index [1]. " +
        "As a rotation, −q is the same as q.",
    );
  });
});

describe("slerp", () => {
  it("starts at p and ends at q or −q, of length 1", () => {
    fc.assert(
      fc.property(quaternions, quaternions, (p, q) => {
        const ends = [p, q].map((x) => x.div(vectorNorm(x, { axis: -1, keepDims: true }) as NDArray) as NDArray);
        expect(slerp(p, q, 0)).toBeCloseToArray(ends[0], { atol: 8 * EPSILON });
        const [start, end]: NDArray[] = [rotationFromQuaternion(slerp(p, q, 1) as NDArray), rotationFromQuaternion(q)];
        expect(start).toBeCloseToArray(end, { atol: 32 * EPSILON });
        const lengths = vectorNorm(slerp(p, neg(q) as NDArray, 0.3), { axis: -1 });
        expect(lengths).toBeCloseToArray([1, 1, 1, 1, 1], { atol: 16 * EPSILON });
      }),
      runs,
    );
  });

  it("turns at constant speed by the shorter way: the angle from p is t·θ, θ ≤ π", () => {
    fc.assert(
      fc.property(quaternions, quaternions, (p, q) => {
        const [a, b] = [p.at(0), q.at(0)] as NDArray[];
        const times = linspace(0, 1, 6);
        const path: NDArray = rotationFromQuaternion(slerp(a, b, times) as NDArray);
        const start: NDArray = rotationFromQuaternion(a);
        const whole = angularDistance(start, rotationFromQuaternion(b) as NDArray).item();
        expect(whole).toBeLessThanOrEqual(Math.PI);
        expect(angularDistance(start, path)).toBeCloseToArray(mul(times, whole) as NDArray, { atol: 64 * EPSILON });
      }),
      runs,
    );
  });

  it("is right between equal, nearly equal, nearly opposite and opposite quaternions", () => {
    const p = array([0.6, 0, 0.8, 0]) as NDArray;
    for (const gap of [0, 1e-300, 1e-17, 1e-9, 1e-4]) {
      const turn = array([1, gap, 0, 0]) as NDArray; // a rotation by 2·gap, and what it is a square of
      const q: NDArray = quaternionMultiply(p, turn);
      const half: NDArray = quaternionMultiply(p, array([1, gap / 2, 0, 0]) as NDArray);
      const tolerance = { atol: 8 * EPSILON + gap ** 2 };
      expect(slerp(p, q, 0.5)).toBeCloseToArray(half, tolerance);
      expect(slerp(p, neg(q) as NDArray, 0.5)).toBeCloseToArray(half, tolerance);
    }
  });

  it("has derivatives in all three, at equal rotations too", () => {
    const [p, q] = [array([0.9, 0.1, -0.3, 0.2]), array([0.5, 0.8, 0.3, -0.4])] as NDArray[];
    const f = (a: NDArray, b: NDArray, t: NDArray): NDArray => slerp(a, b, t);
    checkVjp(f, [p, q, array(0.3)]);
    checkJvp(f, [p, q, array(0.3)]);
    checkVjp(f, [p, mul(p, 2) as NDArray, array(0.3)]);
  });

  it("broadcasts, and refuses zeros and shapes that do not fit", () => {
    const [p, q]: NDArray[] = [
      array([1, 0, 0, 0]),
      array([
        [0, 1, 0, 0],
        [0, 0, 1, 0],
      ]),
    ];
    expect(slerp(p, q, 0.5).shape).toEqual([2, 4]);
    expect(slerp(p, q, zeros([5, 1])).shape).toEqual([5, 2, 4]);
    expect(slerp(p.astype("float32"), p.astype("float32"), 0.5).dtype).toBe("float32");
    expect(() => slerp(p, q, zeros([3]) as NDArray)).toThrow("slerp: dimensions 2 and 3 do not broadcast");
    expect(() => slerp(zeros([4]), q, 0)).toThrow(
      "slerp: p must not be zero, which has no direction; got a zero vector.",
    );
    expect(() => slerp(p, q, NaN)).toThrow("slerp: t must be finite; got NaN");
    expect(() => slerp(p, concat([q, q], { axis: 1 }) as NDArray, 0)).toThrow(
      "slerp: q must have shape […, 4]; got q [2, 8].",
    );
  });
});
