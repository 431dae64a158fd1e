import { describe, expectTypeOf, test } from "vitest";
import { type NDArray, max, mean, rearrange, reduceAxes, sum, zeros } from "../index.js";

describe("rearrange", () => {
  test("follows axes by themselves, and given lengths", () => {
    const x = zeros([2, 32, 5]);
    expectTypeOf(rearrange(x, "b n c -> c b n")).toEqualTypeOf<NDArray<"float64", readonly [5, 2, 32]>>();
    expectTypeOf(rearrange(x, "b (h w) c -> b h w c", { h: 8 }).shape).toEqualTypeOf<readonly [2, 8, 4, 5]>();
    expectTypeOf(rearrange(x, "b n c -> b (n c) 1").shape).toEqualTypeOf<readonly [2, number, 1]>();
    expectTypeOf(rearrange(x, "b ... -> ... b").shape).toEqualTypeOf<readonly [32, 5, 2]>();
    expectTypeOf(rearrange(x, "... c -> c ...").shape).toEqualTypeOf<readonly [5, 2, 32]>();
  });

  test("gives numbers for what it does not know", () => {
    const x = zeros([2, 32] as [number, number]);
    expectTypeOf(rearrange(x, "b (h w) -> w b h", { h: 8 }).shape).toEqualTypeOf<readonly [number, number, 8]>();
    expectTypeOf(rearrange(x, "b n -> n b r", { r: 3 as number }).shape).toEqualTypeOf<
      readonly [number, number, number]
    >();
    const lengths: Record<string, number> = { h: 8 };
    expectTypeOf(rearrange(zeros([2, 32]), "b (h w) -> b h w", lengths).shape).toEqualTypeOf<
      readonly [2, number, number]
    >();
    expectTypeOf(rearrange(zeros([5000]), "(a b c) -> c (a b)", { a: 20, b: 25 }).shape).toEqualTypeOf<
      readonly [number, number]
    >();
  });

  test("reads groups without spaces around them, of nothing, and ellipses of nothing", () => {
    expectTypeOf(rearrange(zeros([6, 2]), "(a b)c->b(a c)", { a: 2 }).shape).toEqualTypeOf<readonly [3, number]>();
    expectTypeOf(rearrange(zeros([6, 2]), "a ... b -> b () ... a").shape).toEqualTypeOf<readonly [2, 1, 6]>();
    expectTypeOf(rearrange(zeros([6, 2]), "a ... b -> b a").shape).toEqualTypeOf<readonly [2, 6]>();
    expectTypeOf(rearrange(zeros([6]), "a -> ... a").shape).toEqualTypeOf<readonly [6]>();
    expectTypeOf(rearrange(zeros([]), "->").shape).toEqualTypeOf<readonly []>();
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

  test("refuses a pattern that does not fit the shape", () => {
    // @ts-expect-error rearrange: x must have 1 axes, as the pattern names
    expectTypeOf(rearrange(zeros([2, 3]), "a -> a").shape).toBeAny();
    // @ts-expect-error reduceAxes: axis 1 must split into (h w) by 5
    reduceAxes(zeros([2, 32]), "b (h w) -> b h", sum, { h: 5 });
  });

  test("does not guess", () => {
    expectTypeOf(rearrange(zeros([2]), "a -> a" as string).shape).toBeAny();
    expectTypeOf(rearrange(zeros([2]) as NDArray, "a -> a").shape).toBeAny();
  });
});
