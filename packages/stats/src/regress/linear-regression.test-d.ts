import { type NDArray, random, zeros } from "@linnet/core";
import { describe, expectTypeOf, test } from "vitest";
import { LinearRegression, PolynomialRegression } from "../index.js";

describe("regressions", () => {
  test("carry columns and dtype to coefficients and predictions", () => {
    const x = zeros([100, 6], { dtype: "float32" });
    const y = random(0).normal([100], { dtype: "float32" });
    const model = LinearRegression.fit(x, y);
    expectTypeOf(model.coefficients).toEqualTypeOf<NDArray<"float32", readonly [6]>>();
    expectTypeOf(model.predict(zeros([7, 6]))).toEqualTypeOf<NDArray<"float64", readonly [7]>>();
    expectTypeOf(model.predictIntervals(x).confidence.lower).toEqualTypeOf<NDArray<"float64", readonly [100]>>();
    expectTypeOf(LinearRegression.fit(x, zeros([100])).coefficients.dtype).toEqualTypeOf<"float64">();
    // @ts-expect-error five columns where six were fitted
    model.predict(zeros([7, 5]));
    // @ts-expect-error 99 numbers for 100 rows
    LinearRegression.fit(x, zeros([99]));
  });

  test("are models of unknown dimensions too", () => {
    const model: LinearRegression = LinearRegression.fit(random(0).normal([9, 2]), random(1).normal([9]));
    expectTypeOf(model.coefficients.shape).toEqualTypeOf<readonly [number]>();
    const curve = PolynomialRegression.fit(random(0).normal([9]), random(1).normal([9]), { degree: 2 });
    expectTypeOf(curve.predict(zeros([2, 3])).shape).toEqualTypeOf<readonly [2, 3]>();
  });
});
