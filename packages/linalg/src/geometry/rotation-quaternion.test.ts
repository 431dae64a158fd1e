import { type NDArray, array, eye, matmul, mul, neg, stack, zeros } from "@linnet/core";
import { floatArrays, toBeCloseToArray } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vectorNorm } from "../norms/vector-norm.js";
import fixtures from "./fixtures/rotations.json" with { type: "json" };
import {
  quaternionFromAxisAngle,
  quaternionToAxisAngle,
  rotationFromAxisAngle,
  rotationToAxisAngle,
} from "./axis-angle.js";
import { rotationFromQuaternion, rotationToQuaternion } from "./rotation-quaternion.js";
import { rotationFromVector, rotationToVector } from "./rotation-vector.js";

expect.extend({ toBeCloseToArray });

const EPSILON = Number.EPSILON;
const runs = { numRuns: 20 };
const vectors = floatArrays({ shape: [6, 3], low: -1.8, high: 1.8 }).map((v): NDArray => v);

describe("rotationToQuaternion", () => {
  it("is right to 8·ε in every component with w ≥ 0, at hard angles, against 50 digits", () => {
    for (const { R, q } of fixtures.rotations) {
      const got: NDArray = rotationToQuaternion(array(R).reshape([3, 3]));
      expect(got).toBeCloseToArray(q[0] < 0 ? q.map((x) => -x) : q, { atol: 8 * EPSILON });
    }
  });

  it("takes whichever component is largest: half turns about each axis and between them", () => {
    const half = Math.SQRT1_2;
    const turns = [
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
      [0, half, half, 0],
      [0, 0, half, half],
      [0.5, 0.5, 0.5, 0.5],
      [1, 0, 0, 0],
    ];
    const R: NDArray = rotationFromQuaternion(array(turns) as NDArray);
    expect(rotationToQuaternion(R)).toBeCloseToArray(turns, { atol: 4 * EPSILON });
  });

  it("undoes rotationFromQuaternion but for the sign, and the length that q had", () => {
    fc.assert(
      fc.property(floatArrays({ shape: [6, 4], low: 0.1, high: 5 }), (q) => {
        const unit = q.div(vectorNorm(q, { axis: -1, keepDims: true }) as NDArray) as NDArray;
        const R: NDArray = rotationFromQuaternion(q);
        expect(rotationToQuaternion(R)).toBeCloseToArray(unit, { atol: 16 * EPSILON });
        expect(rotationFromQuaternion(neg(q) as NDArray)).toBeCloseToArray(R);
        expect(rotationFromQuaternion(mul(q, 2 ** 800) as NDArray)).toBeCloseToArray(R);
        expect(rotationFromQuaternion(mul(q, 2 ** -1000) as NDArray)).toBeCloseToArray(R, { atol: 16 * EPSILON });
      }),
      runs,
    );
  });

  it("refuses a zero quaternion, other shapes, and what is no rotation", () => {
    const q = array([
      [1, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(() => rotationFromQuaternion(q)).toThrow(
      "rotationFromQuaternion: q must not be zero, which has no direction; got a zero vector at index [1].",
    );
    expect(() => rotationFromQuaternion(zeros([3]) as NDArray)).toThrow(
      "rotationFromQuaternion: q must have shape […, 4]; got q [3].",
    );
    expect(() => rotationToQuaternion(zeros([3, 3]))).toThrow(
      "rotationToQuaternion: R must be a rotation, RᵀR = I to 1.5e-8 and det R = 1; got 1.00 in an entry of |RᵀR − I|.",
    );
  });
});

describe("axis and angle", () => {
  it("make the rotation of the vector angle·axis, and come back", () => {
    fc.assert(
      fc.property(vectors, (v) => {
        const R: NDArray = rotationFromVector(v);
        const { axis, angle }: { axis: NDArray; angle: NDArray } = rotationToAxisAngle(R);
        expect(rotationFromAxisAngle(axis, angle)).toBeCloseToArray(R, { atol: 32 * EPSILON });
        expect(mul(angle.reshape([6, 1]), axis)).toBeCloseToArray(rotationToVector(R), { atol: 16 * EPSILON });
        const q: NDArray = quaternionFromAxisAngle(mul(axis, 7) as NDArray, angle);
        expect(q).toBeCloseToArray(rotationToQuaternion(R), { atol: 16 * EPSILON });
        const again: { axis: NDArray; angle: NDArray } = quaternionToAxisAngle(neg(q) as NDArray);
        expect(again.angle).toBeCloseToArray(angle, { atol: 16 * EPSILON });
        expect(vectorNorm(axis, { axis: -1 })).toBeCloseToArray([1, 1, 1, 1, 1, 1], { atol: 4 * EPSILON });
      }),
      runs,
    );
  });

  it("has the axis [1, 0, 0] where the angle is 0", () => {
    const { axis, angle } = rotationToAxisAngle(stack([eye(3), eye(3)]) as NDArray);
    expect(axis).toBeCloseToArray([
      [1, 0, 0],
      [1, 0, 0],
    ]);
    expect(angle).toBeCloseToArray([0, 0]);
  });

  it("keeps the axis and the relative accuracy of tiny angles", () => {
    const R: NDArray = rotationFromAxisAngle(array([0, 3e-200, 4e-200]), 1e-30);
    const { axis, angle }: { axis: NDArray; angle: NDArray } = rotationToAxisAngle(R);
    expect(axis).toBeCloseToArray([0, 0.6, 0.8], { atol: 4 * EPSILON });
    expect(angle).toBeCloseToArray(1e-30, { rtol: 8 * EPSILON });
  });

  it("broadcasts angles beside axes, and takes a number in the dtype of the axis", () => {
    const axis = array([0, 0, 1], { dtype: "float32" });
    const turns: NDArray = rotationFromAxisAngle(axis, array([0, Math.PI / 2], { dtype: "float32" }));
    expect(turns.shape).toEqual([2, 3, 3]);
    expect(turns.dtype).toBe("float32");
    const twice = matmul(turns.at(1), turns.at(1)) as NDArray;
    expect(rotationFromAxisAngle(axis, Math.PI)).toBeCloseToArray(twice, { atol: 8 * 2 ** -23 });
  });

  it("refuses an axis that is zero, and shapes that do not broadcast", () => {
    expect(() => rotationFromAxisAngle(zeros([3]), 1)).toThrow(
      "rotationFromAxisAngle: axis must not be zero, which has no direction; got a zero vector.",
    );
    expect(() => quaternionFromAxisAngle(array([0, 0, 1]), Infinity)).toThrow(
      "quaternionFromAxisAngle: angle must be finite; got Infinity at index [].",
    );
    const [axes, angles]: NDArray[] = [
      array([
        [0, 0, 1],
        [0, 1, 0],
      ]),
      zeros([3]),
    ];
    expect(() => rotationFromAxisAngle(axes, angles)).toThrow(
      "rotationFromAxisAngle: dimensions 2 and 3 do not broadcast",
    );
  });
});
