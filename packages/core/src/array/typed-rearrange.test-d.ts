import { describe, expectTypeOf, test } from "vitest";
import { type NDArray, max, mean, rearrange, reduceAxes, sum, zeros } from "../index.js";

describe("rearrange", () => {
  test("follows axes by themselves, and given lengths", () => {
    const x = zeros([2, 32, 5]);
    expectTypeOf(rearrange(x, "b n c -> c b n")).toEqualTypeOf<NDArray<"float64", readonly [5, 2, 32]>>();
    expectTypeOf(rearrange(x, "b (h w) c -> b h w c", { h: 8 }).shape).toEqualTypeOf<readonly [2, 8, number, 5]>();
    expectTypeOf(rearrange(x, "b n c -> b (n c) 1").shape).toEqualTypeOf<readonly [2, number, 1]>();
    expectTypeOf(rearrange(x, "b ... -> ... b").shape).toEqualTypeOf<readonly [32, 5, 2]>();
    expectTypeOf(rearrange(x, "... c -> c ...").shape).toEqualTypeOf<readonly [5, 2, 32]>();
  });

  test("follows new axes of given lengths", () => {
    expectTypeOf(rearrange(zeros([2, 5]), "b c -> b t c", { t: 3 })).toEqualTypeOf<
      NDArray<"float64", readonly [2, 3, 5]>
    >();
  });

  test("follows reductions, in their dtype", () => {
    const x = zeros([2, 28, 5], { dtype: "int8" });
    expectTypeOf(reduceAxes(x, "b n c -> b c", sum)).toEqualTypeOf<NDArray<"int32", readonly [2, 5]>>();
    expectTypeOf(reduceAxes(x, "b n c -> c", mean)).toEqualTypeOf<NDArray<"float64", readonly [5]>>();
    expectTypeOf(reduceAxes(x, "b (n i) c -> b i 1", max, { i: 4 })).toEqualTypeOf<
      NDArray<"int8", readonly [2, 4, 1]>
    >();
    expectTypeOf(reduceAxes(x, "b ... -> b", max).shape).toEqualTypeOf<readonly [2]>();
    // @ts-expect-error a reduction is a function over the axes that it is given
    reduceAxes(x, "b n c -> b c", "sum");
  });

  test("does not guess", () => {
    expectTypeOf(rearrange(zeros([2]), "a -> a" as string).shape).toBeAny();
    expectTypeOf(rearrange(zeros([2]) as NDArray, "a -> a").shape).toBeAny();
  });
});
