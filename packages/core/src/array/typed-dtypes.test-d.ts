import { describe, expectTypeOf, test } from "vitest";
import {
  type NDArray,
  cross,
  kron,
  oneHot,
  outer,
  putAlongAxis,
  random,
  randomCategorical,
  randomExponential,
  randomGamma,
  scatterAdd,
  takeAlongAxis,
  tensordot,
  vecdot,
  zeros,
} from "../index.js";

const x = zeros([2, 3], { dtype: "float32" });
const at = zeros([2, 5], { dtype: "int32" });

describe("by position", () => {
  test("what is taken has the shape of the indices; what is put leaves the array's", () => {
    expectTypeOf(takeAlongAxis(x, at)).toEqualTypeOf<NDArray<"float32", readonly [2, 5]>>();
    expectTypeOf(putAlongAxis(x, at, 0)).toEqualTypeOf<NDArray<"float32", readonly [2, 3]>>();
    expectTypeOf(scatterAdd(x, [0, 1], x)).toEqualTypeOf<NDArray<"float32", readonly [2, 3]>>();
    expectTypeOf(oneHot([0, 2], 4)).toEqualTypeOf<NDArray<"float64", readonly [2, 4]>>();
    expectTypeOf(oneHot(at, 7, { dtype: "bool" })).toEqualTypeOf<NDArray<"bool", readonly [2, 5, 7]>>();
  });

  test("positions are integers", () => {
    // @ts-expect-error indices must be integers
    takeAlongAxis(x, x);
    // @ts-expect-error indices must be integers
    putAlongAxis(x, x, 0);
    // @ts-expect-error indices must be integers
    oneHot(x, 3);
  });
});

describe("products", () => {
  test("promote", () => {
    const [a, b] = [zeros([2, 3], { dtype: "int8" }), zeros([3], { dtype: "float32" })];
    expectTypeOf(cross(a, b)).toEqualTypeOf<NDArray<"float32", readonly [2, 3]>>();
    expectTypeOf(kron(a, b)).toEqualTypeOf<NDArray<"float32", readonly [2, 9]>>();
    expectTypeOf(outer(b, b)).toEqualTypeOf<NDArray<"float32", readonly [3, 3]>>();
    expectTypeOf(vecdot(a, a)).toEqualTypeOf<NDArray<"int8", readonly [2]>>();
    expectTypeOf(tensordot(a, b, { axes: 1 })).toEqualTypeOf<NDArray<"float32", readonly [2]>>();
    // @ts-expect-error cross: dimensions 3 and 2 do not broadcast
    cross(a, zeros([2]));
  });
});

describe("random streams", () => {
  const rng = random(0);

  test("have the dtype and shape that is asked for", () => {
    expectTypeOf(rng.uniform([2, 3])).toEqualTypeOf<NDArray<"float64", readonly [2, 3]>>();
    expectTypeOf(rng.normal([4], { dtype: "float32" })).toEqualTypeOf<NDArray<"float32", readonly [4]>>();
    expectTypeOf(rng.integers(0, 9, [2])).toEqualTypeOf<NDArray<"int32", readonly [2]>>();
    expectTypeOf(rng.bernoulli(0.5, [2, 2])).toEqualTypeOf<NDArray<"bool", readonly [2, 2]>>();
    expectTypeOf(rng.permutation(5)).toEqualTypeOf<NDArray<"int32", readonly [5]>>();
    expectTypeOf(rng.choice(9, 4)).toEqualTypeOf<NDArray<"int32", readonly [4]>>();
    expectTypeOf(randomExponential(rng, [2])).toEqualTypeOf<NDArray<"float64", readonly [2]>>();
    expectTypeOf(randomGamma(rng, 2, [3], { dtype: "float32" }).dtype).toEqualTypeOf<"float32">();
    expectTypeOf(randomCategorical(rng, zeros([6, 10]))).toEqualTypeOf<NDArray<"int32", readonly [6]>>();
  });

  test("are floats or integers, and nothing else", () => {
    // @ts-expect-error dtype must be float32 or float64
    rng.normal([2], { dtype: "int32" });
  });
});
