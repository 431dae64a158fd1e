import { describe, expectTypeOf, test } from "vitest";
import { type NDArray, random, zeros } from "@linnet/core";
import {
  GRU,
  LSTM,
  Linear,
  MultiHeadAttention,
  TransformerEncoderLayer,
  allOutputs,
  scaledDotProductAttention,
  sequential,
} from "../../index.js";

describe("sequences in types", () => {
  const rng = random(0);

  test("recurrent networks check features, and say what they give", () => {
    const lstm = LSTM.init(rng, 8, 64);
    expectTypeOf(lstm).toEqualTypeOf<LSTM<8, 64>>();
    const { output, h } = lstm.forward(zeros([32, 50, 8], { dtype: "float32" }));
    expectTypeOf(output.shape).toEqualTypeOf<readonly [32, 50, 64]>();
    expectTypeOf(h).toEqualTypeOf<NDArray<"float32">>();
    expectTypeOf(lstm.forward(zeros([50, 8], { dtype: "float32" })).output.shape).toEqualTypeOf<readonly [50, 64]>();
    // @ts-expect-error x has 9 features
    lstm.forward(zeros([32, 50, 9], { dtype: "float32" }));
    // @ts-expect-error a sequence of vectors has two axes
    lstm.forward(zeros([8], { dtype: "float32" }));
    const both = GRU.init(rng, 8, 64, { bidirectional: true });
    expectTypeOf(both).toEqualTypeOf<GRU<8, number>>();
  });

  test("they fit among layers, or do not compile", () => {
    const model = sequential(allOutputs(GRU.init(rng, 8, 64)), Linear.init(rng, 64, 2));
    expectTypeOf(model.forward(zeros([4, 5, 8], { dtype: "float32" })).shape).toEqualTypeOf<readonly [4, 5, 2]>();
    // @ts-expect-error sequential: layer 1 takes 32 features and is given 64
    sequential(allOutputs(GRU.init(rng, 8, 64)), Linear.init(rng, 32, 2));
    // @ts-expect-error sequential: layer 1 takes 128 features and is given 64
    sequential(MultiHeadAttention.init(rng, 64, 4), TransformerEncoderLayer.init(rng, 128, 4));
  });

  test("attention checks features and numbers of keys", () => {
    const [q, k, v] = [zeros([2, 6, 4]), zeros([2, 5, 4]), zeros([2, 5, 3])];
    expectTypeOf(scaledDotProductAttention(q, k, v).shape).toEqualTypeOf<readonly [2, 6, 3]>();
    // @ts-expect-error scaledDotProductAttention: inner dimensions 4 and 3 differ
    scaledDotProductAttention(q, v, v);
    // @ts-expect-error scaledDotProductAttention: inner dimensions 5 and 6 differ
    scaledDotProductAttention(q, k, q);
    const layer = TransformerEncoderLayer.init(rng, 128, 4);
    expectTypeOf(layer.forward(zeros([16, 64, 128], { dtype: "float32" })).shape).toEqualTypeOf<
      readonly [16, 64, 128]
    >();
    // @ts-expect-error x has 64 features
    layer.forward(zeros([16, 64, 64], { dtype: "float32" }));
  });
});
