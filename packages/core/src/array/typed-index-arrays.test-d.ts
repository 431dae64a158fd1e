import { describe, expectTypeOf, test } from "vitest";
import { type NDArray, type ShapeProblem, array, slice, withValue, zeros } from "../index.js";
import type { IndexRule } from "./typed-index-arrays.js";

describe("arrays as indices in types", () => {
  const x = zeros([2, 3, 784]);
  const positions = zeros([5, 4], { dtype: "int32" });
  const row = zeros([4], { dtype: "int8" });

  test("positions put their shape in the place of their axis", () => {
    expectTypeOf(slice(x, positions).shape).toEqualTypeOf<readonly [5, 4, 3, 784]>();
    expectTypeOf(slice(x, ":", positions).shape).toEqualTypeOf<readonly [2, 5, 4, 784]>();
    expectTypeOf(slice(x, "...", positions).shape).toEqualTypeOf<readonly [2, 3, 5, 4]>();
    expectTypeOf(slice(x, [1, 0, 1]).shape).toEqualTypeOf<readonly [3, 3, 784]>();
    expectTypeOf(slice(x, ":", [0], "1:10:2").shape).toEqualTypeOf<readonly [2, 1, 5]>();
    expectTypeOf(slice(x, 0, "...", [2, 1]).shape).toEqualTypeOf<readonly [2, 3]>();
    const list: number[] = [0];
    expectTypeOf(slice(x, list).shape).toEqualTypeOf<readonly [number, 3, 784]>();
  });

  test("several broadcast, side by side or apart", () => {
    expectTypeOf(slice(x, ":", positions, row).shape).toEqualTypeOf<readonly [2, 5, 4]>();
    expectTypeOf(slice(x, positions, ":", row).shape).toEqualTypeOf<readonly [5, 4, 3]>();
    expectTypeOf(slice(x, ":", 0, row).shape).toEqualTypeOf<readonly [2, 4]>();
    expectTypeOf(slice(x, 0, ":", row).shape).toEqualTypeOf<readonly [4, 3]>();
    expectTypeOf(slice(x, row, null, row).shape).toEqualTypeOf<readonly [4, 1, 784]>();
    expectTypeOf(slice(x, ":", row, "...", row).shape).toEqualTypeOf<readonly [4, 2]>();
  });

  test("masks select an unknown number", () => {
    const mask = zeros([2, 3], { dtype: "bool" });
    expectTypeOf(slice(x, mask).shape).toEqualTypeOf<readonly [number, 784]>();
    expectTypeOf(slice(x, "...", zeros([784], { dtype: "bool" })).shape).toEqualTypeOf<readonly [2, 3, number]>();
    expectTypeOf(slice(x, x.greater(0)).shape).toEqualTypeOf<readonly [number]>();
    expectTypeOf(slice(x, array(true)).shape).toEqualTypeOf<readonly [number, 2, 3, 784]>();
  });

  test("what cannot be followed stays open", () => {
    const any: NDArray = x;
    expectTypeOf(slice(any, row).shape).toBeAny();
    expectTypeOf(slice(x, any).shape).toBeAny();
    expectTypeOf(withValue(x, [positions], 1)).toEqualTypeOf<NDArray<"float64", readonly [2, 3, 784]>>();
  });

  test("what cannot fit does not compile", () => {
    expectTypeOf<IndexRule<readonly [3], [0, readonly [0]]>>().toEqualTypeOf<
      ShapeProblem<"there are more indices than axes">
    >();
    // @ts-expect-error slice: there are more indices than axes
    slice(zeros([3]), [0], [0]);
    // @ts-expect-error slice: dimensions 4 and 3 do not broadcast
    slice(x, row, [0, 1, 2]);
    // @ts-expect-error slice: a mask must have the lengths of the axes that it selects from, not 3 for 2
    slice(x, zeros([3], { dtype: "bool" }));
    // @ts-expect-error positions are integers
    slice(x, zeros([3]));
    // @ts-expect-error slice: an array as an index is taken by the function slice(x, …)
    x.slice(row);
  });
});
