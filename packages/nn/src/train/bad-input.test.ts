import { DTypeError, IndexError, NDArray, ShapeError, ValueError, array, random } from "@linnet/core";
import { accuracy } from "@linnet/stats";
import { describe, expect, it } from "vitest";
import type { Layer } from "../layer.js";
import { Relu } from "../layers/activations/activations.js";
import { Linear } from "../layers/linear.js";
import { sequential } from "../layers/sequential.js";
import { crossEntropy } from "../losses/cross-entropy.js";
import { mse } from "../losses/mse.js";
import { evaluate, predict } from "./evaluate.js";
import type { Examples } from "./examples.js";
import { fit } from "./fit.js";

const rng = random(1);
const classifier = sequential(Linear.init(rng, 4, 8), new Relu(), Linear.init(rng, 8, 3));
const x: NDArray = random(2).normal([20, 4], { dtype: "float32" });
const y: NDArray = random(3).integers(0, 3, [20]);
const options = { loss: crossEntropy, epochs: 1, batchSize: 8, progress: false };
const untyped = fit as unknown as (...args: readonly unknown[]) => Promise<unknown>;

describe("what fit refuses", () => {
  const deep = sequential(new Relu(), sequential(new Relu(), sequential(Linear.init(rng, 5, 3))));
  const cases: readonly (readonly [string, Layer, unknown, object, new (...args: never[]) => Error, string])[] = [
    [
      "no examples",
      classifier,
      { x: x.slice("0:0"), y: y.slice("0:0") },
      {},
      ShapeError,
      "fit: there must be at least one example; got x [0, 4] and y [0].",
    ],
    [
      "a label that is too large",
      classifier,
      { x, y: y.with([7], 3) },
      {},
      IndexError,
      "crossEntropy: targets must lie in [0, 2]; got 3 at position [0].",
    ],
    [
      "a negative label",
      classifier,
      { x, y: y.with([7], -1) },
      {},
      IndexError,
      "crossEntropy: targets must lie in [0, 2]; got -1 at position [0].",
    ],
    [
      "labels of another dtype",
      classifier,
      { x, y: y.astype("float32") },
      {},
      DTypeError,
      'crossEntropy: targets must be class indices; got targets float32. Convert them: targets.astype("int32").',
    ],
    [
      "another number of features, however deep",
      deep,
      { x, y },
      {},
      ShapeError,
      "model.layers[1].layers[1].layers[0] (Linear): Linear.forward: x must have 5 features along its last axis; got x [8, 4].",
    ],
    [
      "no array",
      classifier,
      { x: [[1]], y },
      {},
      ValueError,
      "fit: x must be an NDArray; got a list. Make one with array(…).",
    ],
    [
      "no data",
      classifier,
      undefined,
      {},
      ValueError,
      "fit: x must be an NDArray; got undefined. Make one with array(…).",
    ],
    [
      "batches that are none",
      classifier,
      [3],
      {},
      ValueError,
      "fit: x must be an NDArray; got undefined. Make one with array(…).",
    ],
    [
      "an epoch without batches",
      classifier,
      [],
      {},
      ValueError,
      "fit: an epoch must have at least one batch; got none in epoch 0. An iterator can be used up: pass a function that makes one for each epoch.",
    ],
    [
      "a function without batches",
      classifier,
      () => 5,
      {},
      ValueError,
      "fit: data must give batches, one after the other; got 5. Return an iterable.",
    ],
    [
      "dropLast without a whole batch",
      classifier,
      { x, y },
      { dropLast: true, batchSize: 21 },
      ValueError,
      "fit: there must be a whole batch of 21 with dropLast; got 20 examples. Take a smaller batchSize, or keep the last batch.",
    ],
    [
      "to shuffle batches from elsewhere",
      classifier,
      [{ x, y }],
      { shuffle: true },
      ValueError,
      "fit: batches from elsewhere come as they are; got shuffle: true. Shuffle and cut them where they are made.",
    ],
    [
      "a loss that is no scalar",
      classifier,
      { x, y },
      { loss: (p: NDArray) => p },
      ShapeError,
      "valueAndGrad: f must return a scalar",
    ],
    [
      "an odd validation",
      classifier,
      { x, y },
      { validation: { x, y: y.slice("0:3") } },
      ShapeError,
      "evaluate: x and y must have as many examples along axis 0; got x [20, 4] and y [3].",
    ],
  ];
  it.each(cases)("%s", async (_name, model, data, more, error, message) => {
    const run = untyped(model, data, { ...options, ...more });
    await expect(run).rejects.toThrow(error);
    await expect(run).rejects.toThrow(message);
  });

  it("names the place of an error in prediction and evaluation too", () => {
    const place = "model.layers[1].layers[1].layers[0] (Linear): Linear.forward: x must have 5 features";
    expect(() => predict(deep, x)).toThrow(place);
    expect(() => predict(deep, x, { batchSize: 4 })).toThrow(place);
    expect(() => evaluate(deep, { x, y }, { accuracy })).toThrow(place);
  });

  it("finds no batches, no weight and no metric", () => {
    expect(() => evaluate(classifier, [], { accuracy })).toThrow(
      "evaluate: there must be at least one batch; got none.",
    );
    expect(() => evaluate(classifier, { x, y }, { odd: 3 as never })).toThrow(
      "evaluate: metrics must be functions; got odd: 3.",
    );
  });
});

