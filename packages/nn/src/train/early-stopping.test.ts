import { NDArray, arrayEqual, random } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { Linear } from "../layers/linear.js";
import { mse } from "../losses/mse.js";
import { fit } from "./fit.js";

const start = Linear.init(random(1), 2, 1, { dtype: "float64" });
const x: NDArray = random(2).normal([8, 2]);
const data = { x, y: x.slice("0:", "0:1") as NDArray };

/** A metric that takes these values, epoch by epoch. */
function told(values: readonly number[]): () => number {
  let i = 0;
  return () => values[i++];
}

const run = (values: readonly number[], rule: object) =>
  fit(start, data, {
    loss: mse,
    epochs: values.length,
    validation: data,
    metrics: { score: told(values) },
    earlyStopping: { metric: "score", ...rule },
    progress: false,
  });

describe("early stopping", () => {
  it("bears as many epochs without an improvement as it is told, and answers the best model", async () => {
    const models: unknown[] = [];
    const values = [5, 3, 4, 3, 2.9, 3, 3, 3, 1];
    const { reason, history, model } = await fit(start, data, {
      loss: mse,
      epochs: 9,
      validation: data,
      metrics: { score: told(values) },
      earlyStopping: { metric: "score", patience: 2 },
      onEpoch: (event) => void models.push(event.model),
    });
    expect(reason).toBe("stopped");
    expect(history).toHaveLength(8); // 3, 3 are borne after 2.9; the third is not
    expect(model).toBe(models[4]);
  });

  it("takes what is less than minDelta for no improvement, and more for better where it is told", async () => {
    expect((await run([5, 4.9, 4.8, 4], { patience: 1, minDelta: 0.5 })).history).toHaveLength(3);
    expect((await run([5, 4.9, 4.8, 4], { patience: 1 })).history).toHaveLength(4);
    expect((await run([1, 2, 3, 2, 2, 2], { mode: "max", patience: 0 })).history).toHaveLength(4);
  });

  it("passes no NaN for an improvement, and counts what follows one as one", async () => {
    expect((await run([1, NaN, NaN, NaN, 0], { patience: 2 })).history).toHaveLength(4);
    expect((await run([NaN, 2, 1, 0], { patience: 0 })).reason).toBe("finished");
  });

  it("watches the loss of training where there are no validation data, and keeps the last model if it is told", async () => {
    const still = { init: () => null, update: <T>(parameters: T) => ({ parameters, state: null }) };
    const { reason, history, model } = await fit(start, data, {
      loss: mse,
      optimizer: still,
      epochs: 20,
      batchSize: 8,
      shuffle: false,
      earlyStopping: { patience: 3, restoreBest: false },
    });
    expect([reason, history.length]).toEqual(["stopped", 5]);
    expect(arrayEqual(model.weight, start.weight)).toBe(true);
  });

  it("is remembered by a checkpoint: best model, and how long it waited", async () => {
    const values = [5, 3, 4, 4, 4, 4, 4];
    const straight = await run(values, { patience: 3 });
    const saved: Uint8Array[] = [];
    const store = { save: async (bytes: Uint8Array) => void saved.push(bytes.slice()), load: async () => saved[2] };
    const options = { loss: mse, validation: data, earlyStopping: { metric: "score", patience: 3 }, progress: false };
    await fit(start, data, { ...options, epochs: 7, metrics: { score: told(values) }, checkpoint: { store } });
    const metrics = { score: told(values.slice(3)) };
    const resumed = await fit(start, data, { ...options, epochs: 7, metrics, resume: store });
    expect([resumed.reason, resumed.history]).toEqual([straight.reason, straight.history]);
    expect(arrayEqual(resumed.model.weight, straight.model.weight)).toBe(true);
  });

  it.each([
    [
      { metric: "accuracy" },
      'earlyStopping.metric must be one of loss, score; got "accuracy". Metrics are measured on validation data.',
    ],
    [{ patience: -1 }, "earlyStopping.patience must be a count of epochs; got -1."],
    [{ minDelta: NaN }, "earlyStopping.minDelta must be finite and at least 0; got NaN."],
    [{ mode: "up" }, 'earlyStopping.mode must be "min" or "max"; got "up".'],
  ])("refuses %j", async (rule, message) => {
    await expect(run([1], rule)).rejects.toThrow(`fit: ${message}`);
  });
});
