import { NDArray, array, log, random, sqrt, square, sub, sum } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { NonFiniteLossError, NonFiniteParameterError } from "../errors.js";
import type { Layer } from "../layer.js";
import { Relu } from "../layers/activations/activations.js";
import { Linear } from "../layers/linear.js";
import { sequential } from "../layers/sequential.js";
import { mse } from "../losses/mse.js";
import { adam } from "../optimizers/adam.js";
import { sgd } from "../optimizers/sgd.js";
import { fit } from "./fit.js";

const ADVICE = "Lower the learning rate, scale the inputs, or look for NaN in the data.";
const rng = random(1);
const linear = (): Linear<2, 2> => Linear.init(rng, 2, 2);
const x: NDArray = random(2).uniform([48, 2], { dtype: "float32" });
const data = { x, y: x };
const options = { loss: mse, batchSize: 4, epochs: 1, progress: false };

class Logarithm implements Layer {
  forward(y: NDArray): NDArray {
    return log(y);
  }
}

/** Fails at the pass of a number: once there is something wrong it is wrong in the search too. */
class BreaksAt implements Layer {
  private passes = 0;
  constructor(readonly at: number) {}
  forward(y: NDArray): NDArray {
    return this.passes++ < this.at ? y : y.mul(Infinity);
  }
}

describe("a loss that is not finite", () => {
  it("names the step, and the layer whose output is the first that is not", async () => {
    const inner = sequential(linear(), new Relu(), new BreaksAt(12));
    const run = fit(sequential(linear(), inner, linear()), data, { ...options, epochs: 2 });
    await expect(run).rejects.toThrow(NonFiniteLossError);
    await expect(run).rejects.toThrow(
      /^fit: the loss must stay finite; got (NaN|Infinity) at step 12 \(epoch 1\), first in model\.layers\[1\]\.layers\[2\] \(BreaksAt\)\. Lower/,
    );
    await expect(run).rejects.toMatchObject({ step: 12, epoch: 1, place: "model.layers[1].layers[2] (BreaksAt)" });
  });

  it("names the parameter where that is the first", async () => {
    const broken = new Linear(
      array(
        [
          [NaN, 0],
          [0, 1],
        ],
        { dtype: "float32" },
      ),
      array([0, 0], { dtype: "float32" }),
    );
    const run = fit(sequential(linear(), broken, linear()), data, options);
    await expect(run).rejects.toThrow(
      `fit: the loss must stay finite; got NaN at step 0 (epoch 0), first in model.layers[1] (Linear), in its weight. ${ADVICE}`,
    );
  });

  it("names the inputs, or the loss itself", async () => {
    const holed = { x: x.with([17, 0], NaN), y: x };
    await expect(fit(linear(), holed, { ...options, shuffle: false })).rejects.toThrow(
      `fit: the loss must stay finite; got NaN at step 4 (epoch 0), first in the inputs. ${ADVICE}`,
    );
    const loss = (p: NDArray, t: NDArray): NDArray => sum(log(sub(p, p))).add(sum(t)); // −∞
    await expect(fit(linear(), data, { ...options, loss })).rejects.toThrow(
      `fit: the loss must stay finite; got -Infinity at step 0 (epoch 0), first in the loss. ${ADVICE}`,
    );
  });

  it("of a learning rate that is far too high is found where the numbers end", async () => {
    const run = fit(sequential(linear(), new Relu(), linear()), data, {
      ...options,
      epochs: 50,
      optimizer: sgd({ learningRate: 1e6 }),
    });
    await expect(run).rejects.toThrow(NonFiniteLossError);
    await expect(run).rejects.toMatchObject({
      place: expect.stringMatching(/^(model\.layers\[\d\] \((Linear|Relu)\)|the loss)/),
    });
  });

  it("keeps the last checkpoint, which is finite", async () => {
    const saved: Uint8Array[] = [];
    const store = {
      save: async (bytes: Uint8Array) => void saved.push(bytes.slice()),
      load: async () => saved.at(-1) ?? null,
    };
    const broken = sequential(linear(), new BreaksAt(30));
    const checkpoint = { store, every: { epochs: 1 } };
    await expect(fit(broken, data, { ...options, epochs: 4, checkpoint })).rejects.toThrow("at step 30 (epoch 2)");
    expect(saved).toHaveLength(2);
    const { history } = await fit(sequential(linear(), new BreaksAt(1e9)), data, {
      ...options,
      epochs: 4,
      resume: store,
    });
    expect(history.every(({ loss }) => Number.isFinite(loss))).toBe(true);
    expect(history).toHaveLength(4);
  });
});

describe("a gradient that is not finite, of a loss that is", () => {
  /** Its derivative at 0 is 0 · ∞. */
  const loss = (p: NDArray, t: NDArray): NDArray => sum(sqrt(square(sub(p, p)))).add(mse(p, t));

  it("is found at its step when it is looked for", async () => {
    const run = fit(sequential(linear(), new Relu(), linear()), data, { ...options, loss, checkGradients: true });
    await expect(run).rejects.toThrow(NonFiniteParameterError);
    await expect(run).rejects.toThrow(
      `fit: the gradient must stay finite; got NaN or infinity in layers.2.bias at step 0 (epoch 0). ${ADVICE}`,
    );
  });

  it("is found by what it leads to", async () => {
    await expect(fit(linear(), data, { ...options, loss })).rejects.toThrow(
      `fit: the loss must stay finite; got NaN at step 1 (epoch 0), first in model (Linear), in its weight. ${ADVICE}`,
    );
    const saved: Uint8Array[] = [];
    const checkpoint = { store: { save: async (bytes: Uint8Array) => void saved.push(bytes), load: async () => null } };
    const run = fit(linear(), data, { ...options, batchSize: 48, loss, optimizer: adam(), checkpoint });
    await expect(run).rejects.toThrow(
      "fit: the parameters must stay finite; got NaN or infinity in bias by the end of step 0 (epoch 0). " +
        `Train with checkGradients: true to find the step. ${ADVICE}`,
    );
    expect(saved).toEqual([]);
  });

  it("does not come of logarithms of what is positive", async () => {
    const fine = fit(
      sequential(new Logarithm(), linear()),
      { x: x.add(1), y: x },
      { ...options, checkGradients: true },
    );
    expect((await fine).reason).toBe("finished");
  });
});
