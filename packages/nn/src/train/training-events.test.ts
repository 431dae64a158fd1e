import { NDArray, ValueError, random } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { Linear } from "../layers/linear.js";
import { mse } from "../losses/mse.js";
import { accumulate } from "../optimizers/accumulate.js";
import { averaged, averagedParameters } from "../optimizers/averaged.js";
import { clipByNorm } from "../optimizers/clip.js";
import { plateau } from "../optimizers/plateau.js";
import { sgd } from "../optimizers/sgd.js";
import { chain } from "../optimizers/transform.js";
import { fit } from "./fit.js";
import type { TrainingEvent } from "./history.js";
import { trainingEvents } from "./training-events.js";

const model = Linear.init(random(1), 3, 1);
const x: NDArray = random(2).normal([40, 3], { dtype: "float32" });
const data = { x, y: x.slice("0:", "0:1") as NDArray };
const options = { loss: mse, epochs: 2, batchSize: 10, progress: false };
const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe("trainingEvents", () => {
  it("tells of a run from its start to its end, which is that of fit", async () => {
    const events: TrainingEvent[] = [];
    for await (const event of trainingEvents(model, data, options)) events.push(event);
    const steps = ["step", "step", "step", "step", "epoch"];
    expect(events.map(({ type }) => type)).toEqual(["start", ...steps, ...steps, "end"]);
    const last = events.at(-1);
    const { history } = await fit(model, data, options);
    expect(last?.type === "end" && last.result.history).toEqual(history);
    expect(events[1]).toMatchObject({ type: "step", epoch: 0, step: 0, steps: 8 });
  });

  it("does nothing before it is asked, and waits while the loop is busy", async () => {
    let told = 0;
    const events = trainingEvents(model, data, { ...options, epochs: 400, onEvent: () => told++ });
    await later(30);
    expect(told).toBe(0);
    await events.next();
    await later(60); // a slice is 20 ms, after which nobody takes what it told of
    const ahead = told;
    await later(60);
    expect(told).toBe(ahead);
    expect(told).toBeLessThan(400 * 5 + 2);
    await events.return?.();
  });

  it("ends the run when the loop is left", async () => {
    const told: string[] = [];
    const endless = { ...options, epochs: 1e6, onEvent: ({ type }: TrainingEvent) => void told.push(type) };
    const events = trainingEvents(model, data, endless);
    for await (const { type } of events) if (type === "epoch") break;
    const before = told.length;
    expect(told.at(-1)).toBe("end"); // fit answered; the loop was left
    await later(30);
    expect(told).toHaveLength(before);
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  it("ends at the signal with an end", async () => {
    const stop = new AbortController();
    const events: TrainingEvent[] = [];
    for await (const event of trainingEvents(model, data, { ...options, epochs: 1e6, signal: stop.signal })) {
      events.push(event);
      if (event.type === "epoch") stop.abort();
    }
    expect(events.at(-1)).toMatchObject({ type: "end", result: { reason: "aborted" } });
  });

  it("throws what the run throws, after what was told before", async () => {
    const types: string[] = [];
    const broken = trainingEvents(model, data, {
      ...options,
      onStep: ({ step }) => {
        if (step === 2) throw new RangeError("enough");
      },
    });
    const loop = async (): Promise<void> => {
      for await (const { type } of broken) types.push(type);
    };
    await expect(loop()).rejects.toThrow(new RangeError("enough"));
    expect(types).toEqual(["start", "step", "step"]);
    expect(await broken.next()).toEqual({ done: true, value: undefined });
  });

  it("can be looped over once", () => {
    const events = trainingEvents(model, data, options);
    events[Symbol.asyncIterator]();
    expect(() => events[Symbol.asyncIterator]()).toThrow(ValueError);
    expect(() => events[Symbol.asyncIterator]()).toThrow(
      "trainingEvents: the events of a run can be looped over once; got another loop. Call trainingEvents again.",
    );
  });

  it("shows the learning rate where the optimizer tells it", async () => {
    const falling = accumulate(plateau(chain(clipByNorm(10), sgd({ learningRate: (step) => 0.1 / (1 + step) }))), 1);
    const rates: (number | undefined)[] = [];
    const { history } = await fit(model, data, {
      ...options,
      epochs: 1,
      optimizer: falling,
      onStep: ({ learningRate }) => void rates.push(learningRate),
    });
    expect(rates).toEqual([0.1, 0.05, 0.1 / 3, 0.025]);
    expect(history[0].learningRate).toBe(0.02);
    const { init, update } = sgd({ learningRate: 0.1 });
    const silent = await fit(model, data, { ...options, epochs: 1, optimizer: { init, update } });
    expect("learningRate" in silent.history[0]).toBe(false);
  });

  it("answers what the optimizer remembers: averages of the parameters", async () => {
    const optimizer = averaged(sgd({ learningRate: 0.1 }), { decay: 0 });
    const { model: last, optimizerState } = await fit(model, data, { ...options, epochs: 1, optimizer });
    expect(averagedParameters(last, optimizerState).weight.toArray()).toEqual(last.weight.toArray()); // of the last step alone
  });
});
