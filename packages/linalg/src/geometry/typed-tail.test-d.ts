import { type NDArray, type ShapeProblem, zeros } from "@linnet/core";
import { describe, expectTypeOf, test } from "vitest";
import {
  alignPoints,
  angularDistance,
  cartesianToSphericalJacobian,
  givens,
  homogeneous,
  householder,
  quaternionMultiply,
  quaternionRotate,
  rigidExp,
  rigidLog,
  rotationFromAngle,
  rotationFromAxisAngle,
  rotationFromEuler,
  rotationFromVector,
  rotationToAxisAngle,
  rotationToEuler,
  rotationToVector,
  slerp,
  transformPoints,
} from "../index.js";
import type { Matrices, Vectors } from "./typed-tail.js";

describe("shapes of rotations are part of the type", () => {
  test("what stands in front of the last axes is kept", () => {
    expectTypeOf(rotationFromVector(zeros([5, 3])).shape).toEqualTypeOf<readonly [5, 3, 3]>();
    expectTypeOf(rotationFromAngle(zeros([])).shape).toEqualTypeOf<readonly [2, 2]>();
    expectTypeOf(rotationToVector(zeros([2, 5, 3, 3])).shape).toEqualTypeOf<readonly [2, 5, 3]>();
    expectTypeOf(rotationToAxisAngle(zeros([5, 3, 3])).angle.shape).toEqualTypeOf<readonly [5]>();
    expectTypeOf(rotationToAxisAngle(zeros([5, 3, 3])).axis.shape).toEqualTypeOf<readonly [5, 3]>();
    expectTypeOf(rotationToEuler(zeros([3, 3]), "ZYX").angles.shape).toEqualTypeOf<readonly [3]>();
    expectTypeOf(rotationToEuler(zeros([7, 3, 3]), "ZYX").gimbalLock).toEqualTypeOf<NDArray<"bool", readonly [7]>>();
    expectTypeOf(rigidExp(zeros([5, 6])).shape).toEqualTypeOf<readonly [5, 4, 4]>();
    expectTypeOf(rigidLog(zeros([4, 4])).shape).toEqualTypeOf<readonly [6]>();
    expectTypeOf(cartesianToSphericalJacobian(zeros([9, 3])).shape).toEqualTypeOf<readonly [9, 3, 3]>();
    expectTypeOf(householder(zeros([5, 4])).matrix().shape).toEqualTypeOf<readonly [5, 4, 4]>();
    expectTypeOf(householder(zeros([5, 4])).tau.shape).toEqualTypeOf<readonly [5]>();
  });

  test("and broadcasts", () => {
    expectTypeOf(rotationFromAxisAngle(zeros([5, 3]), 1).shape).toEqualTypeOf<readonly [5, 3, 3]>();
    expectTypeOf(rotationFromAxisAngle(zeros([3]), zeros([5])).shape).toEqualTypeOf<readonly [5, 3, 3]>();
    expectTypeOf(quaternionMultiply(zeros([5, 1, 4]), zeros([2, 4])).shape).toEqualTypeOf<readonly [5, 2, 4]>();
    expectTypeOf(quaternionRotate(zeros([4]), zeros([8, 3])).shape).toEqualTypeOf<readonly [8, 3]>();
    expectTypeOf(slerp(zeros([4]), zeros([2, 4]), zeros([6, 1])).shape).toEqualTypeOf<readonly [6, 2, 4]>();
    expectTypeOf(angularDistance(zeros([3, 3]), zeros([5, 3, 3])).shape).toEqualTypeOf<readonly [5]>();
    expectTypeOf(homogeneous(zeros([3, 3]), zeros([5, 3])).shape).toEqualTypeOf<readonly [5, 4, 4]>();
    expectTypeOf(transformPoints(zeros([4, 4]), zeros([5, 7, 3])).shape).toEqualTypeOf<readonly [5, 7, 3]>();
    expectTypeOf(alignPoints(zeros([10, 3]), zeros([2, 10, 3])).rotation.shape).toEqualTypeOf<readonly [2, 3, 3]>();
    expectTypeOf(givens(zeros([2, 1]), zeros([3])).matrix().shape).toEqualTypeOf<readonly [2, 3, 2, 2]>();
  });

  test("dtypes promote, integers become float64", () => {
    const single = zeros([3], { dtype: "float32" });
    expectTypeOf(rotationFromVector(single).dtype).toEqualTypeOf<"float32">();
    expectTypeOf(rotationFromVector(zeros([3], { dtype: "int8" })).dtype).toEqualTypeOf<"float64">();
    expectTypeOf(rotationFromAxisAngle(single, 1).dtype).toEqualTypeOf<"float32">();
    expectTypeOf(rotationFromAxisAngle(single, zeros([])).dtype).toEqualTypeOf<"float64">();
    expectTypeOf(givens(zeros([], { dtype: "complex64" }), single).c.dtype).toEqualTypeOf<"float32">();
  });

  test("unknown dimensions and ranks", () => {
    const rows: NDArray<"float64", readonly [number, number]> = zeros([2, 3]);
    expectTypeOf(rotationFromVector(rows).shape).toEqualTypeOf<readonly [number, 3, 3]>();
    const any: NDArray = zeros([2, 3]);
    expectTypeOf(rotationFromVector(any).shape).toBeAny();
    expectTypeOf(quaternionRotate(zeros([4]), any).shape).toBeAny();
  });

  test("what does not fit carries a sentence", () => {
    expectTypeOf<Vectors<readonly [5, 2], 3, "v">>().toEqualTypeOf<ShapeProblem<"v must have shape […, 3]">>();
    expectTypeOf<Matrices<readonly [3], 3, 3, "R">>().toEqualTypeOf<ShapeProblem<"R must have shape […, 3, 3]">>();
    // @ts-expect-error rotationFromVector: v must have shape […, 3]
    rotationFromVector(zeros([4]));
    // @ts-expect-error rotationToVector: R must have shape […, 3, 3]
    rotationToVector(zeros([2, 2]));
    // @ts-expect-error an order that is none
    rotationFromEuler(zeros([3]), "xxy");
    // @ts-expect-error fixed axes or turning ones
    rotationFromEuler(zeros([3]), "xYz");
  });
});
