import { describe, expect, it } from "vitest";
import { type NDArray, ShapeError, ValueError, array, arrayEqual, matmul, random, zeros } from "@linnet/core";
import { accuracy } from "@linnet/stats";
import { parametersOf } from "../checkpoint.js";
import { NonFiniteLossError } from "../errors.js";
import { Relu } from "../layers/activations/activations.js";
import { Linear } from "../layers/linear.js";
import { type Sequential, sequential } from "../layers/sequential.js";
import { crossEntropy } from "../losses/cross-entropy.js";
import { mse } from "../losses/mse.js";
import { adam } from "../optimizers/adam.js";
import { sgd } from "../optimizers/sgd.js";
import { evaluate, predict } from "./evaluate.js";
import { type Examples } from "./examples.js";
import { fit } from "./fit.js";

/** Two classes that a line cannot divide: inside and outside of a circle. */
function circle(n: number): Examples {
  const x: NDArray = random(7).uniform([n, 2], { low: -1, high: 1, dtype: "float32" });
  const points = x.toArray() as number[][];
  return { x, y: array(Int32Array.from(points, ([a, b]) => Number(a * a + b * b < 0.5))) };
}

function mlp(seed: number): Sequential<readonly [Linear<2, 16>, Relu, Linear<16, 2>]> {
  const rng = random(seed);
  return sequential(Linear.init(rng, 2, 16), new Relu(), Linear.init(rng, 16, 2));
}

describe("fit", () => {
  it("recovers a linear map by SGD", async () => {
    const truth = array([[1, -2, 3]]);
    const x: NDArray = random(1).normal([200, 3]);
    const y = matmul(x, truth.T as NDArray);
    const start = Linear.init(random(2), 3, 1, { dtype: "float64" });
    const optimizer = sgd({ learningRate: 0.1, momentum: 0.5 });
    const { model } = await fit(start, { x, y }, { loss: mse, optimizer, epochs: 20 });
    // An exactly solvable least-squares problem: the steps contract linearly to the solution, far below this.
    const learned = model.weight.toArray()[0];
    [1, -2, 3].forEach((w, i) => expect(Math.abs(learned[i] - w)).toBeLessThan(1e-6));
  });

  it("an MLP learns a circle, which softmax regression cannot", async () => {
    const data = circle(400);
    const optimizer = adam({ learningRate: 0.01 });
    const options = { loss: crossEntropy, optimizer, epochs: 40, validation: data, metrics: { accuracy } };
    const deep = await fit(mlp(1), data, options);
    const flat = await fit(Linear.init(random(1), 2, 2), data, options);
    expect(deep.history.at(-1)?.validation?.["accuracy"]).toBeGreaterThan(0.95);
    expect(flat.history.at(-1)?.validation?.["accuracy"]).toBeLessThan(0.75);
    expect(evaluate(deep.model, data, { accuracy }).accuracy).toBe(deep.history.at(-1)?.validation?.["accuracy"]);
  });

  it("same seed, same bits; another seed, others; the given model is untouched", async () => {
    const data = circle(100);
    const start = mlp(1);
    const before = start.layers[0].weight.toArray();
    const run = async (seed: number): Promise<NDArray> =>
      predict((await fit(start, data, { loss: crossEntropy, epochs: 3, seed })).model, data.x);
    const [a, b, c] = [await run(5), await run(5), await run(6)];
    expect(arrayEqual(a, b)).toBe(true);
    expect(arrayEqual(a, c)).toBe(false);
    expect(start.layers[0].weight.toArray()).toEqual(before);
  });

  it("tells of every step and epoch, in order", async () => {
    const steps: number[] = [];
    const epochs: number[] = [];
    await fit(mlp(1), circle(70), {
      loss: crossEntropy,
      epochs: 2,
      batchSize: 32,
      onStep: ({ step, steps: total }) => {
        expect(total).toBe(6);
        steps.push(step);
      },
      onEpoch: ({ epoch }) => void epochs.push(epoch),
    });
    expect(steps).toEqual([0, 1, 2, 3, 4, 5]);
    expect(epochs).toEqual([0, 1]);
  });

  it("stops at the signal and answers with the model so far", async () => {
    const stop = new AbortController();
    const { reason, history, model } = await fit(mlp(1), circle(100), {
      loss: crossEntropy,
      epochs: 1000,
      signal: stop.signal,
      onEpoch: ({ epoch }) => {
        if (epoch === 2) stop.abort();
      },
    });
    expect(reason).toBe("aborted");
    expect(history).toHaveLength(3);
    expect(predict(model, zeros([1, 2], { dtype: "float32" })).shape).toEqual([1, 2]);
  });

  it("waits while it is paused", async () => {
    let resume = (): void => {};
    let paused = true;
    const gate = new Promise<void>((resolve) => (resume = resolve));
    const steps: number[] = [];
    const running = fit(mlp(1), circle(64), {
      loss: crossEntropy,
      epochs: 1,
      pause: () => (paused ? gate : undefined),
      onStep: ({ step }) => void steps.push(step),
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(steps).toEqual([]);
    paused = false;
    resume();
    await running;
    expect(steps).toEqual([0, 1]);
  });

  it("yields to the event loop while it trains", async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await fit(mlp(1), circle(400), { loss: crossEntropy, epochs: 60, batchSize: 8 });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(0);
  });

  it("keeps tied weights tied", async () => {
    const shared = Linear.init(random(3), 2, 2);
    const { model } = await fit(sequential(shared, new Relu(), shared), circle(64), { loss: crossEntropy, epochs: 1 });
    expect(model.layers[0]).toBe(model.layers[2]);
    expect(Object.keys(parametersOf(model))).toEqual(["layers.0.weight", "layers.0.bias"]);
  });

  it("names the step at which the loss stops being a number", async () => {
    const data = circle(64);
    const broken = { x: data.x.mul(Number.NaN) as NDArray, y: data.y };
    const run = fit(mlp(1), broken, { loss: crossEntropy, epochs: 1 });
    await expect(run).rejects.toThrow(NonFiniteLossError);
    await expect(run).rejects.toThrow(
      "fit: the loss must stay finite; got NaN at step 0 (epoch 0), first in the inputs. " +
        "Lower the learning rate, scale the inputs, or look for NaN in the data.",
    );
  });

  it("refuses examples that do not pair up, none at all, and odd counts", async () => {
    const { x, y } = circle(10);
    const loss = crossEntropy;
    const short = { x, y: y.slice("0:9") as NDArray };
    await expect(fit(mlp(1), short, { loss })).rejects.toThrow(ShapeError);
    await expect(fit(mlp(1), short, { loss })).rejects.toThrow(
      "fit: x and y must have as many examples along axis 0; got x [10, 2] and y [9].",
    );
    const none = { x: x.slice("0:0") as NDArray, y: y.slice("0:0") as NDArray };
    await expect(fit(mlp(1), none, { loss })).rejects.toThrow(
      "fit: there must be at least one example; got x [0, 2] and y [0].",
    );
    await expect(fit(mlp(1), { x, y }, { loss, epochs: 0 })).rejects.toThrow(ValueError);
    await expect(fit(mlp(1), { x, y }, { loss, epochs: 0 })).rejects.toThrow(
      "fit: epochs must be a positive integer; got 0.",
    );
    await expect(fit(mlp(1), { x, y }, { loss, batchSize: 1.5 })).rejects.toThrow(
      "fit: batchSize must be a positive integer; got 1.5.",
    );
  });
});
