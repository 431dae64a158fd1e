import { describe, expectTypeOf, test } from "vitest";
import { type NDArray, type ShapeProblem, ones, zeros } from "@linnet/core";
import {
  cholesky,
  cond,
  det,
  eigh,
  inv,
  lstsq,
  lu,
  matrixNorm,
  matrixPower,
  multiDot,
  pinv,
  qr,
  solve,
  solveTriangular,
  svd,
  svdvals,
  vectorNorm,
} from "../index.js";
import type { Min, Solved, Square } from "./typed-shape.js";

describe("shapes of factors are part of the type", () => {
  test("factors of known dimensions", () => {
    const tall = zeros([1797, 64]);
    expectTypeOf(svd(tall).U.shape).toEqualTypeOf<readonly [1797, 64]>();
    expectTypeOf(svd(tall).S.shape).toEqualTypeOf<readonly [64]>();
    expectTypeOf(svd(tall).Vh.shape).toEqualTypeOf<readonly [64, 64]>();
    expectTypeOf(svd(tall, { full: true }).U.shape).toEqualTypeOf<readonly [1797, 1797]>();
    expectTypeOf(svd(tall, { rank: 5 }).U.shape).toEqualTypeOf<readonly [1797, 5]>();
    expectTypeOf(svd(tall, { rank: 5 }).Vh.shape).toEqualTypeOf<readonly [5, 64]>();
    expectTypeOf(svdvals(tall).shape).toEqualTypeOf<readonly [64]>();
    expectTypeOf(qr(tall).Q.shape).toEqualTypeOf<readonly [1797, 64]>();
    expectTypeOf(qr(zeros([2, 5])).R.shape).toEqualTypeOf<readonly [2, 5]>();
    expectTypeOf(lu(zeros([8, 3, 4])).L.shape).toEqualTypeOf<readonly [8, 3, 3]>();
    expectTypeOf(lu(zeros([3, 4])).p).toEqualTypeOf<NDArray<"int32", readonly [3]>>();
    expectTypeOf(lu(zeros([8, 3, 4]), { pivoting: "full" }).q).toEqualTypeOf<NDArray<"int32", readonly [8, 4]>>();
    expectTypeOf(eigh(zeros([2, 3, 3])).values.shape).toEqualTypeOf<readonly [2, 3]>();
    expectTypeOf(cholesky(zeros([3, 3])).L.shape).toEqualTypeOf<readonly [3, 3]>();
    expectTypeOf(pinv(zeros([2, 5])).shape).toEqualTypeOf<readonly [5, 2]>();
    expectTypeOf(det(zeros([4, 3, 3])).shape).toEqualTypeOf<readonly [4]>();
  });

  test("what is real of complex matrices", () => {
    const z = zeros([4, 3, 3], { dtype: "complex64" });
    expectTypeOf(lu(z).det()).toEqualTypeOf<NDArray<"complex64", readonly [4]>>();
    expectTypeOf(lu(z).logAbsDet()).toEqualTypeOf<NDArray<"float32", readonly [4]>>();
    expectTypeOf(lu(z).cond()).toEqualTypeOf<NDArray<"float32", readonly [4]>>();
    expectTypeOf(lu(z).rank()).toEqualTypeOf<NDArray<"int32", readonly [4]>>();
    expectTypeOf(cholesky(z).det()).toEqualTypeOf<NDArray<"float32", readonly [4]>>();
    expectTypeOf(cholesky(z).L).toEqualTypeOf<NDArray<"complex64", readonly [4, 3, 3]>>();
    expectTypeOf(inv(z)).toEqualTypeOf<NDArray<"complex64", readonly [4, 3, 3]>>();
    expectTypeOf(solveTriangular(z, ones([3]), "lower").dtype).toEqualTypeOf<"complex128">();
  });

  test("solutions", () => {
    expectTypeOf(solve(zeros([3, 3]), ones([3])).shape).toEqualTypeOf<readonly [3]>();
    expectTypeOf(solve(zeros([5, 3, 3]), ones([3])).shape).toEqualTypeOf<readonly [5, 3]>();
    expectTypeOf(solve(zeros([5, 3, 3]), ones([3, 2])).shape).toEqualTypeOf<readonly [5, 3, 2]>();
    expectTypeOf(lstsq(zeros([9, 4]), ones([9, 2])).x.shape).toEqualTypeOf<readonly [4, 2]>();
    expectTypeOf(lu(zeros([3, 3])).solve(ones([3, 2])).shape).toEqualTypeOf<readonly [3, 2]>();
  });

  test("products", () => {
    expectTypeOf(multiDot([zeros([2, 3]), zeros([3, 4]), zeros([4, 5])]).shape).toEqualTypeOf<readonly [2, 5]>();
    expectTypeOf(multiDot([zeros([3]), zeros([6, 3, 4]), zeros([4])]).shape).toEqualTypeOf<readonly [6]>();
    expectTypeOf(multiDot([zeros([3]), zeros([3])]).shape).toEqualTypeOf<readonly []>();
    const [single, whole] = [zeros([2, 2], { dtype: "float32" }), zeros([2, 2], { dtype: "int8" })];
    expectTypeOf(multiDot([single, single]).dtype).toEqualTypeOf<"float32">();
    expectTypeOf(multiDot([whole, whole]).dtype).toEqualTypeOf<"float64">();
    expectTypeOf(multiDot([zeros([2, 2]), zeros([2, 2])] as NDArray[]).shape).toBeAny();
    expectTypeOf(matrixPower(single, -2)).toEqualTypeOf<NDArray<"float32", readonly [2, 2]>>();
  });

  test("norms of complex arrays are real", () => {
    const z = zeros([5, 2, 2], { dtype: "complex64" });
    expectTypeOf(matrixNorm(z)).toEqualTypeOf<NDArray<"float32", readonly [5]>>();
    expectTypeOf(cond(z)).toEqualTypeOf<NDArray<"float32", readonly [5]>>();
    expectTypeOf(vectorNorm(z, { axis: 0 })).toEqualTypeOf<NDArray<"float32", readonly [2, 2]>>();
    expectTypeOf(vectorNorm(zeros([2], { dtype: "complex128" })).dtype).toEqualTypeOf<"float64">();
  });

  test("dtypes", () => {
    expectTypeOf(inv(zeros([2, 2], { dtype: "float32" })).dtype).toEqualTypeOf<"float32">();
    expectTypeOf(inv(zeros([2, 2], { dtype: "int8" })).dtype).toEqualTypeOf<"float64">();
    expectTypeOf(solve(zeros([2, 2], { dtype: "float32" }), ones([2])).dtype).toEqualTypeOf<"float64">();
  });

  test("dimensions that do not fit carry a sentence", () => {
    expectTypeOf<Square<readonly [2, 3]>>().toEqualTypeOf<ShapeProblem<"the last two axes must be equal">>();
    expectTypeOf<Solved<readonly [3, 3], readonly [4]>>().toEqualTypeOf<
      ShapeProblem<"rows 3 of a and 4 of b differ">
    >();
    // @ts-expect-error inv: the last two axes must be equal
    inv(zeros([2, 3]));
    // @ts-expect-error cholesky: the last two axes must be equal
    cholesky(zeros([2, 3]));
    // @ts-expect-error det: a must have at least two axes
    det(zeros([3]));
    // @ts-expect-error solve: rows 3 of a and 4 of b differ
    solve(zeros([3, 3]), ones([4]));
    // @ts-expect-error solve: the last two axes must be equal
    solve(zeros([3, 2]), ones([3]));
    // @ts-expect-error lstsq: rows 9 of a and 8 of b differ
    lstsq(zeros([9, 4]), ones([8, 2]));
    // @ts-expect-error solveTriangular: rows 3 of a and 2 of b differ
    solveTriangular(zeros([3, 3]), ones([2]), "lower");
    // @ts-expect-error solve: rows 3 of a and 2 of b differ
    lu(zeros([3, 3])).solve(ones([2]));
  });

  test("unknown dimensions and ranks", () => {
    const dynamic: NDArray<"float64", readonly [number, 64]> = zeros([5, 64]);
    expectTypeOf(svd(dynamic).Vh.shape).toEqualTypeOf<readonly [number, 64]>();
    const any: NDArray = zeros([2, 3]);
    expectTypeOf(svd(any).U.shape).toBeAny();
    const plain: NDArray = solve(any, any);
    expectTypeOf(plain).toEqualTypeOf<NDArray>();
  });

  test("the smaller of two dimensions", () => {
    expectTypeOf<Min<10, 9>>().toEqualTypeOf<9>();
    expectTypeOf<Min<123, 1230>>().toEqualTypeOf<123>();
    expectTypeOf<Min<199, 200>>().toEqualTypeOf<199>();
    expectTypeOf<Min<7, 7>>().toEqualTypeOf<7>();
    expectTypeOf<Min<number, 3>>().toEqualTypeOf<number>();
  });
});
