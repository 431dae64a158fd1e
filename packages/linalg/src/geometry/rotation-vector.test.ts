import { type NDArray, array, eye, matmul, matrixTranspose, mul, neg, stack, sub, zeros } from "@linnet/core";
import { checkJvp, checkVjp, floatArrays, floatViews, toBeCloseToArray } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { det } from "../lu/det.js";
import { vectorNorm } from "../norms/vector-norm.js";
import fixtures from "./fixtures/rotations.json" with { type: "json" };
import { rotationFromVector, rotationToVector } from "./rotation-vector.js";

expect.extend({ toBeCloseToArray });

const EPSILON = Number.EPSILON;
const runs = { numRuns: 20 };
const vectors = (longest: number): fc.Arbitrary<NDArray> =>
  floatArrays({ shape: [6, 3], low: -longest, high: longest });

describe("rotationFromVector", () => {
  it("is exp [v]ₓ to (8 + 2·θ)·ε in every entry, at hard angles, against 50 digits", () => {
    for (const { v, R } of fixtures.rotations) {
      const got: NDArray = rotationFromVector(array(v) as NDArray);
      const theta = Math.hypot(...v); // its square rounds, which turns by up to 2·θ·ε
      expect(got.reshape([9])).toBeCloseToArray(R, { atol: (8 + 2 * theta) * EPSILON });
    }
  });

  it("is right relative to the angle where that is tiny", () => {
    for (const { v, R } of fixtures.rotations) {
      const theta = Math.hypot(...v);
      if (theta === 0 || theta > 1e-4) continue;
      const got = rotationFromVector(array(v) as NDArray).toTypedArray();
      for (const i of [1, 2, 3, 5, 6, 7]) expect(Math.abs(got[i] - R[i])).toBeLessThanOrEqual(8 * EPSILON * theta);
    }
  });

  it("is orthogonal with determinant 1, to 32·ε", () => {
    fc.assert(
      fc.property(vectors(4), (v) => {
        const R = rotationFromVector(v) as NDArray;
        const defect: NDArray = sub(matmul(matrixTranspose(R), R), eye(3));
        expect(defect).toBeCloseToArray(zeros([6, 3, 3]), { atol: 32 * EPSILON });
        expect(det(R)).toBeCloseToArray([1, 1, 1, 1, 1, 1], { atol: 32 * EPSILON });
      }),
      runs,
    );
  });

  it("keeps its axis, and turns by −v what v has turned, to 32·ε", () => {
    fc.assert(
      fc.property(vectors(4), (v) => {
        const [R, back]: NDArray[] = [rotationFromVector(v), rotationFromVector(neg(v) as NDArray)];
        const column: NDArray = v.reshape([6, 3, 1]);
        expect(matmul(R, column)).toBeCloseToArray(column, { atol: 32 * EPSILON * 4 });
        expect(back).toBeCloseToArray(matrixTranspose(R), { atol: 0 });
      }),
      runs,
    );
  });

  it("takes views, batches, integers, float32 and nothing at all", () => {
    fc.assert(
      fc.property(floatViews({ shape: [3, 3] }), (v) => {
        const copy = array(v.toArray() as number[][]) as NDArray;
        if (v.shape[v.ndim - 1] !== 3) return;
        expect(rotationFromVector(v)).toBeCloseToArray(rotationFromVector(copy));
      }),
      runs,
    );
    expect(rotationFromVector(array([0, 0, 0], { dtype: "int32" }))).toBeCloseToArray(eye(3));
    const single: NDArray = rotationFromVector(array([0.1, 0.2, 0.3], { dtype: "float32" }));
    expect(single.dtype).toBe("float32");
    const double: NDArray = rotationFromVector(array([0.1, 0.2, 0.3], { dtype: "float32" }).astype("float64"));
    expect(single).toBeCloseToArray(double, { atol: 8 * 2 ** -23 });
    expect(rotationFromVector(zeros([0, 3])).shape).toEqual([0, 3, 3]);
    expect(rotationFromVector(zeros([2, 0, 3])).shape).toEqual([2, 0, 3, 3]);
  });

  it("refuses other shapes, NaN, complex numbers, and angles that have no digits behind the point", () => {
    expect(() => rotationFromVector(zeros([2, 2]) as NDArray)).toThrow(
      "rotationFromVector: v must have shape […, 3]; got v [2, 2].",
    );
    expect(() => rotationFromVector(array([0, NaN, 0]))).toThrow(
      "rotationFromVector: v must be finite; got NaN at index [1]. Remove or impute such entries.",
    );
    expect(() => rotationFromVector(array([0, 0, 1e16]))).toThrow(
      "rotationFromVector: v must hold angles below 1/ε = 4503599627370496; got 10000000000000000. " +
        "They have no digits behind the point.",
    );
    expect(() => rotationFromVector(zeros([3], { dtype: "complex64" }) as NDArray)).toThrow(
      'rotationFromVector: v must be real numbers; got v complex64. Convert it first: x.astype("float64").',
    );
  });
});

