import { type NDArray, array, eye, matmul, matrixTranspose, mul, neg, sub, zeros } from "@linnet/core";
import { checkVjp, floatArrays, toBeCloseToArray } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vectorNorm } from "../norms/vector-norm.js";
import { angularDistance, rotationBetween } from "./rotation-between.js";
import { rotationFromAngle, rotationToAngle } from "./plane-rotation.js";
import { rotationFromVector } from "./rotation-vector.js";

expect.extend({ toBeCloseToArray });

const EPSILON = Number.EPSILON;
const runs = { numRuns: 20 };
const unit = (x: NDArray): NDArray => x.div(vectorNorm(x, { axis: -1, keepDims: true }) as NDArray);
const directions = floatArrays({ shape: [6, 3], low: 0.1, high: 3 }).map(
  (x): NDArray => mul(x, array([1, -1, 1])) as NDArray,
);

/** R·a for each of a batch. */
const turned = (R: NDArray, a: NDArray): NDArray => matmul(R, a.reshape([...a.shape, 1])).reshape(a.shape);

describe("rotationBetween", () => {
  it("turns a into b to 16·ε, orthogonally, by the angle between them", () => {
    fc.assert(
      fc.property(directions, directions, (a, b) => {
        const R: NDArray = rotationBetween(a, b);
        expect(turned(R, unit(a))).toBeCloseToArray(unit(b), { atol: 16 * EPSILON });
        expect(matmul(R, matrixTranspose(R))).toBeCloseToArray(
          matmul(zeros([6, 3, 3]).add(eye(3)), eye(3)) as NDArray,
          {
            atol: 32 * EPSILON,
          },
        );
        const [u, v] = [unit(a), unit(b)];
        const angle = vectorNorm(sub(u, v), { axis: -1 }).div(vectorNorm(u.add(v), { axis: -1 })) as NDArray; // tan(θ/2)
        const want = Array.from(angle.toTypedArray() as Float64Array, (x) => 2 * Math.atan(x));
        expect(angularDistance(eye(3), R)).toBeCloseToArray(want, { atol: 16 * EPSILON });
      }),
      runs,
    );
  });

  it("turns by almost and exactly half a turn: opposite directions at any gap", () => {
    for (const a of [
      [1, 2, -2],
      [0, 0, 1],
      [1e-200, 0, 1e-200],
    ]) {
      for (const gap of [1e-3, 1e-7, 1e-9, 1e-12, 1e-15, 2e-16, 1e-16, 0]) {
        const size = Math.max(...a.map(Math.abs));
        const b = [-a[0] + gap * size, -a[1] + gap * size, -a[2] - gap * size];
        const [x, y] = [array(a) as NDArray, array(b) as NDArray];
        const R: NDArray = rotationBetween(x, y);
        expect(turned(R, unit(mul(x, 1 / size)))).toBeCloseToArray(unit(mul(y, 1 / size)), { atol: 32 * EPSILON });
        expect(matmul(R, matrixTranspose(R))).toBeCloseToArray(eye(3), { atol: 32 * EPSILON });
      }
    }
  });

  it("is the identity of a direction with itself, and smooth there", () => {
    const a = array([0.3, -0.5, 0.2]) as NDArray;
    expect(rotationBetween(a, mul(a, 4) as NDArray)).toBeCloseToArray(eye(3), { atol: 4 * EPSILON });
    checkVjp((x, y) => rotationBetween(x, y), [a, mul(a, 2) as NDArray]);
    checkVjp((x, y) => rotationBetween(x, y), [a, array([-1, 0.2, 0.4]) as NDArray]);
  });

  it("broadcasts, and refuses zeros and shapes that do not fit", () => {
    expect(rotationBetween(zeros([4, 1, 3]).add(1), zeros([2, 3]).add(array([0, 0, 1]))).shape).toEqual([4, 2, 3, 3]);
    expect(() => rotationBetween(array([0, 0, 0]), array([1, 0, 0]))).toThrow(
      "rotationBetween: a must not be zero, which has no direction; got a zero vector.",
    );
    const [a, b]: NDArray[] = [zeros([2, 3]).add(1), zeros([3, 3]).add(1)];
    expect(() => rotationBetween(a, b)).toThrow("rotationBetween: dimensions 2 and 3 do not broadcast");
  });
});

describe("angularDistance", () => {
  it("is the angle from one to the other, from 1e-20 to π, to 8·ε", () => {
    const start: NDArray = rotationFromVector(array([0, 0.3, 0.4]) as NDArray);
    for (const angle of [1e-20, 1e-9, 1e-3, 1, 3, 3.1415, Math.PI]) {
      const R: NDArray = rotationFromVector(array([0, 0, angle]) as NDArray);
      expect(angularDistance(eye(3), R)).toBeCloseToArray(angle, { atol: 8 * EPSILON * angle });
      expect(angularDistance(start, matmul(start, R) as NDArray)).toBeCloseToArray(angle, { atol: 16 * EPSILON });
    }
  });

  it("is symmetric and unchanged by a rotation of both", () => {
    fc.assert(
      fc.property(directions, directions, directions, (u, v, w) => {
        const [A, B, C]: NDArray[] = [u, v, w].map((x) => rotationFromVector(x) as NDArray);
        const distance: NDArray = angularDistance(A, B);
        expect(angularDistance(B, A)).toBeCloseToArray(distance, { atol: 32 * EPSILON });
        expect(angularDistance(matmul(C, A) as NDArray, matmul(C, B) as NDArray)).toBeCloseToArray(distance, {
          atol: 64 * EPSILON,
        });
      }),
      runs,
    );
  });

  it("refuses what is no rotation", () => {
    expect(() => angularDistance(eye(3), neg(eye(3)) as NDArray)).toThrow(
      "angularDistance: b must be a rotation, RᵀR = I to 1.5e-8 and det R = 1; got a reflection.",
    );
  });
});

describe("rotations of the plane", () => {
  it("are orthogonal, add up, and give their angle in (−π, π]", () => {
    const angles = array([-3, -1e-20, 0, 0.5, Math.PI]) as NDArray;
    const R: NDArray = rotationFromAngle(angles);
    expect(rotationToAngle(R)).toBeCloseToArray(angles, { atol: 4 * EPSILON, rtol: 4 * EPSILON });
    expect(matmul(R, R)).toBeCloseToArray(rotationFromAngle(mul(angles, 2) as NDArray), { atol: 4 * EPSILON });
    expect(matmul(R, matrixTranspose(R))).toBeCloseToArray(zeros([5, 2, 2]).add(eye(2)), { atol: 4 * EPSILON });
    expect(rotationToAngle(rotationFromAngle(array(1e-20)) as NDArray).item()).toBe(1e-20);
  });

  it("refuse other matrices", () => {
    expect(() =>
      rotationToAngle(
        array([
          [1, 1],
          [0, 1],
        ]),
      ),
    ).toThrow(
      "rotationToAngle: R must be a rotation, RᵀR = I to 1.5e-8 and det R = 1; got 1.00 in an entry of |RᵀR − I|.",
    );
    expect(() =>
      rotationToAngle(
        array([
          [0, 1],
          [1, 0],
        ]),
      ),
    ).toThrow("got a reflection.");
    expect(() => rotationToAngle(eye(3) as NDArray)).toThrow(
      "rotationToAngle: R must have shape […, 2, 2]; got R [3, 3].",
    );
    expect(() => rotationFromAngle(array([0, NaN]))).toThrow(
      "rotationFromAngle: angle must be finite; got NaN at index [1].",
    );
  });
});
