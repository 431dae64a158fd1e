// The models in the box in a minute: on the embedded digits and on small texts, each against a bar that it can fail.
import { type NDArray, random } from "@linnet/core";
import { adam, crossEntropy, evaluate, fit } from "@linnet/nn";
import { accuracy } from "@linnet/stats";
import { describe, expect, it } from "vitest";
import { enlarged, splitDigits } from "../data/digits.js";
import { leNet5 } from "../models/le-net.js";
import { mlp } from "../models/mlp.js";
import * as autoencoder from "./autoencoder.js";
import * as characterTransformer from "./character-transformer.js";
import * as forecaster from "./forecaster.js";
import * as gaussNewton from "./gauss-newton.js";
import * as word2vec from "./word2vec.js";

const quiet = (): void => {};

describe("models in the box", () => {
  it("MLP 784-128-10 reads 92 % of the test digits after five epochs, and none to speak of before", async () => {
    const { train, test } = splitDigits();
    const flat = ({ x, y }: typeof train) => ({ x: enlarged({ x, y }).x.reshape([-1, 784]) as NDArray, y });
    const start = mlp(random(1));
    const options = { loss: crossEntropy, optimizer: adam(), epochs: 5, batchSize: 64 };
    const { model } = await fit(start, flat(train), options);
    expect(evaluate(start, flat(test), { accuracy }).accuracy).toBeLessThan(0.3);
    expect(evaluate(model, flat(test), { accuracy }).accuracy).toBeGreaterThanOrEqual(0.92);
  });

  it("LeNet reads 93 % of the test digits after four epochs", async () => {
    const { train, test } = splitDigits();
    const options = { loss: crossEntropy, optimizer: adam({ learningRate: 0.003 }), epochs: 4, batchSize: 64 };
    const { model } = await fit(leNet5(random(1)), enlarged(train), options);
    expect(evaluate(model, enlarged(test), { accuracy }).accuracy).toBeGreaterThanOrEqual(0.93);
  });

  it("autoencoder with a code of 16 beats 16 principal components on test digits", async () => {
    const { value } = await autoencoder.measure(1, 30, quiet);
    expect(value).toBeLessThan(1);
  });

  it("word2vec answers analogies of a text of 2,000 sentences", async () => {
    const { value } = await word2vec.measure(1, 2000, 3, quiet);
    expect(value).toBeGreaterThanOrEqual(0.95);
  });

  it("character transformer falls below the bigram entropy on text that it has not seen", async () => {
    const { value } = await characterTransformer.measure(
      1,
      { length: 160_000, features: 64, depth: 1, stride: 24, epochs: 1 },
      quiet,
    );
    expect(value).toBeLessThan(1);
  });

  it("LSTM beats a linear autoregression on a chaotic series", async () => {
    const { value } = await forecaster.measure(1, 4000, 10, quiet);
    expect(value).toBeLessThan(1);
  });

  it("Gauss–Newton takes a tenth of Adam's steps", async () => {
    const { value } = await gaussNewton.measure(1, 1000, quiet);
    expect(value).toBeGreaterThanOrEqual(10);
  });
});