describe("rotationToVector", () => {
  it("undoes the exponential, to 16·ε of the angle, from 1e-300 to 3.14", () => {
    for (const { v } of fixtures.rotations) {
      const theta = Math.hypot(...v);
      if (theta > Math.PI) continue;
      const back: NDArray = rotationToVector(rotationFromVector(array(v) as NDArray) as NDArray);
      // π itself is above the float64 that stands for it: either direction is right there
      const want = theta > 3.1415926 && back.toTypedArray()[0] * v[0] < 0 ? v.map((x) => -x) : v;
      expect(back).toBeCloseToArray(want, { atol: 16 * EPSILON * theta });
    }
  });

  it("undoes the exponential of any vector shorter than π, to 32·ε", () => {
    fc.assert(
      fc.property(vectors(1.8), (v) => {
        const inside = vectorNorm(v, { axis: -1, keepDims: true }).less(3.1) as NDArray;
        const short = mul(v, inside.astype("float64")) as NDArray;
        expect(rotationToVector(rotationFromVector(short) as NDArray)).toBeCloseToArray(short, { atol: 32 * EPSILON });
      }),
      runs,
    );
  });

  it("gives one of two directions at half a turn", () => {
    const turns = stack([
      array([
        [1, 0, 0],
        [0, -1, 0],
        [0, 0, -1],
      ]),
      array([
        [0, 1, 0],
        [1, 0, 0],
        [0, 0, -1],
      ]),
    ]) as NDArray;
    const half = Math.PI / Math.SQRT2;
    expect(rotationToVector(turns)).toBeCloseToArray(
      [
        [Math.PI, 0, 0],
        [half, half, 0],
      ],
      { atol: 4 * EPSILON },
    );
  });

  it("has all derivatives at 0 and beside π, along rotations", () => {
    const f = (v: NDArray): NDArray => rotationToVector(rotationFromVector(v) as NDArray);
    for (const v of [
      [0, 0, 0],
      [1e-9, 0, -1e-9],
      [1, -2, 1],
      [0, 3.13, 0.1],
    ]) {
      checkVjp((x) => rotationFromVector(x), array(v) as NDArray);
      checkJvp((x) => rotationFromVector(x), array(v) as NDArray);
      checkVjp(f, array(v) as NDArray);
      checkJvp(f, array(v) as NDArray);
    }
  });

  it("refuses what is no rotation, and says how far it is off", () => {
    const long = mul(eye(3), 1.5) as NDArray;
    expect(() => rotationToVector(long)).toThrow(
      "rotationToVector: R must be a rotation, RᵀR = I to 1.5e-8 and det R = 1; got 1.25 in an entry of |RᵀR − I|. " +
        "nearestRotation makes one of any matrix near to it.",
    );
    const mirrored = stack([eye(3), neg(eye(3))]) as NDArray;
    expect(() => rotationToVector(mirrored)).toThrow(
      "rotationToVector: R must be a rotation, RᵀR = I to 1.5e-8 and det R = 1; got a reflection at index [1]. " +
        "nearestRotation makes one of any matrix near to it.",
    );
    expect(() => rotationToVector(eye(2) as NDArray)).toThrow(
      "rotationToVector: R must have shape […, 3, 3]; got R [2, 2].",
    );
    expect(() => rotationToVector(mul(eye(3), NaN) as NDArray)).toThrow("rotationToVector: R must be finite; got NaN");
    const nearly = eye(3, { dtype: "float32" }).mul(1 + 1e-4) as NDArray; // within √ε of float32
    expect(rotationToVector(nearly)).toBeCloseToArray([0, 0, 0]);
  });
});
