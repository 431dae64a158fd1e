import { type NDArray, array, mean, random, sub, zeros } from "@linnet/core";
import { describe, expectTypeOf, test } from "vitest";
import { type Bootstrap, Binomial, Normal, type TTest, bootstrap, permutationTest, tTest } from "../index.js";

describe("distributions", () => {
  test("give a number for a number, and an array of the same shape for an array", () => {
    const law = new Normal();
    expectTypeOf(law.sf(1)).toEqualTypeOf<number>();
    expectTypeOf(law.sf(zeros([2, 3], { dtype: "float32" }))).toEqualTypeOf<NDArray<"float64", readonly [2, 3]>>();
    expectTypeOf(law.sample(random(0), [4])).toEqualTypeOf<NDArray<"float64", readonly [4]>>();
    expectTypeOf(new Binomial(3, 0.5).pmf(zeros([5], { dtype: "int32" }))).toEqualTypeOf<
      NDArray<"float64", readonly [5]>
    >();
    // @ts-expect-error a discrete distribution has masses, no density
    new Binomial(3, 0.5).pdf(1);
  });
});

describe("tests", () => {
  test("take one sample or two, and options last", () => {
    const x = array([1, 2, 4]);
    expectTypeOf(tTest(x, { mean: 1 })).toEqualTypeOf<TTest>();
    expectTypeOf(tTest(x, x, { alternative: "less" }).interval).toEqualTypeOf<readonly [low: number, high: number]>();
    // @ts-expect-error no such alternative
    tTest(x, { alternative: "smaller" });
  });

  test("take statistics that answer a number or an array of one", () => {
    const x = random(0).normal([10]);
    expectTypeOf(bootstrap(x, (sample) => mean(sample))).toEqualTypeOf<Bootstrap>();
    permutationTest([x, x], (a, b) => sub(mean(a), mean(b)));
    permutationTest([x, x], (a, b) => a.size - b.size);
    // @ts-expect-error a statistic is a number
    bootstrap(x, () => "mean");
  });
});
