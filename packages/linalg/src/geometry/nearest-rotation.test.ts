import {
  type NDArray,
  add,
  array,
  diag,
  eye,
  matmul,
  matrixTranspose,
  mul,
  neg,
  stack,
  sub,
  sum,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp, floatArrays, toBeCloseToArray } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { polar } from "../svd/polar.js";
import { alignPoints } from "./align-points.js";
import { nearestRotation } from "./nearest-rotation.js";
import { rotationFromVector } from "./rotation-vector.js";

expect.extend({ toBeCloseToArray });

const EPSILON = Number.EPSILON;
const runs = { numRuns: 15 };
const rotations = floatArrays({ shape: [3], low: -1.8, high: 1.8 }).map(
  (v): NDArray => rotationFromVector(v) as NDArray,
);
const inner = (a: NDArray, b: NDArray): number => sum(mul(a, b)).item() as number;

describe("nearestRotation", () => {
  it("is the orthogonal polar factor where det A > 0", () => {
    fc.assert(
      fc.property(rotations, floatArrays({ shape: [3, 3], low: -0.2, high: 0.2 }), (R, noise) => {
        const a = add(R, noise) as NDArray;
        expect(nearestRotation(a)).toBeCloseToArray(polar(a).U, { atol: 64 * EPSILON });
      }),
      runs,
    );
  });

  it("is nearer than rotations beside it, also where det A < 0, and at planar A", () => {
    const matrices = [
      [
        [1, 2, 0],
        [0, -3, 1],
        [0.5, 0, 2],
      ],
      [
        [-1, 0, 0],
        [0, -2, 0],
        [0, 0, -4],
      ],
      [
        [1, 2, 3],
        [2, 1, 5],
        [3, 3, 8],
      ],
    ];
    const steps = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [-1, 1, 2],
    ].flatMap((v) => [1e-3, -1e-3].map((h) => v.map((x) => h * x)));
    for (const rows of matrices) {
      const a = array(rows) as NDArray;
      const R: NDArray = nearestRotation(a);
      expect(matmul(R, matrixTranspose(R))).toBeCloseToArray(eye(3), { atol: 16 * EPSILON });
      for (const step of steps) {
        const beside = matmul(R, rotationFromVector(array(step) as NDArray)) as NDArray;
        expect(inner(a, beside)).toBeLessThan(inner(a, R));
      }
    }
  });

  it("has derivatives at rotations, at planar matrices and at reflected ones", () => {
    const points = [
      eye(3),
      mul(eye(3), 2),
      diag(array([3, 2, 0])),
      diag(array([3, 2, -1])),
      array([
        [1, 2, 0],
        [0, 3, 1],
        [1, 0, 2],
      ]),
    ];
    for (const a of points as NDArray[]) {
      checkVjp((x) => nearestRotation(x), a);
      checkJvp((x) => nearestRotation(x), a);
    }
  });

  it("refuses matrices that have several", () => {
    expect(() => nearestRotation(diag(array([2, 0, 0])) as NDArray)).toThrow(
      "nearestRotation: a must have one nearest rotation; got singular values 2.00, 0.00, 0.00.",
    );
    expect(() => nearestRotation(stack([eye(3), neg(eye(3))]) as NDArray)).toThrow(
      "nearestRotation: a must have one nearest rotation; got singular values 1.00, 1.00, 1.00 and a negative determinant at index [1].",
    );
    expect(() => nearestRotation(eye(2) as NDArray)).toThrow(
      "nearestRotation: a must have shape […, 3, 3]; got a [2, 2].",
    );
    expect(nearestRotation(zeros([0, 3, 3])).shape).toEqual([0, 3, 3]);
  });
});

