import { type NDArray, ones, zeros } from "@linnet/core";
import { describe, expectTypeOf, test } from "vitest";
import {
  basis,
  changeOfBasis,
  coordinatesIn,
  distanceToSpan,
  gramSchmidt,
  isIndependent,
  nullSpace,
  orth,
  project,
  projection,
  rref,
  subspaceAngles,
} from "../index.js";

describe("shapes of what subspaces answer", () => {
  const tall = zeros([7, 3]);

  test("bases, whose number of vectors is not known", () => {
    expectTypeOf(nullSpace(tall).shape).toEqualTypeOf<readonly [3, number]>();
    expectTypeOf(orth(zeros([5, 7, 3])).shape).toEqualTypeOf<readonly [5, 7, number]>();
    expectTypeOf(basis(zeros([7, 3], { dtype: "int8" }))).toEqualTypeOf<NDArray<"int8", readonly [7, number]>>();
    expectTypeOf(rref(tall).R.shape).toEqualTypeOf<readonly [7, 3]>();
    expectTypeOf(rref(zeros([5, 7, 3])).pivots).toEqualTypeOf<NDArray<"int32", readonly [5, number]>>();
    expectTypeOf(isIndependent(zeros([5, 7, 3]))).toEqualTypeOf<NDArray<"bool", readonly [5]>>();
    expectTypeOf(gramSchmidt(tall).Q.shape).toEqualTypeOf<readonly [7, 3]>();
  });

  test("projections and distances", () => {
    expectTypeOf(projection(tall).shape).toEqualTypeOf<readonly [7, 7]>();
    expectTypeOf(project(tall, ones([7])).shape).toEqualTypeOf<readonly [7]>();
    expectTypeOf(project(tall, ones([5, 7, 2])).shape).toEqualTypeOf<readonly [5, 7, 2]>();
    expectTypeOf(distanceToSpan(tall, ones([7])).shape).toEqualTypeOf<readonly []>();
    expectTypeOf(distanceToSpan(tall, ones([5, 7, 2])).shape).toEqualTypeOf<readonly [5, 2]>();
    const z = zeros([7, 2], { dtype: "complex64" });
    expectTypeOf(distanceToSpan(z, z)).toEqualTypeOf<NDArray<"float32", readonly [2]>>();
  });

  test("coordinates and angles", () => {
    expectTypeOf(coordinatesIn(tall, ones([7])).shape).toEqualTypeOf<readonly [3]>();
    expectTypeOf(changeOfBasis(tall, tall).shape).toEqualTypeOf<readonly [3, 3]>();
    expectTypeOf(subspaceAngles(tall, zeros([7, 2])).shape).toEqualTypeOf<readonly [2]>();
    expectTypeOf(subspaceAngles(zeros([4, 7, 3]), zeros([7, 2])).shape).toEqualTypeOf<readonly [4, 2]>();
  });
});