describe("the batches of fit", () => {
  const sizes = async (data: unknown, more: object): Promise<number[]> => {
    const seen: number[] = [];
    const loss = (p: NDArray, t: NDArray): NDArray => {
      seen.push(t.shape[0]);
      return crossEntropy(p, t);
    };
    await untyped(classifier, data, { ...options, loss, ...more });
    return seen;
  };

  it("end with a smaller one, unless it is to be left out", async () => {
    expect(await sizes({ x, y }, {})).toEqual([8, 8, 4]);
    expect(await sizes({ x, y }, { dropLast: true })).toEqual([8, 8]);
  });

  it("come in order where they are not shuffled", async () => {
    const firsts: number[] = [];
    const loss = (p: NDArray, t: NDArray): NDArray => {
      firsts.push(t.toTypedArray()[0]);
      return mse(p, t);
    };
    const data = { x, y: array(Float32Array.from({ length: 20 }, (_, i) => i)).reshape([20, 1]) };
    const model = Linear.init(rng, 4, 1);
    await fit(model, data, { ...options, loss, epochs: 2, shuffle: false });
    expect(firsts).toEqual([0, 8, 16, 0, 8, 16]);
    firsts.length = 0;
    await fit(model, data, { ...options, loss, epochs: 2 });
    expect(firsts.slice(0, 3)).not.toEqual(firsts.slice(3));
  });

  it("may come from a list, a generator for each epoch, or one that has to be waited for", async () => {
    const parts: Examples[] = [5, 3, 4].map((n) => ({ x: x.slice(`0:${n}`), y: y.slice(`0:${n}`) }) as Examples);
    expect(await sizes(parts, { epochs: 2 })).toEqual([5, 3, 4, 5, 3, 4]);
    const asked: number[] = [];
    function* generator(epoch: number): Generator<Examples> {
      asked.push(epoch);
      yield* parts;
    }
    expect(await sizes(generator, { epochs: 2 })).toEqual([5, 3, 4, 5, 3, 4]);
    expect(asked).toEqual([0, 1]);
    async function* later(): AsyncGenerator<Examples> {
      for (const part of parts) yield await new Promise<Examples>((resolve) => setTimeout(resolve, 1, part));
    }
    expect(await sizes(later, { epochs: 2, validation: later })).toEqual([5, 3, 4, 12, 5, 3, 4, 12]);
    await expect(fit(classifier, later(), { ...options, epochs: 2 })).rejects.toThrow(
      "got none in epoch 1. An iterator can",
    );
  });

  it("are counted where they can be, and not elsewhere", async () => {
    const totals: number[] = [];
    const onStep = ({ steps }: { steps: number }): void => void totals.push(steps);
    await fit(classifier, [{ x, y }], { ...options, epochs: 3, onStep });
    await fit(classifier, () => [{ x, y }], { ...options, onStep });
    expect(totals).toEqual([3, 3, 3, Infinity]);
  });

  it("are ended where they come from when a run is", async () => {
    let isClosed = false;
    async function* endless(): AsyncGenerator<Examples> {
      try {
        for (;;) yield { x, y };
      } finally {
        isClosed = true;
      }
    }
    const stop = new AbortController();
    const onStep = ({ step }: { step: number }): void => void (step === 3 && stop.abort());
    expect((await fit(classifier, endless(), { ...options, signal: stop.signal, onStep })).reason).toBe("aborted");
    expect(isClosed).toBe(true);
  });

  it("stay alive: the arrays of a giver are its own", async () => {
    const kept = { x: x.add(0), y: y.add(0) };
    await fit(classifier, () => [kept], options);
    evaluate(classifier, [kept], { loss: crossEntropy });
    expect([kept.x.toTypedArray().length, kept.y.toTypedArray().length]).toEqual([80, 20]);
  });
});
