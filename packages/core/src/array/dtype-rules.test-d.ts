import { expectTypeOf, test } from "vitest";
import { type NDArray, finfo, iinfo, ones, resultType } from "../index.js";

test("resultType promotes in types", () => {
  expectTypeOf(resultType("int8", "uint8")).toEqualTypeOf<"int16">();
  const x = ones([2], { dtype: "float32" });
  expectTypeOf(resultType(x, 3, "int32")).toEqualTypeOf<"float32">();
  expectTypeOf(resultType(3, "float32", true)).toEqualTypeOf<"float32">();
  const any: NDArray = ones([2]);
  resultType(any, "int8");
});

test("limits carry the dtype of real numbers", () => {
  expectTypeOf(finfo("complex64").dtype).toEqualTypeOf<"float32">();
  expectTypeOf(iinfo(ones([1], { dtype: "uint8" })).dtype).toEqualTypeOf<"uint8">();
});
