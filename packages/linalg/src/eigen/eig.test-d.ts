import { type NDArray, zeros } from "@linnet/core";
import { describe, expectTypeOf, test } from "vitest";
import { eig, eigGeneralized, eigvals, hessenberg, schur } from "../index.js";

describe("general eigenproblems", () => {
  const [double, single] = [zeros([2, 3, 3]), zeros([3, 3], { dtype: "float32" })];
  const [complex, integer] = [zeros([3, 3], { dtype: "complex64" }), zeros([3, 3], { dtype: "int32" })];

  test("answers of eig are complex, and what is not asked for is undefined", () => {
    expectTypeOf(eig(double).values).toEqualTypeOf<NDArray<"complex128", readonly [2, 3]>>();
    expectTypeOf(eig(single).vectors).toEqualTypeOf<NDArray<"complex64", readonly [3, 3]>>();
    expectTypeOf(eig(integer).values.dtype).toEqualTypeOf<"complex128">();
    expectTypeOf(eig(single).leftVectors).toEqualTypeOf<undefined>();
    expectTypeOf(eig(single, { left: true }).leftVectors).toEqualTypeOf<NDArray<"complex64", readonly [3, 3]>>();
    expectTypeOf(eig(complex, { conditionNumbers: true }).conditionNumbers).toEqualTypeOf<
      NDArray<"float32", readonly [3]>
    >();
    expectTypeOf(eigvals(double)).toEqualTypeOf<NDArray<"complex128", readonly [2, 3]>>();
    expectTypeOf(eigGeneralized(single, double).values.dtype).toEqualTypeOf<"complex128">();
  });

  test("a Schur form is as the matrix, or complex", () => {
    expectTypeOf(schur(single).T).toEqualTypeOf<NDArray<"float32", readonly [3, 3]>>();
    expectTypeOf(schur(single, { output: "complex" }).Z).toEqualTypeOf<NDArray<"complex64", readonly [3, 3]>>();
    expectTypeOf(schur(complex).T.dtype).toEqualTypeOf<"complex64">();
    expectTypeOf(schur(double).reorder((re) => re < 0).values).toEqualTypeOf<NDArray<"complex128", readonly [2, 3]>>();
    expectTypeOf(hessenberg(double).H).toEqualTypeOf<NDArray<"float64", readonly [2, 3, 3]>>();
  });

  test("rectangular matrices do not compile", () => {
    // @ts-expect-error eig: the last two axes must be equal
    expectTypeOf(() => eig(zeros([2, 3])));
    // @ts-expect-error schur: the last two axes must be equal
    expectTypeOf(() => schur(zeros([2, 3])));
  });
});
