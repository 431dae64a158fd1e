import { describe, expectTypeOf, test } from "vitest";
import { type NDArray, type ShapeProblem, einsum, zeros } from "../index.js";
import type { EinsumRule } from "./typed-einsum.js";

type F<S extends readonly number[]> = NDArray<"float64", S>;

describe("einsum", () => {
  const a = zeros([2, 3]);
  const b = zeros([3, 4], { dtype: "float32" });

  test("reads literal subscripts", () => {
    expectTypeOf(einsum("ij,jk->ik", a, b)).toEqualTypeOf<F<readonly [2, 4]>>();
    expectTypeOf(einsum("ij , jk -> ki", a, b).shape).toEqualTypeOf<readonly [4, 2]>();
    expectTypeOf(einsum("ij,jk", a, b).shape).toEqualTypeOf<readonly [2, 4]>();
    expectTypeOf(einsum("ba", a).shape).toEqualTypeOf<readonly [3, 2]>();
    expectTypeOf(einsum("ii", zeros([3, 3])).shape).toEqualTypeOf<readonly []>();
    expectTypeOf(einsum("ii->i", zeros([3, 3])).shape).toEqualTypeOf<readonly [3]>();
    const [q, k] = [zeros([2, 4, 5, 8]), zeros([2, 4, 6, 8])];
    expectTypeOf(einsum("bhqd,bhkd->bhqk", q, k).shape).toEqualTypeOf<readonly [2, 4, 5, 6]>();
    expectTypeOf(einsum("i,ij,j->", zeros([2]), a, zeros([3])).shape).toEqualTypeOf<readonly []>();
  });

  test("lets lengths of 1 give way, and known lengths win", () => {
    expectTypeOf(einsum("ij,jk->ijk", zeros([2, 1]), b).shape).toEqualTypeOf<readonly [2, 3, 4]>();
    const some = a as NDArray<"float64", readonly [number, number]>;
    expectTypeOf(einsum("ij,jk->ji", some, b).shape).toEqualTypeOf<readonly [3, number]>();
  });

  test("follows an ellipsis", () => {
    const [x, y] = [zeros([5, 1, 2, 3]), zeros([7, 3, 4])];
    expectTypeOf(einsum("...ij,...jk->...ik", x, y).shape).toEqualTypeOf<readonly [5, 7, 2, 4]>();
    expectTypeOf(einsum("i...", a).shape).toEqualTypeOf<readonly [3, 2]>();
    expectTypeOf(einsum("i...->...", a).shape).toEqualTypeOf<readonly [3]>();
  });

  test("does not guess", () => {
    expectTypeOf(einsum("ij,jk->ik" as string, a, b).shape).toBeAny();
    expectTypeOf(einsum("ij,jk->ik", a as NDArray, b).shape).toBeAny();
  });

  test("says what cannot meet", () => {
    expectTypeOf<EinsumRule<"ij,jk->ik", [F<[2, 3]>, F<[4, 5]>]>>().toEqualTypeOf<
      ShapeProblem<"index j has lengths 3 and 4">
    >();
    expectTypeOf<EinsumRule<"ij->k", [F<[2, 3]>]>>().toEqualTypeOf<ShapeProblem<"output index k is in no operand">>();
    expectTypeOf<EinsumRule<"i", [F<[2, 3]>]>>().toEqualTypeOf<ShapeProblem<'an operand of 2 axes does not fit "i"'>>();
    expectTypeOf<EinsumRule<"...i,...i", [F<[2, 3]>, F<[4, 3]>]>>().toEqualTypeOf<
      ShapeProblem<"dimensions 2 and 4 do not broadcast">
    >();
    // @ts-expect-error einsum: index j has lengths 3 and 2
    einsum("ij,jk->ik", a, a);
    // @ts-expect-error einsum: subscripts name more operands than are given
    einsum("ij,jk->ik", a);
    // @ts-expect-error einsum: subscripts name fewer operands than are given
    einsum("ij->ij", a, a);
    // @ts-expect-error einsum: every operand must be an NDArray
    einsum("i->i", [1, 2]);
  });
});
