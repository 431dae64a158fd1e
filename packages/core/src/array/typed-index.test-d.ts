import { describe, expectTypeOf, test } from "vitest";
import { type NDArray, type ShapeProblem, zeros } from "../index.js";
import { pad } from "../ops/pad.js";
import { at, slice, withValue } from "../ops/slice-pad.js";
import type { SliceRule, Sliced } from "./typed-index.js";

describe("indices in types", () => {
  const x = zeros([2, 3, 784]);

  test("integers drop axes, null makes one, the ellipsis fills in", () => {
    expectTypeOf(slice(x, 0).shape).toEqualTypeOf<readonly [3, 784]>();
    expectTypeOf(slice(x, 0, -1, 5).shape).toEqualTypeOf<readonly []>();
    expectTypeOf(slice(x, "...", 0).shape).toEqualTypeOf<readonly [2, 3]>();
    expectTypeOf(slice(x, null, "...", null).shape).toEqualTypeOf<readonly [1, 2, 3, 784, 1]>();
    expectTypeOf(x.slice(0, "...", 0).shape).toEqualTypeOf<readonly [3]>();
    expectTypeOf(slice(x).shape).toEqualTypeOf<readonly [2, 3, 784]>();
  });

  test("literal ranges of known dimensions give literal lengths", () => {
    type S<R extends `${string}:${string}`, N extends number = 10> = Sliced<readonly [N], [R]>[0];
    expectTypeOf<S<":">>().toEqualTypeOf<10>();
    expectTypeOf<S<"1:10:2">>().toEqualTypeOf<5>();
    expectTypeOf<S<"1:9:2">>().toEqualTypeOf<4>();
    expectTypeOf<S<"2:">>().toEqualTypeOf<8>();
    expectTypeOf<S<":-3">>().toEqualTypeOf<7>();
    expectTypeOf<S<"-3:">>().toEqualTypeOf<3>();
    expectTypeOf<S<"-30:">>().toEqualTypeOf<10>();
    expectTypeOf<S<"5:99">>().toEqualTypeOf<5>();
    expectTypeOf<S<"7:3">>().toEqualTypeOf<0>();
    expectTypeOf<S<"::-1">>().toEqualTypeOf<10>();
    expectTypeOf<S<"::-3">>().toEqualTypeOf<4>();
    expectTypeOf<S<"7:2:-2">>().toEqualTypeOf<3>();
    expectTypeOf<S<"-1:-4:-1">>().toEqualTypeOf<3>();
    expectTypeOf<S<"99::-1">>().toEqualTypeOf<10>();
    expectTypeOf<S<"::2", 784>>().toEqualTypeOf<392>();
    expectTypeOf<S<"0:100", 60000>>().toEqualTypeOf<100>();
    expectTypeOf<S<"100:", 60000>>().toEqualTypeOf<number>();
    expectTypeOf<S<"0:100", number>>().toEqualTypeOf<number>();
    expectTypeOf<S<"::-1", number>>().toEqualTypeOf<number>();
    expectTypeOf<S<`${number}:${number}`>>().toEqualTypeOf<number>();
  });

  test("what cannot be followed stays open", () => {
    const any: NDArray = x;
    expectTypeOf(slice(any, 0, "1:").shape).toBeAny();
    expectTypeOf<Sliced<readonly [2, 3], readonly (number | null)[]>>().toBeAny();
    const i = Math.random();
    expectTypeOf(slice(x, `${i}:${i + 1}`).shape).toEqualTypeOf<readonly [number, 3, 784]>();
  });

  test("too many indices, two ellipses and words do not compile", () => {
    expectTypeOf<SliceRule<readonly [3], [0, 0]>>().toEqualTypeOf<ShapeProblem<"there are more indices than axes">>();
    // @ts-expect-error slice: there are more indices than axes
    slice(zeros([3]), 0, 0);
    // @ts-expect-error slice: "..." may stand only once
    slice(zeros([3]), "...", "...");
    // @ts-expect-error an index is an integer, "start:stop:step", "..." or null
    slice(zeros([3]), "all");
    // @ts-expect-error at: there are more indices than axes
    at(zeros([3]), [0, 0]);
  });

  test("at, with and pad", () => {
    expectTypeOf(at(x, [0, 1]).shape).toEqualTypeOf<readonly [784]>();
    expectTypeOf(x.at(0, 1, 2).shape).toEqualTypeOf<readonly []>();
    expectTypeOf(withValue(x, [0], 1)).toEqualTypeOf<NDArray<"float64", readonly [2, 3, 784]>>();
    expectTypeOf(pad(x, 1).shape).toEqualTypeOf<readonly [4, 5, 786]>();
    expectTypeOf(
      pad(zeros([2, 60000]), [
        [1, 2],
        [0, 1],
      ]).shape,
    ).toEqualTypeOf<readonly [5, number]>();
  });
});
