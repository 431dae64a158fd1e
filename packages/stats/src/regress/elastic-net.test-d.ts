import { type NDArray, zeros } from "@linnet/core";
import { describe, expectTypeOf, test } from "vitest";
import { ElasticNet, Lasso, elasticNetPath } from "../index.js";

describe("lasso and elastic net", () => {
  test("carry columns and dtype", () => {
    const x = zeros([100, 6], { dtype: "float32" });
    const y = zeros([100]);
    const lasso = Lasso.fit(x, y, { alpha: 0.1 });
    expectTypeOf(lasso.coefficients).toEqualTypeOf<NDArray<"float32", readonly [6]>>();
    expectTypeOf(lasso.predict(zeros([7, 6]))).toEqualTypeOf<NDArray<"float64", readonly [7]>>();
    expectTypeOf(ElasticNet.crossValidate(x, y).model).toEqualTypeOf<ElasticNet<6, "float32">>();
    expectTypeOf(elasticNetPath(x, y).coefficients).toEqualTypeOf<NDArray<"float32", readonly [number, 6]>>();
    const any: ElasticNet = lasso;
    expectTypeOf(any.intercept).toEqualTypeOf<number>();
    // @ts-expect-error five columns where six were fitted
    lasso.predict(zeros([7, 5]));
    // @ts-expect-error a target more than there are rows
    Lasso.fit(x, zeros([101]));
    // @ts-expect-error the lasso has no share to choose
    Lasso.fit(x, y, { l1Ratio: 0.5 });
  });
});
