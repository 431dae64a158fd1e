import { DisposedError, type NDArray, array, arrayEqual, arraysIn, configure, random } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { Tanh } from "../layers/activations/activations.js";
import { Linear } from "../layers/linear.js";
import { type Sequential, sequential } from "../layers/sequential.js";
import { crossEntropy } from "../losses/cross-entropy.js";
import { type AdamState, adam } from "../optimizers/adam.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { sgd } from "../optimizers/sgd.js";
import type { Examples } from "./examples.js";
import { fit } from "./fit.js";

type Model = Sequential<readonly [Linear<number, number>, Tanh, Linear<number, number>]>;

function network(features: number, hidden: number): Model {
  const rng = random(1);
  return sequential(Linear.init(rng, features, hidden), new Tanh(), Linear.init(rng, hidden, 3));
}

function examples(n: number, features: number): Examples {
  const x: NDArray = random(2).normal([n, features], { dtype: "float32" });
  return { x, y: random(3).integers(0, 3, [n]) };
}

/** Adam, with everything it is given and answers noted down. */
function watched(): { readonly optimizer: Optimizer<AdamState>; readonly seen: Set<NDArray> } {
  const seen = new Set<NDArray>();
  const inner = adam();
  const note = (tree: unknown): void => arraysIn(tree).forEach((x) => seen.add(x));
  return {
    seen,
    optimizer: {
      init: inner.init,
      update(parameters, gradient, state) {
        const next = inner.update(parameters, gradient, state);
        for (const tree of [parameters, gradient, state, next]) note(tree);
        return next;
      },
    },
  };
}

const live = (arrays: Iterable<NDArray>): NDArray[] => [...arrays].filter((x) => isLive(x));

function isLive(x: NDArray): boolean {
  try {
    return x.toTypedArray().length >= 0;
  } catch (error) {
    expect(error).toBeInstanceOf(DisposedError);
    return false;
  }
}

describe("the memory of fit", () => {
  it("holds the last model and the optimizer's last state alone when a thousand steps are over", async () => {
    const { optimizer, seen } = watched();
    const start = network(8, 16);
    const initial = optimizer.init(start);
    const { model, optimizerState } = await fit(start, examples(64, 8), {
      loss: crossEntropy,
      optimizer: { ...optimizer, init: () => initial },
      batchSize: 32,
      epochs: 500,
    });
    expect(seen.size).toBeGreaterThan(1000 * 16); // 4 parameters, as many gradients, twice as many means
    const known = arraysIn([start, initial, model, optimizerState]);
    expect(live(seen).filter((x) => !known.includes(x)).length).toBe(0);
    expect(live(known).length).toBe(known.length);
  });

  it("holds nothing when a callback throws, in whose words the promise rejects", async () => {
    const enough = (): never => {
      throw new RangeError("enough");
    };
    for (const trap of [
      { onStep: ({ step }: { step: number }) => void (step === 3 && enough()) },
      { pause: enough },
      { onEpoch: async () => enough() },
      { loss: enough },
    ]) {
      const { optimizer, seen } = watched();
      const start = network(8, 16);
      const initial = optimizer.init(start);
      const options = { loss: crossEntropy, ...trap, optimizer: { ...optimizer, init: () => initial } };
      await expect(fit(start, examples(64, 8), options)).rejects.toThrow(new RangeError("enough"));
      const shown = "onEpoch" in trap ? 4 : 0; // the model that the callback saw is its own
      expect(live(seen).filter((x) => !arraysIn([start, initial]).includes(x)).length).toBe(shown);
    }
  });

  it("leaves alone what callbacks make and what they are shown", async () => {
    const losses: NDArray[] = [];
    const models: Model[] = [];
    const data = examples(64, 8);
    const { model } = await fit(network(8, 16), data, {
      loss: crossEntropy,
      epochs: 4,
      onStep: ({ loss }) => void losses.push(array(loss)),
      onEpoch: (event) => void models.push(event.model),
    });
    expect(losses.map((loss) => loss.item() > 0)).toEqual([true, true, true, true, true, true, true, true]);
    expect(models.map((shown) => shown.forward(data.x).shape)).toEqual([
      [64, 3],
      [64, 3],
      [64, 3],
      [64, 3],
    ]);
    expect(models.at(-1)).toBe(model);
    expect(arrayEqual(models[0].layers[0].weight, model.layers[0].weight)).toBe(false);
  });
});

describe("fit held up", () => {
  it("ends at the signal also while it is paused", async () => {
    const stop = new AbortController();
    const running = fit(network(8, 16), examples(32, 8), {
      loss: crossEntropy,
      signal: stop.signal,
      pause: () => new Promise(() => {}),
    });
    setTimeout(() => stop.abort(), 5);
    expect((await running).reason).toBe("aborted");
  });

  it("gives way to the event loop also where nothing holds it", async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await fit(network(8, 16), examples(320, 8), {
      loss: crossEntropy,
      epochs: 40,
      batchSize: 8,
      pause: async () => {},
    });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(0);
  });

  it("does not begin when it was aborted before", async () => {
    const start = network(8, 16);
    const { model, history, reason } = await fit(start, examples(8, 8), {
      loss: crossEntropy,
      signal: AbortSignal.abort(),
    });
    expect([model === start, history.length, reason]).toEqual([true, 0, "aborted"]);
  });
});

describe("fit at its bounds", () => {
  it("takes a batch larger than the data as all of them, and measures without metrics", async () => {
    const data = examples(10, 4);
    const options = { loss: crossEntropy, epochs: 1, validation: data, optimizer: sgd(), progress: false };
    const { history } = await fit(network(4, 4), data, { ...options, batchSize: 1000 });
    const [{ validation }] = history;
    expect(Object.keys(validation ?? {})).toEqual(["loss"]);
  });

  it("gives the same bits on one thread and on two", async () => {
    const data = examples(256, 300);
    const train = async (threads: number): Promise<NDArray> => {
      configure({ threads });
      const { model } = await fit(network(300, 256), data, { loss: crossEntropy, epochs: 2, batchSize: 128 });
      return model.layers[0].weight;
    };
    expect(arrayEqual(await train(1), await train(2))).toBe(true);
  });

  it("refuses what is no model, no loss, no optimizer and no examples", async () => {
    const untyped = fit as unknown as (...args: readonly unknown[]) => Promise<unknown>;
    const [model, data] = [network(4, 4), examples(4, 4)];
    await expect(untyped(model, data)).rejects.toThrow("fit: loss must be a function; got undefined.");
    await expect(untyped(() => 1, data, { loss: crossEntropy })).rejects.toThrow(
      "fit: the model must be a layer, with a method forward; got a function.",
    );
    await expect(untyped(model, { x: [[1]], y: [1] }, { loss: crossEntropy })).rejects.toThrow(
      "fit: x must be an NDArray; got a list. Make one with array(…).",
    );
    await expect(untyped(model, data, { loss: crossEntropy, optimizer: "adam" })).rejects.toThrow(
      'fit: optimizer must have init and update; got "adam". Such as adam().',
    );
  });
});
