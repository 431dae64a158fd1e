import { expectTypeOf, test } from "vitest";
import { type NDArray, gradient, zeros } from "../index.js";

const line = zeros([5]);
const table = zeros([3, 4], { dtype: "int32" });

test("one array for one axis", () => {
  expectTypeOf(gradient(line)).toEqualTypeOf<NDArray<"float64", readonly [5]>>();
  expectTypeOf(gradient(table, { axis: -1 })).toEqualTypeOf<NDArray<"float64", readonly [3, 4]>>();
  expectTypeOf(gradient(table, { axis: 1 as number })).toEqualTypeOf<NDArray<"float64", readonly [3, 4]>>();
  expectTypeOf(gradient(zeros([5], { dtype: "complex64" })).dtype).toEqualTypeOf<"complex64">();
});

test("a list for several, as long as they are many", () => {
  type Slope = NDArray<"float64", readonly [3, 4]>;
  expectTypeOf(gradient(table)).toEqualTypeOf<readonly [Slope, Slope]>();
  expectTypeOf(gradient(table, { spacing: 0.5 })).toEqualTypeOf<readonly [Slope, Slope]>();
  expectTypeOf(gradient(table, { axis: [1] })).toEqualTypeOf<readonly [Slope]>();
  expectTypeOf(gradient(table, { axis: [0, 1] as readonly number[] })).toEqualTypeOf<readonly Slope[]>();
});

test("either, where the number of axes is unknown", () => {
  expectTypeOf(gradient(line as NDArray)).toBeAny();
  expectTypeOf(gradient(line as NDArray, { axis: 0 })).toEqualTypeOf<NDArray<any, any>>();
});

test("refuses what is no order", () => {
  // @ts-expect-error 1 or 2
  gradient(line, { edgeOrder: 3 });
});
