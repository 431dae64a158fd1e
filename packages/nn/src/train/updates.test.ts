import {
  DisposedError,
  NDArray,
  State,
  ValueError,
  array,
  arrayEqual,
  mapTree,
  mean,
  random,
  zeros,
} from "@linnet/core";
import { checkpoint } from "@linnet/autograd";
import { describe, expect, it } from "vitest";
import type { Layer } from "../layer.js";
import { Linear } from "../layers/linear.js";
import { sequential } from "../layers/sequential.js";
import { mse } from "../losses/mse.js";
import { forwardPart } from "../part.js";
import type { Run } from "../run.js";
import { evaluate } from "./evaluate.js";
import { fit } from "./fit.js";

/** Subtracts nothing and remembers the last mean that it saw, and how many. */
class Watch implements Layer {
  constructor(
    readonly seen: State,
    readonly count: State,
    readonly again: boolean = false,
  ) {}

  static init(again?: boolean): Watch {
    return new Watch(new State(zeros([2])), new State(array(Int32Array.of(0))), again);
  }

  forward(x: NDArray, run?: Run): NDArray {
    if (!this.again) return this.watch(x, run);
    return checkpoint((y: NDArray) => this.watch(y, run))(x);
  }

  private watch(x: NDArray, run?: Run): NDArray {
    const seen = mean(x, { axis: 0 });
    run?.update<Watch>(this, { seen: new State(seen), count: new State(this.count.value.add(1)) });
    return x.sub(seen).add(seen);
  }
}

/** A container in a record of lists. */
class Blocks implements Layer {
  constructor(readonly parts: { readonly list: readonly Layer[] }) {}

  forward(x: NDArray, run?: Run): NDArray {
    return this.parts.list.reduce((y, layer, i) => forwardPart(`parts.list[${i}]`, layer, y, run), x);
  }
}

const x: NDArray = random(1).normal([24, 2]);
const data = { x, y: x };
const options = { loss: mse, batchSize: 8, epochs: 2, progress: false };
const linear = (): Linear<2, 2, "float64"> => Linear.init(random(2), 2, 2, { dtype: "float64" });
const weightOf = (layer: unknown): NDArray => (layer as Linear<2, 2, "float64">).weight;
const countOf = (layer: unknown): number => (layer as Watch).count.value.toTypedArray()[0];

describe("run.update in fit", () => {
  it("puts what a layer notes into the next model, by its place; the given one stays as it is", async () => {
    const start = sequential(Watch.init(), new Blocks({ list: [linear(), Watch.init()] }), linear());
    const { model } = await fit(start, data, options);
    const inner = model.layers[1].parts.list[1] as Watch;
    expect([countOf(model.layers[0]), countOf(inner)]).toEqual([6, 6]);
    expect([countOf(start.layers[0]), countOf(start.layers[1].parts.list[1])]).toEqual([0, 0]);
    expect(inner).toBeInstanceOf(Watch);
    expect(inner.count.value.dtype).toBe("int32");
    expect(arrayEqual(inner.seen.value, model.layers[0].seen.value)).toBe(false);
  });

  it("keeps a layer in two places one layer", async () => {
    const tied = Watch.init();
    const { model } = await fit(sequential(tied, linear(), tied), data, options);
    expect(model.layers[0]).toBe(model.layers[2]);
    expect(countOf(model.layers[0])).toBe(6); // both notes of a step start from the model of that step
  });

  it("notes once where a part is computed again on the way back", async () => {
    const [once, twice] = [false, true].map((again) => sequential(linear(), Watch.init(again)));
    const [plain, again] = [await fit(once, data, options), await fit(twice, data, options)];
    expect(countOf(again.model.layers[1])).toBe(6);
    expect(arrayEqual(again.model.layers[1].seen.value, plain.model.layers[1].seen.value)).toBe(true);
    expect(arrayEqual(again.model.layers[0].weight, plain.model.layers[0].weight)).toBe(true);
  });

  it("gives the memory of earlier state back, and keeps what was shown", async () => {
    const states: NDArray[] = [];
    const shown: NDArray[] = [];
    const { model } = await fit(sequential(linear(), Watch.init()), data, {
      ...options,
      optimizer: {
        init: () => null,
        update(parameters, gradient) {
          states.push((parameters as { layers: [unknown, Watch] }).layers[1].seen.value);
          return { parameters: mapTree((p, g) => p.sub(g.mul(0.1)), parameters, gradient), state: null };
        },
      },
      onEpoch: (event) => void shown.push(event.model.layers[1].seen.value),
    });
    const isLive = (a: NDArray): boolean => {
      try {
        return a.toTypedArray().length === 2;
      } catch (error) {
        expect(error).toBeInstanceOf(DisposedError);
        return false;
      }
    };
    expect(states.map(isLive)).toEqual([true, false, false, true, false, false]); // given; shown after the first epoch
    expect([...shown, model.layers[1].seen.value].map(isLive)).toEqual([true, true, true]);
  });

  it("moves nothing in evaluation", async () => {
    const start = sequential(linear(), Watch.init());
    evaluate(start, data, { loss: mse });
    expect(countOf(start.layers[1])).toBe(0);
  });

  it("refuses what is no state, and layers that have no place in the model", async () => {
    const noting = (f: (run: Run) => void): Layer => ({
      forward: (y: NDArray, run?: Run) => {
        if (run?.training) f(run);
        return y;
      },
    });
    const untyped = noting((run) => run.update({ seen: new State(x) }, { seen: x as unknown as State }));
    await expect(fit(sequential(linear(), untyped), data, options)).rejects.toThrow(ValueError);
    await expect(fit(sequential(linear(), untyped), data, options)).rejects.toThrow(
      "model.layers[1] (Object): run.update: what a layer notes must be State; got an array [24, 2] as seen of Object. Wrap the array: new State(mean).",
    );
    const stranger = noting((run) => run.update(Watch.init(), { seen: new State(x) }));
    await expect(fit(sequential(linear(), stranger), data, options)).rejects.toThrow(
      "run.update: the layer must be a part of the model; got Watch. " +
        "Call run.update(this, …) from the layers of the model, not from copies of them.",
    );
  });
});

describe("the context of a step", () => {
  it("tells an optimizer the loss, and that of the same batch elsewhere", async () => {
    const told: number[][] = [];
    await fit(linear(), data, {
      ...options,
      epochs: 1,
      optimizer: {
        init: () => null,
        update(parameters, gradient, state, context) {
          const here = context?.objective(parameters);
          const there = context?.objective(mapTree((p, g) => p.sub(g.mul(0.1)), parameters, gradient));
          told.push([context?.loss ?? NaN, here?.value ?? NaN, there?.value ?? NaN]);
          expect(arrayEqual(weightOf(here?.gradient), weightOf(gradient))).toBe(true);
          return { parameters, state };
        },
      },
    });
    expect(told).toHaveLength(3);
    for (const [loss, here, there] of told) {
      expect(here).toBe(loss);
      expect(there).toBeLessThan(loss);
    }
  });
});
