import { describe, expectTypeOf, test } from "vitest";
import { type NDArray, random, zeros } from "@linnet/core";
import { Linear, Relu, type Sequential, sequential } from "../index.js";

describe("layers fit together", () => {
  const rng = random(0);

  test("the dimensions of neighbours are checked, and carried through", () => {
    const model = sequential(Linear.init(rng, 784, 128), new Relu(), Linear.init(rng, 128, 10));
    expectTypeOf(model).toEqualTypeOf<Sequential<readonly [Linear<784, 128>, Relu, Linear<128, 10>]>>();
    expectTypeOf(model.forward(zeros([64, 784], { dtype: "float32" })).shape).toEqualTypeOf<readonly [64, 10]>();
    // @ts-expect-error x [64, 512] does not have 784 features
    model.forward(zeros([64, 512], { dtype: "float32" }));
  });

  test("a layer that does not fit carries a sentence", () => {
    // @ts-expect-error sequential: layer 2 takes 64 features and is given 128
    sequential(Linear.init(rng, 784, 128), new Relu(), Linear.init(rng, 64, 10));
    // @ts-expect-error sequential: layer 1 takes 3 features and is given 2
    sequential(sequential(Linear.init(rng, 1, 2), new Relu()), Linear.init(rng, 3, 1));
  });

  test("unknown dimensions are let through", () => {
    const features: number = 30;
    const model = sequential(Linear.init(rng, features, 128), Linear.init(rng, 128, 10));
    expectTypeOf(model.forward(zeros([2, 30], { dtype: "float32" })).shape).toEqualTypeOf<readonly [2, 10]>();
    const loose: NDArray = zeros([2, 30]);
    model.forward(loose);
  });
});
