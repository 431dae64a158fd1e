import { type NDArray, array, concat, matmul, mul, neg, zeros } from "@linnet/core";
import { floatArrays, toBeCloseToArray } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vectorNorm } from "../norms/vector-norm.js";
import { quaternionConjugate, quaternionInverse, quaternionMultiply, quaternionRotate } from "./quaternion-product.js";
import { rotationFromQuaternion } from "./rotation-quaternion.js";

expect.extend({ toBeCloseToArray });

const EPSILON = Number.EPSILON;
const runs = { numRuns: 20 };
const quaternions = floatArrays({ shape: [5, 4], low: 0.1, high: 2 }).map((q): NDArray => q);
const multiply = (p: NDArray, q: NDArray): NDArray => quaternionMultiply(p, q);

describe("quaternionMultiply", () => {
  it("has Hamilton's table", () => {
    const [one, i, j, k] = [0, 1, 2, 3].map((at) => array([0, 1, 2, 3].map((n) => Number(n === at))) as NDArray);
    const minus = (q: NDArray): NDArray => neg(q) as NDArray;
    for (const [p, q, pq] of [
      [i, i, minus(one)],
      [j, j, minus(one)],
      [k, k, minus(one)],
      [i, j, k],
      [j, k, i],
      [k, i, j],
      [j, i, minus(k)],
      [k, j, minus(i)],
      [i, k, minus(j)],
      [one, k, k],
    ]) {
      expect(multiply(p, q)).toBeCloseToArray(pq);
    }
  });

  it("is associative, multiplies lengths, and conjugates in reverse", () => {
    fc.assert(
      fc.property(quaternions, quaternions, quaternions, (p, q, r) => {
        const size = 4 * 4 * 4;
        expect(multiply(multiply(p, q), r)).toBeCloseToArray(multiply(p, multiply(q, r)), {
          atol: 16 * EPSILON * size,
        });
        const [length, lengths] = [
          vectorNorm(multiply(p, q), { axis: -1 }),
          [p, q].map((x) => vectorNorm(x, { axis: -1 })),
        ];
        expect(length).toBeCloseToArray(mul(lengths[0], lengths[1]) as NDArray, { rtol: 16 * EPSILON });
        const conjugates = multiply(quaternionConjugate(q), quaternionConjugate(p));
        expect(quaternionConjugate(multiply(p, q))).toBeCloseToArray(conjugates, { atol: 8 * EPSILON * 16 });
      }),
      runs,
    );
  });

  it("composes rotations: R(p·q) = R(p)·R(q)", () => {
    fc.assert(
      fc.property(quaternions, quaternions, (p, q) => {
        const [P, Q]: NDArray[] = [rotationFromQuaternion(p), rotationFromQuaternion(q)];
        expect(rotationFromQuaternion(multiply(p, q))).toBeCloseToArray(matmul(P, Q) as NDArray, {
          atol: 64 * EPSILON,
        });
      }),
      runs,
    );
  });

  it("broadcasts, and refuses other shapes", () => {
    expect(quaternionMultiply(zeros([3, 1, 4]), zeros([2, 4])).shape).toEqual([3, 2, 4]);
    expect(() => multiply(zeros([3]), zeros([4]))).toThrow("quaternionMultiply: p must have shape […, 4]; got p [3].");
    expect(() => multiply(zeros([2, 4]), zeros([3, 4]))).toThrow(
      "quaternionMultiply: dimensions 2 and 3 do not broadcast",
    );
    expect(() => multiply(zeros([4]), array([0, 0, 0, Infinity]))).toThrow(
      "quaternionMultiply: q must be finite; got Infinity",
    );
  });
});

describe("quaternionInverse", () => {
  it("makes 1 with the quaternion, however long or short that is", () => {
    fc.assert(
      fc.property(quaternions, (q) => {
        const one = concat([zeros([5, 1]).add(1), zeros([5, 3])], { axis: 1 }) as NDArray;
        expect(multiply(q, quaternionInverse(q))).toBeCloseToArray(one, { atol: 8 * EPSILON });
        const inverse: NDArray = quaternionInverse(q);
        expect(quaternionInverse(mul(q, 2 ** 900) as NDArray)).toBeCloseToArray(mul(inverse, 2 ** -900) as NDArray);
      }),
      runs,
    );
    expect(quaternionInverse(array([0, 2e-200, 0, 0])).toArray()).toEqual(
      [0, -5e199, 0, 0].map((x) => expect.closeTo(x)),
    );
  });

  it("refuses zero", () => {
    expect(() => quaternionInverse(zeros([2, 4]))).toThrow(
      "quaternionInverse: q must not be zero, which has no direction; got a zero vector at index [0].",
    );
    expect(() => quaternionConjugate(zeros([2, 3]) as NDArray)).toThrow(
      "quaternionConjugate: q must have shape […, 4]; got q [2, 3].",
    );
  });
});

describe("quaternionRotate", () => {
  it("is q·v·q⁻¹, and the matrix of q times v", () => {
    fc.assert(
      fc.property(quaternions, floatArrays({ shape: [5, 3], low: -2, high: 2 }), (q, v) => {
        const got: NDArray = quaternionRotate(q, v);
        const pure = concat([zeros([5, 1]), v], { axis: 1 }) as NDArray;
        const sandwich = multiply(multiply(q, pure), quaternionInverse(q));
        expect(got).toBeCloseToArray(sandwich.slice(":", "1:"), { atol: 64 * EPSILON });
        const R: NDArray = rotationFromQuaternion(q);
        expect(got).toBeCloseToArray(matmul(R, v.reshape([5, 3, 1])).reshape([5, 3]) as NDArray, {
          atol: 32 * EPSILON,
        });
      }),
      runs,
    );
  });

  it("turns any array of vectors by one quaternion", () => {
    const v = array([[[1, 0, 0]], [[0, 1, 0]]]);
    expect(quaternionRotate(array([3, 0, 0, 3]), v)).toBeCloseToArray([[[0, 1, 0]], [[-1, 0, 0]]], {
      atol: 2 * EPSILON,
    });
    const [q, w]: NDArray[] = [zeros([2, 4]).add(1), zeros([3, 3])];
    expect(() => quaternionRotate(q, w)).toThrow("quaternionRotate: dimensions 2 and 3 do not broadcast");
    expect(() => quaternionRotate(zeros([4]), zeros([3]))).toThrow("quaternionRotate: q must not be zero");
    expect(() => quaternionRotate(q, zeros([4]) as NDArray)).toThrow(
      "quaternionRotate: v must have shape […, 3]; got v [4].",
    );
  });
});
