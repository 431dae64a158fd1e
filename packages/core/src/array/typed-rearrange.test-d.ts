import { describe, expectTypeOf, test } from "vitest";
import { type NDArray, rearrange, zeros } from "../index.js";

describe("rearrange", () => {
  test("follows axes by themselves, and given lengths", () => {
    const x = zeros([2, 32, 5]);
    expectTypeOf(rearrange(x, "b n c -> c b n")).toEqualTypeOf<NDArray<"float64", readonly [5, 2, 32]>>();
    expectTypeOf(rearrange(x, "b (h w) c -> b h w c", { h: 8 }).shape).toEqualTypeOf<readonly [2, 8, number, 5]>();
    expectTypeOf(rearrange(x, "b n c -> b (n c) 1").shape).toEqualTypeOf<readonly [2, number, 1]>();
    expectTypeOf(rearrange(x, "b ... -> ... b").shape).toEqualTypeOf<readonly [32, 5, 2]>();
    expectTypeOf(rearrange(x, "... c -> c ...").shape).toEqualTypeOf<readonly [5, 2, 32]>();
  });

  test("does not guess", () => {
    expectTypeOf(rearrange(zeros([2]), "a -> a" as string).shape).toBeAny();
    expectTypeOf(rearrange(zeros([2]) as NDArray, "a -> a").shape).toBeAny();
  });
});
