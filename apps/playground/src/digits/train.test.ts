import { type NDArray, arrayEqual, random } from "@linnet/core";
import { parametersOf } from "@linnet/nn";
import { describe, expect, it } from "vitest";
import { decompose } from "./components.js";
import { prepareDigits } from "./dataset.js";
import { type Experiment, experiments, nameOf } from "./experiment.js";
import { buildModel, inputsOf, train } from "./train.js";

const digits = prepareDigits();
const pca = decompose(digits);
const MLP: Experiment = { model: "mlp", features: "pixels" };

describe("experiments", () => {
  it("are named for people", () => {
    expect(experiments.map(nameOf)).toEqual([
      "softmax on 30 PCA scores",
      "softmax on raw pixels",
      "MLP on 30 PCA scores",
      "MLP on raw pixels",
    ]);
  });

  it("build models that take their inputs to ten logits, in float32", () => {
    for (const experiment of experiments) {
      const x = inputsOf(experiment, digits.test, pca);
      const logits: NDArray = buildModel(experiment, random(0)).forward(x);
      expect(x.shape).toEqual([359, experiment.features === "pixels" ? 64 : 30]);
      expect(logits.shape).toEqual([359, 10]);
      expect([x.dtype, logits.dtype]).toEqual(["float32", "float32"]);
    }
  });

  it("build the same model from the same seed, another from another", () => {
    const weight = (seed: number): NDArray => parametersOf(buildModel(MLP, random(seed)))["layers.0.weight"];
    expect(arrayEqual(weight(3), weight(3))).toBe(true);
    expect(arrayEqual(weight(3), weight(4))).toBe(false);
  });
});

describe("train", () => {
  it("reads 97 % of the test digits with the MLP on pixels: the median of five seeds", async () => {
    const scores: number[] = [];
    for (const seed of [1, 2, 3, 4, 5]) scores.push((await train(MLP, digits, pca, seed)).accuracy);
    expect(scores.toSorted((a, b) => a - b)[2]).toBeGreaterThanOrEqual(0.97);
  }, 60_000);

  it("gives the same logits to the last bit for the same seed, whoever watches", async () => {
    const alone = await train(MLP, digits, pca, 9, { epochs: 2 });
    const watched = await train(MLP, digits, pca, 9, {
      epochs: 2,
      onStep() {},
      pause: () => new Promise((resolve) => setTimeout(resolve, 1)),
    });
    expect(arrayEqual(alone.logits, watched.logits)).toBe(true);
    const other = await train(MLP, digits, pca, 10, { epochs: 2 });
    expect(arrayEqual(alone.logits, other.logits)).toBe(false);
  });

  it("lowers the loss of every experiment", async () => {
    for (const experiment of experiments) {
      const { history } = await train(experiment, digits, pca, 1, { epochs: 3 });
      expect(history.length).toBe(3);
      expect(history[2].loss).toBeLessThan(history[0].loss);
    }
  });

  it("answers what it has when it is stopped", async () => {
    const controller = new AbortController();
    const outcome = await train(MLP, digits, pca, 1, {
      signal: controller.signal,
      onEpoch({ epoch }) {
        if (epoch === 1) controller.abort();
      },
    });
    expect(outcome.reason).toBe("aborted");
    expect(outcome.history.length).toBe(2);
    expect(outcome.accuracy).toBeGreaterThan(0.5);
  });
});