describe("alignPoints", () => {
  const points = floatArrays({ shape: [7, 3], low: -1, high: 1 }).map(
    (p): NDArray =>
      add(
        p,
        array([
          [4, 0, 0],
          [-4, 0, 0],
          [0, 4, 0],
          [0, -4, 0],
          [0, 0, 4],
          [0, 0, -4],
          [0, 0, 0],
        ]),
      ) as NDArray,
  );
  const shifts = floatArrays({ shape: [3], low: -5, high: 5 });

  it("finds the motion that made q of p", () => {
    fc.assert(
      fc.property(points, rotations, shifts, fc.constantFrom(1, 0.25, 3), (p, R, t, s) => {
        const q = add(mul(matmul(p, matrixTranspose(R)), s), t) as NDArray;
        const found = alignPoints(p, q, { scale: true });
        expect(found.rotation).toBeCloseToArray(R, { atol: 256 * EPSILON });
        expect(found.translation).toBeCloseToArray(t, { atol: 256 * 16 * EPSILON });
        expect(found.scale).toBeCloseToArray(s, { rtol: 256 * EPSILON });
        expect(found.rmsd.item()).toBeLessThanOrEqual(256 * 16 * EPSILON);
      }),
      runs,
    );
  });

  it("leaves less than motions beside it, with weights", () => {
    fc.assert(
      fc.property(points, points, floatArrays({ shape: [7], low: 0.1, high: 1 }), shifts, (p, noise, w, step) => {
        const q = add(p, mul(noise, 0.1)) as NDArray;
        const { rotation: R, translation: t, rmsd } = alignPoints(p, q, { weights: w });
        const left = (turn: NDArray, shift: NDArray): number => {
          const gap = sub(q, add(matmul(p, matrixTranspose(turn)), shift));
          return Math.sqrt(
            inner(mul(gap, gap) as NDArray, w.reshape([7, 1]).add(zeros([7, 3])) as NDArray) /
              (sum(w).item() as number),
          );
        };
        const best = left(R, t);
        expect(rmsd).toBeCloseToArray(best, { atol: 64 * EPSILON });
        const small = mul(step, 1e-3) as NDArray;
        const slack = 64 * EPSILON; // of sums of 21 squares
        expect(left(R, add(t, small) as NDArray)).toBeGreaterThanOrEqual(best - slack);
        expect(left(matmul(R, rotationFromVector(small)) as NDArray, t)).toBeGreaterThanOrEqual(best - slack);
      }),
      runs,
    );
  });

  it("takes points in a plane, far away, huge and tiny, and one of weight 0", () => {
    const p = array([
      [0, 0, 0],
      [1, 0, 0],
      [0, 2, 0],
      [5, 5, 5],
    ]) as NDArray;
    const R: NDArray = rotationFromVector(array([0.3, -0.4, 0.5]) as NDArray);
    for (const size of [1, 1e200, 1e-200]) {
      const q = mul(matmul(p, matrixTranspose(R)), size).with([3], 0) as NDArray; // the last goes elsewhere, and counts nothing
      const found = alignPoints(mul(p, size) as NDArray, q, { weights: array([1, 1, 2, 0]), scale: true });
      expect(found.rotation).toBeCloseToArray(R, { atol: 64 * EPSILON });
      expect(found.scale.item()).toBeCloseTo(1, 12);
    }
  });

  it("never mirrors, aligns batches, and keeps scale 1 unless asked", () => {
    const p = array([
      [1, 0, 0],
      [0, 2, 0],
      [0, 0, 3],
      [0, 0, 0],
    ]) as NDArray;
    const mirrored = mul(p, array([1, 1, -1])) as NDArray;
    const { rotation, scale, rmsd } = alignPoints(p, stack([p, mirrored]) as NDArray);
    expect([rotation.shape, scale.toArray(), rmsd.shape]).toEqual([[2, 3, 3], [1, 1], [2]]);
    expect(inner(matmul(rotation.at(1), matrixTranspose(rotation.at(1))) as NDArray, eye(3))).toBeCloseTo(3, 12);
    expect(rmsd.at(1).item()).toBeGreaterThan(0.1);
  });

  it("vjp agrees with differences, of all it answers", () => {
    const p = array([
      [1, 0, 0.2],
      [0, 2, 0],
      [0, 0.5, 3],
      [0.4, 0, 0],
    ]) as NDArray;
    const q = add(
      matmul(p, rotationFromVector(array([0.2, 1, 0.3]) as NDArray)),
      array([
        [0.1, 0, 0],
        [0, 0.2, 0],
        [0, 0, 0],
        [0, 0.3, 0.1],
      ]),
    ) as NDArray;
    const w = array([1, 0.5, 2, 1]) as NDArray;
    checkVjp(
      (a, b, c) => {
        const { rotation, translation, scale, rmsd } = alignPoints(a, b, { weights: c, scale: true });
        return [rotation, translation, scale, rmsd];
      },
      [p, q, w],
    );
  });

  it("refuses points on a line, weights that are none, and shapes that do not fit", () => {
    const line = array([
      [0, 0, 0],
      [1, 2, 3],
      [2, 4, 6],
      [-3, -6, -9],
    ]) as NDArray;
    expect(() => alignPoints(line, line)).toThrow(
      /^alignPoints: points must not lie on one line, .*; got singular values /,
    );
    const p = array([
      [0, 0, 0],
      [1, 0, 0],
      [0, 2, 0],
    ]) as NDArray;
    expect(() => alignPoints(p, p, { weights: array([1, -1, 1]) })).toThrow(
      "alignPoints: weights must not be negative; got -1 at index [1].",
    );
    expect(() => alignPoints(p, p, { weights: zeros([3]) })).toThrow(
      "alignPoints: weights must not all be zero; got a sum of 0.",
    );
    expect(() => alignPoints(p, p, { weights: zeros([4]) })).toThrow(
      "alignPoints: weights must have shape […, 3]; got weights [4].",
    );
    expect(() => alignPoints(p, p, { weights: zeros([2, 3]) })).toThrow(
      "alignPoints: weights must broadcast to the points; got weights [2, 3] and p [3, 3].",
    );
    const other: NDArray = zeros([4, 3]);
    expect(() => alignPoints(p, other)).toThrow(
      "alignPoints: there must be one q for each p; got p [3, 3] and q [4, 3].",
    );
    expect(() => alignPoints(zeros([3]), zeros([3]))).toThrow(
      "alignPoints: points must have shape […, k, 3]; got p [3] and q [3].",
    );
    expect(() => alignPoints(zeros([0, 3]), zeros([0, 3]))).toThrow("alignPoints: there must be points; got p [0, 3].");
  });
});
