import { type NDArray, array, zeros } from "@linnet/core";
import { describe, expectTypeOf, test } from "vitest";
import {
  Linear,
  type LossOptions,
  bceWithLogits,
  crossEntropy,
  ctc,
  evaluate,
  fit,
  mse,
  ofLogits,
  tripletMargin,
} from "../index.js";
import { random } from "@linnet/core";
import { accuracy, f1, precision } from "@linnet/stats";

describe("losses", () => {
  const [x, t] = [zeros([64, 10], { dtype: "float32" }), zeros([64, 10], { dtype: "float32" })];
  const labels = zeros([64], { dtype: "int32" });

  test("are scalars, or have the shape of the elements", () => {
    expectTypeOf(mse(x, t)).toEqualTypeOf<NDArray<"float32", readonly []>>();
    expectTypeOf(mse(x, t, { reduction: "none" })).toEqualTypeOf<NDArray<"float32", readonly [64, 10]>>();
    expectTypeOf(mse(x, zeros([64, 10]), { reduction: "sum" })).toEqualTypeOf<NDArray<"float64", readonly []>>();
    expectTypeOf(mse(x, t, { mask: array([true]) }).shape).toEqualTypeOf<readonly []>();
    expectTypeOf(bceWithLogits(x, t, { posWeight: zeros([10]), reduction: "none" }).shape).toEqualTypeOf<
      readonly [64, 10]
    >();
    expectTypeOf(mse(zeros([3], { dtype: "int8" }), zeros([3], { dtype: "int8" })).dtype).toEqualTypeOf<"float64">();
  });

  test("of classes lose the axis of the classes", () => {
    expectTypeOf(crossEntropy(x, labels)).toEqualTypeOf<NDArray<"float32", readonly []>>();
    expectTypeOf(crossEntropy(x, labels, { reduction: "none" })).toEqualTypeOf<NDArray<"float32", readonly [64]>>();
    expectTypeOf(crossEntropy(x, t, { reduction: "none" }).shape).toEqualTypeOf<readonly [64]>();
    const image = zeros([8, 3, 5, 7]);
    const each = crossEntropy(image, zeros([8, 5, 7], { dtype: "int32" }), { reduction: "none" });
    expectTypeOf(each.shape).toEqualTypeOf<readonly [8, 5, 7]>();
    const sequence = zeros([8, 5, 3]);
    const last = crossEntropy(sequence, zeros([8, 5], { dtype: "int32" }), { axis: -1, reduction: "none" });
    expectTypeOf(last.shape).toEqualTypeOf<readonly [8, 5]>();
    // @ts-expect-error labels of another batch
    crossEntropy(x, zeros([32], { dtype: "int32" }));
    // @ts-expect-error no such reduction
    crossEntropy(x, labels, { reduction: "max" });
  });

  test("of vectors lose the last axis", () => {
    expectTypeOf(tripletMargin(x, x, x, { reduction: "none" }).shape).toEqualTypeOf<readonly [64]>();
    // @ts-expect-error a negative of another length
    tripletMargin(x, x, zeros([64, 9], { dtype: "float32" }));
    expectTypeOf(ctc(zeros([5, 2, 3]), labels, [5, 5], [1, 1], { reduction: "none" }).shape).toEqualTypeOf<
      readonly [2]
    >();
  });

  test("of unknown shapes and reductions are of unknown shape", () => {
    const any: NDArray = x;
    expectTypeOf(mse(any, any, { reduction: "none" }).shape).toBeAny();
    expectTypeOf(crossEntropy(any, labels).shape).toEqualTypeOf<readonly []>();
    const options: LossOptions = {};
    expectTypeOf(mse(x, t, options).shape).toEqualTypeOf<readonly [] | readonly [64, 10]>();
  });

  test("and metrics are what fit and evaluate take", () => {
    const model = Linear.init(random(0), 4, 3);
    const examples = { x: zeros([8, 4]) as NDArray, y: zeros([8], { dtype: "int32" }) as NDArray };
    expectTypeOf(evaluate(model, examples, { crossEntropy, mse, accuracy, precision, f1: ofLogits(f1) })).toEqualTypeOf<
      Record<"crossEntropy" | "mse" | "accuracy" | "precision" | "f1", number>
    >();
    void (() => fit(model, examples, { loss: crossEntropy, metrics: { precision } }));
  });
});
