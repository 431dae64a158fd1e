import { describe, expectTypeOf, test } from "vitest";
import {
  type NDArray,
  type ShapeProblem,
  array,
  broadcastArrays,
  broadcastShapes,
  cross,
  inner,
  kron,
  meshgrid,
  moveaxis,
  outer,
  repeat,
  rot90,
  swapaxes,
  tensordot,
  tile,
  unstack,
  vander,
  vecdot,
  zeros,
} from "../index.js";
import type { BroadcastAll } from "./typed-axes.js";
import type { TensorDot } from "./typed-products.js";

describe("products", () => {
  test("follow literal axes", () => {
    const [a, b] = [zeros([2, 3, 4]), zeros([3, 4, 5], { dtype: "float32" })];
    expectTypeOf(tensordot(a, b)).toEqualTypeOf<NDArray<"float64", readonly [2, 5]>>();
    expectTypeOf(tensordot(a, zeros([4, 7]), { axes: 1 }).shape).toEqualTypeOf<readonly [2, 3, 7]>();
    expectTypeOf(tensordot(a, b, { axes: 0 }).shape).toEqualTypeOf<readonly [2, 3, 4, 3, 4, 5]>();
    expectTypeOf(tensordot(a, b, { axes: [[-1], [1]] }).shape).toEqualTypeOf<readonly [2, 3, 3, 5]>();
    expectTypeOf(tensordot(a as NDArray, b).shape).toBeAny();
    expectTypeOf(inner(zeros([2, 3]), zeros([4, 3])).shape).toEqualTypeOf<readonly [2, 4]>();
    expectTypeOf(outer(zeros([2]), zeros([3])).shape).toEqualTypeOf<readonly [2, 3]>();
    expectTypeOf(vecdot(zeros([2, 3]), zeros([5, 1, 3])).shape).toEqualTypeOf<readonly [5, 2]>();
    expectTypeOf(kron(zeros([2, 3]), zeros([10, 4])).shape).toEqualTypeOf<readonly [20, 12]>();
    expectTypeOf(kron(zeros([2]), zeros([10, 4])).shape).toEqualTypeOf<readonly [10, 8]>();
    expectTypeOf(cross(zeros([2, 3]), zeros([3])).shape).toEqualTypeOf<readonly [2, 3]>();
  });

  test("say what does not fit", () => {
    expectTypeOf<TensorDot<readonly [2, 3], readonly [4, 5], 1>>().toEqualTypeOf<
      ShapeProblem<"dimensions 3 and 4 differ">
    >();
    // @ts-expect-error tensordot: dimensions 3 and 4 differ
    tensordot(zeros([2, 3]), zeros([4, 5]), { axes: 1 });
    // @ts-expect-error tensordot: a must have at least 2 axes
    tensordot(zeros([2]), zeros([2, 5]));
    // @ts-expect-error inner: dimensions 3 and 4 differ
    inner(zeros([2, 3]), zeros([4]));
    // @ts-expect-error outer: a must have one axis
    outer(zeros([2, 3]), zeros([4]));
    // @ts-expect-error vecdot: dimensions 3 and 4 differ
    vecdot(zeros([3]), zeros([4]));
  });
});

describe("axes in other places", () => {
  const x = zeros([2, 3, 4]);

  test("moved, exchanged, turned, taken apart", () => {
    expectTypeOf(moveaxis(x, 0, -1).shape).toEqualTypeOf<readonly [3, 4, 2]>();
    expectTypeOf(moveaxis(x, -1, 0).shape).toEqualTypeOf<readonly [4, 2, 3]>();
    expectTypeOf(moveaxis(x, [0, 1], [1, 0]).shape).toEqualTypeOf<readonly [number, number, number]>();
    expectTypeOf(swapaxes(x, 0, -1).shape).toEqualTypeOf<readonly [4, 3, 2]>();
    expectTypeOf(rot90(x).shape).toEqualTypeOf<readonly [3, 2, 4]>();
    expectTypeOf(rot90(x, { k: 2 }).shape).toEqualTypeOf<readonly [2, 3, 4]>();
    expectTypeOf(rot90(x, { k: -1, axes: [1, 2] }).shape).toEqualTypeOf<readonly [2, 4, 3]>();
    expectTypeOf(unstack(x)[0].shape).toEqualTypeOf<readonly [3, 4]>();
    expectTypeOf(unstack(x, { axis: -1 })[0].shape).toEqualTypeOf<readonly [2, 3]>();
    expectTypeOf(moveaxis(x as NDArray, 0, 1).shape).toBeAny();
  });

  test("repeated", () => {
    expectTypeOf(tile(zeros([2, 30]), [3, 2]).shape).toEqualTypeOf<readonly [6, 60]>();
    expectTypeOf(tile(zeros([30]), [3, 2]).shape).toEqualTypeOf<readonly [3, 60]>();
    expectTypeOf(repeat(x, 2, { axis: 1 }).shape).toEqualTypeOf<readonly [2, 6, 4]>();
    expectTypeOf(repeat(x, [1, 2], { axis: 0 }).shape).toEqualTypeOf<readonly [number, 3, 4]>();
    expectTypeOf(repeat(x, 2).shape).toEqualTypeOf<readonly [number]>();
    expectTypeOf(vander(zeros([3]), 4).shape).toEqualTypeOf<readonly [3, 4]>();
    expectTypeOf(vander(zeros([3])).shape).toEqualTypeOf<readonly [3, 3]>();
  });

  test("broadcast together", () => {
    expectTypeOf(broadcastShapes([2, 1], [3])).toEqualTypeOf<readonly [2, 3]>();
    const [a, b] = broadcastArrays(zeros([2, 1]), array([1, 2, 3]));
    expectTypeOf(a.shape).toEqualTypeOf<readonly [2, 3]>();
    expectTypeOf(b.shape).toEqualTypeOf<readonly [2, 3]>();
    expectTypeOf(meshgrid([zeros([3]), zeros([2])])[0].shape).toEqualTypeOf<readonly [2, 3]>();
    expectTypeOf(meshgrid([zeros([3]), zeros([2])], { indexing: "ij" })[1].shape).toEqualTypeOf<readonly [3, 2]>();
    expectTypeOf<BroadcastAll<[readonly [2], readonly [3]]>>().toEqualTypeOf<
      ShapeProblem<"dimensions 2 and 3 do not broadcast">
    >();
    // @ts-expect-error broadcastArrays: dimensions 2 and 3 do not broadcast
    broadcastArrays(zeros([2]), zeros([3]));
  });
});
