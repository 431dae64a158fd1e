import { describe, expectTypeOf, test } from "vitest";
import { type NDArray, random, zeros } from "@linnet/core";
import {
  Conv1d,
  Conv2d,
  ConvTranspose2d,
  GlobalAveragePool,
  type Layer,
  Linear,
  MaxPool2d,
  PixelShuffle,
  Relu,
  sequential,
} from "../../index.js";

const f32 = { dtype: "float32" } as const;

class Flat implements Layer {
  forward(x: NDArray): NDArray {
    return x;
  }
}

describe("layers of images fit together", () => {
  const rng = random(0);

  test("channels are checked, and carried through what keeps them", () => {
    const model = sequential(
      Conv2d.init(rng, 1, 8, 3),
      new Relu(),
      new MaxPool2d(2),
      Conv2d.init(rng, 8, 16, 3),
      new MaxPool2d(2),
    );
    const y = model.forward(zeros([64, 1, 28, 28], f32));
    expectTypeOf(y.shape).toEqualTypeOf<readonly [64, 16, number, number]>();
    // @ts-expect-error x [64, 3, 28, 28] does not have one channel
    model.forward(zeros([64, 3, 28, 28], f32));
  });

  test("a layer that takes other channels carries a sentence", () => {
    // @ts-expect-error sequential: layer 1 takes 16 channels and is given 8
    sequential(Conv2d.init(rng, 1, 8, 3), Conv2d.init(rng, 16, 8, 3));
    // @ts-expect-error sequential: layer 3 takes 4 channels and is given 8
    sequential(Conv2d.init(rng, 1, 8, 3), new Relu(), new MaxPool2d(2), ConvTranspose2d.init(rng, 4, 1, 2));
    // @ts-expect-error sequential: layer 1 takes 5 channels and is given 8
    sequential(sequential(Conv2d.init(rng, 1, 8, 3), new Relu()), Conv2d.init(rng, 5, 8, 3));
    // @ts-expect-error sequential: layer 1 takes 2 channels and is given 3
    sequential(Conv1d.init(rng, 1, 3, 3), Conv1d.init(rng, 2, 3, 3));
  });

  test("a layer alone checks its channels", () => {
    const layer = Conv2d.init(rng, 3, 8, 3);
    expectTypeOf(layer.forward(zeros([3, 9, 9], f32)).shape).toEqualTypeOf<readonly [8, number, number]>();
    // @ts-expect-error x [2, 4, 9, 9] does not have three channels
    layer.forward(zeros([2, 4, 9, 9], f32));
  });

  test("a pool in front takes the channels of what follows", () => {
    const model = sequential(new MaxPool2d(2), new Relu(), Conv2d.init(rng, 3, 4, 3));
    expectTypeOf(model.forward(zeros([2, 3, 8, 8], f32)).shape).toEqualTypeOf<readonly [2, 4, number, number]>();
    // @ts-expect-error x [2, 1, 8, 8] does not have three channels
    model.forward(zeros([2, 1, 8, 8], f32));
  });

  test("what says nothing makes channels forgotten", () => {
    const model = sequential(Conv2d.init(rng, 1, 8, 3), new Flat(), Linear.init(rng, 1352, 10));
    expectTypeOf(model.forward(zeros([64, 1, 15, 15], f32)).shape).toEqualTypeOf<readonly [64, 10]>();
    sequential(Conv2d.init(rng, 1, 8, 3), new PixelShuffle(2), Conv2d.init(rng, 2, 3, 3));
  });

  test("a global average makes features of channels", () => {
    const model = sequential(Conv2d.init(rng, 1, 8, 3), new GlobalAveragePool(), Linear.init(rng, 8, 10));
    expectTypeOf(model.forward(zeros([64, 1, 9, 9], f32)).shape).toEqualTypeOf<readonly [64, 10]>();
    // @ts-expect-error sequential: layer 2 takes 16 features and is given 8
    sequential(Conv2d.init(rng, 1, 8, 3), new GlobalAveragePool(), Linear.init(rng, 16, 10));
  });
});
