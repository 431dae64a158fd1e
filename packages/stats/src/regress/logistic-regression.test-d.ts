import { type NDArray, zeros } from "@linnet/core";
import { describe, expectTypeOf, test } from "vitest";
import { LogisticRegression } from "../index.js";

describe("logistic regression", () => {
  test("carries columns, dtype and what labels are", () => {
    const x = zeros([100, 6], { dtype: "float32" });
    const model = LogisticRegression.fit(x, zeros([100], { dtype: "int32" }), { C: 1 });
    expectTypeOf(model.coefficients).toEqualTypeOf<NDArray<"float32", readonly [number, 6]>>();
    expectTypeOf(model.predict(zeros([7, 6]))).toEqualTypeOf<NDArray<"int32", readonly [7]>>();
    expectTypeOf(model.predictProbabilities(x)).toEqualTypeOf<NDArray<"float32", readonly [100, number]>>();
    const any: LogisticRegression = model;
    expectTypeOf(any.C).toEqualTypeOf<number>();
    // @ts-expect-error five columns where six were fitted
    model.predict(zeros([7, 5]));
    // @ts-expect-error a label more than there are rows
    LogisticRegression.fit(x, zeros([101], { dtype: "int32" }));
  });
});
