import { type NDArray, add, array, eye, matmul, matrixTranspose, mul, neg, stack, zeros } from "@linnet/core";
import { checkJvp, checkVjp, floatArrays, toBeCloseToArray } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vectorNorm } from "../norms/vector-norm.js";
import fixtures from "./fixtures/rotations.json" with { type: "json" };
import { rigidExp, rigidLog } from "./rigid-exponential.js";
import { homogeneous, rigidInverse, scaling, transformPoints, translation } from "./rigid-transform.js";
import { rotationFromVector } from "./rotation-vector.js";

expect.extend({ toBeCloseToArray });

const EPSILON = Number.EPSILON;
const runs = { numRuns: 20 };
const twists = floatArrays({ shape: [5, 6], low: -1.7, high: 1.7 }).map((x): NDArray => x);
const motions = twists.map((x): NDArray => rigidExp(x) as NDArray);
const points = floatArrays({ shape: [5, 3], low: -3, high: 3 }).map((x): NDArray => x);

describe("homogeneous transforms", () => {
  it("compose by matmul: (S·T)·x = S·(T·x)", () => {
    fc.assert(
      fc.property(motions, motions, points, (S, T, x) => {
        const once = transformPoints(matmul(S, T) as NDArray, x) as NDArray;
        const twice = transformPoints(S, transformPoints(T, x) as NDArray) as NDArray;
        expect(once).toBeCloseToArray(twice, { atol: 64 * 8 * EPSILON });
      }),
      runs,
    );
  });

  it("have their inverse: T⁻¹·T = I", () => {
    fc.assert(
      fc.property(motions, (T) => {
        const product = matmul(rigidInverse(T), T) as NDArray;
        expect(product).toBeCloseToArray(zeros([5, 4, 4]).add(eye(4)), { atol: 64 * EPSILON });
      }),
      runs,
    );
  });

  it("move, turn and stretch points, many by one and many by many", () => {
    const x = array([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(transformPoints(translation(array([1, 0, -1])), x)).toBeCloseToArray([
      [2, 2, 2],
      [5, 5, 5],
    ]);
    expect(transformPoints(scaling(array([2, 1, 0])), x)).toBeCloseToArray([
      [2, 2, 0],
      [8, 5, 0],
    ]);
    const both = stack([translation(array([1, 0, 0])), scaling(array([-1, 1, 1]))]) as NDArray;
    expect(transformPoints(both, x)).toBeCloseToArray([
      [2, 2, 3],
      [-4, 5, 6],
    ]);
    expect(transformPoints(both, array([1, 1, 1]))).toBeCloseToArray([
      [2, 1, 1],
      [-1, 1, 1],
    ]);
    expect(transformPoints(both.reshape([2, 1, 4, 4]), x).shape).toEqual([2, 2, 3]);
    const affine = homogeneous(
      array(
        [
          [1, 2, 0],
          [0, 1, 0],
          [0, 0, 3],
        ],
        { dtype: "float32" },
      ),
      array([1, 1, 1], { dtype: "float32" }),
    );
    expect(affine.dtype).toBe("float32");
    expect(affine).toBeCloseToArray([
      [1, 2, 0, 1],
      [0, 1, 0, 1],
      [0, 0, 3, 1],
      [0, 0, 0, 1],
    ]);
    expect(homogeneous(zeros([2, 1, 3, 3]), zeros([4, 3])).shape).toEqual([2, 4, 4, 4]);
    expect(translation(zeros([0, 3])).shape).toEqual([0, 4, 4]);
  });

  it("vjp agrees with differences", () => {
    const [A, t, x] = [
      array([
        [1, 2, 0],
        [0.5, 1, 0],
        [0, 0, 3],
      ]),
      array([1, -1, 2]),
      array([
        [1, 2, 3],
        [3, 1, 1],
      ]),
    ] as NDArray[];
    checkVjp((a, b, c) => transformPoints(homogeneous(a, b) as NDArray, c), [A, t, x]);
    checkVjp((y) => rigidInverse(rigidExp(y) as NDArray), array([0.1, 0.5, -0.2, 1, 2, 3]) as NDArray);
    checkVjp((s, b) => matmul(scaling(s), translation(b)), [t, t]);
  });

  it("are refused where they are none", () => {
    const projective = eye(4).with([3, 0], 1) as NDArray;
    expect(() => transformPoints(projective, zeros([3]))).toThrow(
      "transformPoints: the last row of T must be [0, 0, 0, 1]; got [1, 0, 0, 1].",
    );
    expect(() => rigidLog(stack([eye(4), projective]) as NDArray)).toThrow(
      "rigidLog: the last row of T must be [0, 0, 0, 1]; got [1, 0, 0, 1] at index [1].",
    );
    expect(() => rigidInverse(scaling(array([2, 1, 1])))).toThrow(
      "rigidInverse: the rotation of T must be a rotation, RᵀR = I to 1.5e-8 and det R = 1; got 3.00 in an entry of |RᵀR − I|.",
    );
    const wrong: NDArray = zeros([3, 3]);
    expect(() => rigidInverse(wrong)).toThrow("rigidInverse: T must have shape […, 4, 4]; got T [3, 3].");
    expect(() => transformPoints(eye(4), zeros([4]) as NDArray)).toThrow(
      "transformPoints: x must have shape […, 3]; got x [4].",
    );
    expect(() => homogeneous(eye(2) as NDArray, zeros([3]))).toThrow(
      "homogeneous: a must have shape […, 3, 3]; got a [2, 2].",
    );
    expect(() => homogeneous(zeros([2, 3, 3]) as NDArray, zeros([3, 3]))).toThrow(
      "homogeneous: dimensions 2 and 3 do not broadcast",
    );
    expect(() => translation(array([0, NaN, 0]))).toThrow("translation: t must be finite; got NaN at index [1].");
    expect(() => scaling(zeros([2]) as NDArray)).toThrow("scaling: s must have shape […, 3]; got s [2].");
    expect(() => rigidExp(zeros([3]) as NDArray)).toThrow("rigidExp: twist must have shape […, 6]; got twist [3].");
  });
});

describe("rigidExp and rigidLog", () => {
  const u = [0.3, -2, 1.5];

  it("move by V·v, at hard angles, to (16 + 4·θ)·ε, against 50 digits", () => {
    for (const { v, R, V } of fixtures.rotations) {
      const T: NDArray = rigidExp(array([...v, ...u]) as NDArray);
      const want = [0, 1, 2].map((i) => V[3 * i] * u[0] + V[3 * i + 1] * u[1] + V[3 * i + 2] * u[2]);
      const tolerance = { atol: (16 + 4 * Math.hypot(...v)) * EPSILON };
      expect(T.slice(":3", 3)).toBeCloseToArray(want, tolerance);
      expect(T.slice(":3", ":3").reshape([9])).toBeCloseToArray(R, tolerance);
    }
  });

  it("undo each other at hard angles, to 64·ε", () => {
    for (const { v } of fixtures.rotations) {
      if (Math.hypot(...v) > 3.1416) continue;
      const twist = array([...v, ...u]) as NDArray;
      const T: NDArray = rigidExp(twist);
      expect(rigidExp(rigidLog(T) as NDArray)).toBeCloseToArray(T, { atol: 64 * EPSILON });
      if (Math.hypot(...v) < 3.1415926) expect(rigidLog(T)).toBeCloseToArray(twist, { atol: 64 * EPSILON });
    }
  });

  it("undo each other, and carry exp(−x) to the inverse", () => {
    fc.assert(
      fc.property(twists, (x) => {
        const omega = x.slice(":", ":3") as NDArray;
        const inside = vectorNorm(omega, { axis: -1, keepDims: true }).less(3) as NDArray;
        const short = mul(x, inside.astype("float64")) as NDArray;
        const T: NDArray = rigidExp(short);
        expect(rigidLog(T)).toBeCloseToArray(short, { atol: 256 * EPSILON });
        expect(rigidExp(neg(short) as NDArray)).toBeCloseToArray(rigidInverse(T), { atol: 64 * EPSILON });
      }),
      runs,
    );
  });

  it("of half a motion twice is the motion", () => {
    fc.assert(
      fc.property(twists, (x) => {
        const half: NDArray = rigidExp(mul(x, 0.5) as NDArray);
        expect(matmul(half, half)).toBeCloseToArray(rigidExp(x), { atol: 64 * EPSILON });
      }),
      runs,
    );
  });

  it("have all derivatives, at no rotation too", () => {
    const log = (x: NDArray): NDArray => rigidLog(rigidExp(x) as NDArray);
    for (const omega of [
      [0, 0, 0],
      [1e-9, 0, 0],
      [0.4, -1, 2],
      [0, 3.1, 0],
    ]) {
      const x = array([...omega, ...u]) as NDArray;
      checkVjp((y) => rigidExp(y), x);
      checkJvp((y) => rigidExp(y), x);
      checkVjp(log, x);
    }
  });

  it("is a turn about a fixed point where v is at right angles to ω", () => {
    const center = array([1, 2, 0]);
    const turn: NDArray = rotationFromVector(array([0, 0, 0.7]) as NDArray);
    // about c: x ↦ R·(x − c) + c, whose twist is (ω, −ω × c)
    const T: NDArray = rigidExp(array([0, 0, 0.7, 1.4, -0.7, 0]) as NDArray);
    expect(transformPoints(T, center)).toBeCloseToArray(center, { atol: 8 * EPSILON });
    const x = array([3, -1, 2]);
    const want = add(matmul(x.sub(center), matrixTranspose(turn)), center) as NDArray;
    expect(transformPoints(T, x)).toBeCloseToArray(want, { atol: 16 * EPSILON });
  });
});
