import { describe, expect, it } from "vitest";
import { valueAndGrad } from "@linnet/autograd";
import { type NDArray, ValueError, array, complex, random, square, sub, sum } from "@linnet/core";
import { Linear } from "../layers/linear.js";
import { mse } from "../losses/mse.js";
import { accumulate } from "./accumulate.js";
import { adam } from "./adam.js";
import { averaged, averagedParameters } from "./averaged.js";
import { clipByNorm, clipByValue, treeNorm } from "./clip.js";
import { lookahead } from "./lookahead.js";
import { freeze, masked } from "./masked.js";
import type { Optimizer } from "./optimizer.js";
import { plateau } from "./plateau.js";
import { sgd } from "./sgd.js";
import { chain } from "./transform.js";

type Tree = { a: NDArray; b: NDArray };

const vector = (...values: number[]): NDArray => array(Float64Array.from(values));

/** A few roundings of numbers of about the size of what is expected. */
function expectClose(x: NDArray, expected: readonly number[], roundings = 16): void {
  const size = Math.max(1, ...expected.map(Math.abs));
  const values = x.toArray() as number[];
  expect(values.length).toBe(expected.length);
  values.forEach((value, i) => {
    expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(roundings * Number.EPSILON * size);
  });
}

describe("chain", () => {
  it("applies transformations first to last, and keeps their states", () => {
    const counting = {
      init: () => 0,
      update: <T>(gradient: T, state: number) => ({ gradient, state: state + 1 }),
    };
    const optimizer = chain(clipByValue(1), counting, sgd({ learningRate: 1 }));
    const state = optimizer.init(vector(0, 0));
    const next = optimizer.update(vector(0, 0), vector(3, -0.5), state);
    expect(next.parameters.toArray()).toEqual([-1, 0.5]);
    expect(next.state).toEqual({ transforms: [null, 1], optimizer: { step: 1 } });
  });

  it("refuses what is no optimizer", () => {
    const broken = () => chain(clipByValue(1), {} as Optimizer);
    expect(broken).toThrow(ValueError);
    expect(broken).toThrow("chain: an optimizer must have init and update; got an object. Such as adam().");
  });
});

describe("clipping", () => {
  const gradient: Tree = { a: vector(3, -4), b: vector(12) };

  it("by the norm of all parameters keeps the direction, and what is short enough as it is", () => {
    const { gradient: clipped } = clipByNorm(1).update(gradient, null, gradient);
    expectClose(clipped.a, [3 / 13, -4 / 13]);
    expectClose(clipped.b, [12 / 13]);
    expect(clipByNorm(13).update(gradient, null, gradient).gradient).toBe(gradient);
    expectClose(clipByNorm(1, { ord: 1 }).update(gradient, null, gradient).gradient.b, [12 / 19]);
    expectClose(clipByNorm(6, { ord: Infinity }).update(gradient, null, gradient).gradient.a, [1.5, -2]);
  });

  it("measures norms whose squares would overflow, of complex numbers, and of nothing", () => {
    expect(Math.abs(treeNorm([vector(3e200), vector(4e200)]) / 5e200 - 1)).toBeLessThanOrEqual(8 * Number.EPSILON);
    expect(treeNorm(complex(vector(3), vector(4)))).toBe(5);
    expect(treeNorm([])).toBe(0);
    expect(treeNorm([vector(1), vector(NaN)])).toBeNaN();
  });

  it("lets no NaN pass as a number", () => {
    const { gradient: clipped } = clipByNorm(1).update({ a: vector(NaN, 1) }, null, { a: vector(0, 0) });
    expect(clipped.a.toArray()).toEqual([NaN, NaN]);
  });

  it("by value bounds each number, of complex ones both parts", () => {
    expect(clipByValue(3.5).update(gradient, null, gradient).gradient.a.toArray()).toEqual([3, -3.5]);
    const z = clipByValue(1).update(complex(vector(2), vector(-0.5)), null, vector(0) as never).gradient;
    expect(z.toArray()).toEqual(complex(vector(1), vector(-0.5)).toArray());
  });

  it("refuses bounds that mean nothing", () => {
    expect(() => clipByValue(0)).toThrow("clipByValue: bound must be a positive number; got 0.");
    expect(() => clipByNorm(-1)).toThrow("clipByNorm: bound must be a positive number; got -1.");
    expect(() => clipByNorm(1, { ord: 0.5 })).toThrow("clipByNorm: ord must be 1 or more; got 0.5.");
  });
});

describe("masked and freeze", () => {
  const start: Tree = { a: vector(1), b: vector(2) };
  const ones: Tree = { a: vector(1), b: vector(1) };

  it("moves what is chosen, the others by another rule or not at all", () => {
    const isA = (path: string): boolean => path === "a";
    const alone = masked(sgd({ learningRate: 0.5 }), isA);
    const { parameters } = alone.update(start, ones, alone.init(start));
    expect([parameters.a.item(), parameters.b.item()]).toEqual([0.5, 2]);
    const both = masked(sgd({ learningRate: 0.5 }), isA, sgd({ learningRate: 1, momentum: 0.5 }));
    const next = both.update(start, ones, both.init(start));
    expect([next.parameters.a.item(), next.parameters.b.item()]).toEqual([0.5, 1]);
    expect(next.state.others?.velocity.map((v) => v.item())).toEqual([1]);
  });

  it("leaves frozen parameters the same arrays, and remembers nothing of them", () => {
    const optimizer = freeze(adam(), (path) => path === "b");
    const { parameters, state } = optimizer.update(start, ones, optimizer.init(start));
    expect(parameters.b).toBe(start.b);
    expect(state.chosen.first).toHaveLength(1);
  });

  it("keeps classes, and hands on an objective of the part", () => {
    const model = Linear.init(random(0), 2, 1, { dtype: "float64" });
    const seen: unknown[] = [];
    const curious: Optimizer<null> = {
      init: () => null,
      update(parameters, _gradient, state, context) {
        const answer = context?.objective(parameters);
        seen.push(Object.keys(parameters as object), answer?.value, Object.keys(answer?.gradient as object));
        return { parameters, state };
      },
    };
    const optimizer = freeze(curious, (path) => path === "weight");
    const objective = (m: typeof model): { value: number; gradient: typeof model } => ({ value: 7, gradient: m });
    const next = optimizer.update(model, model, optimizer.init(model), { loss: 7, objective });
    expect(next.parameters).toBeInstanceOf(Linear);
    expect(seen).toEqual([["bias"], 7, ["bias"]]);
  });

  it("refuses masks that leave nothing, and paths that are not told apart", () => {
    expect(() => masked(sgd(), () => false).init(start)).toThrow(
      "masked: where must leave something to move; got nothing of a, b.",
    );
    expect(() => freeze(sgd(), () => true).init(start)).toThrow(
      "freeze: where must leave something to move; got nothing of a, b.",
    );
    expect(() => freeze(sgd(), "a" as never)).toThrow('freeze: where must be a function; got "a".');
    expect(() => masked(sgd(), () => true).init({ "x.y": vector(1), x: { y: vector(2) } })).toThrow(
      "masked: each parameter must have a path of its own; got x.y twice.",
    );
  });
});

describe("accumulate", () => {
  const rng = random(3);
  const [x, y] = [rng.normal([12, 3]), rng.normal([12, 2])];
  const model = Linear.init(rng, 3, 2, { dtype: "float64" });
  const gradientOn = (m: typeof model, rows: readonly [number, number]) =>
    valueAndGrad((m: typeof model) =>
      mse(m.forward(x.slice(`${rows[0]}:${rows[1]}`)), y.slice(`${rows[0]}:${rows[1]}`)),
    )(m)[1];

  it("moves as one batch of all examples would, and not before", () => {
    const rule = adam({ learningRate: 0.1 });
    const optimizer = accumulate(rule, 3);
    let [parts, state] = [model, optimizer.init(model)];
    let [whole, wholeState] = [model, rule.init(model)];
    for (let step = 0; step < 2; step++) {
      const before = parts;
      for (const from of [0, 4, 8]) {
        expect(parts).toBe(before);
        ({ parameters: parts, state } = optimizer.update(parts, gradientOn(parts, [from, from + 4]), state));
      }
      ({ parameters: whole, state: wholeState } = rule.update(whole, gradientOn(whole, [0, 12]), wholeState));
    }
    expect(state.optimizer.step).toBe(2);
    // The gradients differ by roundings, which Adam, that divides by their size, makes no larger than its rate.
    expectClose(parts.weight.reshape([-1]) as NDArray, whole.weight.reshape([-1]).toArray() as number[], 1e4);
  });

  it("gives the mean loss, and no objective of batches that are gone", () => {
    const losses: number[] = [];
    const inner: Optimizer<null> = {
      init: () => null,
      update(parameters, _gradient, state, context) {
        losses.push(context?.loss ?? NaN);
        expect(() => context?.objective(parameters)).toThrow(
          "accumulate: rules must not ask for the loss elsewhere; got a call of the objective. Use larger batches with it.",
        );
        return { parameters, state };
      },
    };
    const optimizer = accumulate(inner, 2);
    let state = optimizer.init(vector(1));
    for (const loss of [1, 4]) {
      ({ state } = optimizer.update(vector(1), vector(1), state, {
        loss,
        objective: () => ({ value: 0, gradient: vector(0) }),
      }));
    }
    expect(losses).toEqual([2.5]);
    expect(() => accumulate(inner, 0)).toThrow("accumulate: steps must be a positive integer; got 0.");
  });
});

describe("averaged", () => {
  it("is the weighted mean of the points so far, with weights δᵗ⁻ⁱ", () => {
    const optimizer = averaged(sgd({ learningRate: 1 }), { decay: 0.5 });
    let [parameters, state] = [{ w: vector(8), fixed: 3 }, optimizer.init({ w: vector(8), fixed: 3 })];
    expect(averagedParameters(parameters, state)).toBe(parameters);
    for (const g of [1, 2, 3])
      ({ parameters, state } = optimizer.update(parameters, { w: vector(g), fixed: 3 }, state));
    const mean = averagedParameters(parameters, state);
    expect(mean.fixed).toBe(3);
    expectClose(mean.w, [(0.25 * 7 + 0.5 * 5 + 2) / 1.75]);
  });

  it("refuses what is not its state, or that of another model", () => {
    const optimizer = averaged(sgd());
    expect(() => averagedParameters(vector(1), { step: 1 } as never)).toThrow(
      "averagedParameters: the state must be that of averaged; got an object. It is what averaged(…) answers as state.",
    );
    expect(() => averagedParameters(vector(1), optimizer.init(vector(1, 2)))).toThrow(
      "averagedParameters: the state must be that of these parameters; got averages of [2]. Make one with init(parameters).",
    );
    expect(() => averaged(sgd(), { decay: 1 })).toThrow("averaged: decay must lie in [0, 1); got 1.");
  });
});

describe("lookahead", () => {
  it("goes part of the way that the fast weights have run", () => {
    const optimizer = lookahead(sgd({ learningRate: 1 }), { steps: 2, rate: 0.25 });
    let [x, state] = [vector(10), optimizer.init(vector(10))];
    const path: number[] = [];
    for (let step = 0; step < 4; step++) {
      ({ parameters: x, state } = optimizer.update(x, vector(4), state));
      path.push(x.item());
    }
    expect(path).toEqual([6, 8, 4, 6]);
  });

  it("refuses options that mean nothing", () => {
    expect(() => lookahead(sgd(), { steps: 0 })).toThrow("lookahead: steps must be a positive integer; got 0.");
    expect(() => lookahead(sgd(), { rate: 0 })).toThrow("lookahead: rate must be a positive number; got 0.");
  });
});

describe("plateau", () => {
  /** Lengths of steps along gradients of 1 with given losses. */
  function lengths(optimizer: ReturnType<typeof plateau>, losses: readonly number[]): number[] {
    let [x, state] = [vector(0), optimizer.init(vector(0))];
    return losses.map((loss) => {
      const before = x.item();
      const objective = (): never => {
        throw new Error("not asked for");
      };
      ({ parameters: x, state } = optimizer.update(x, vector(1), state, { loss, objective }));
      return before - x.item();
    });
  }
  const rule = sgd({ learningRate: 1 }) as Optimizer<unknown>;

  it("shortens steps after more readings than its patience without a better one", () => {
    const optimizer = plateau(rule, { factor: 0.5, patience: 1 });
    expect(lengths(optimizer, [5, 4, 4, 4, 4, 4, 3, 3])).toEqual([1, 1, 1, 1, 0.5, 0.5, 0.25, 0.25]);
  });

  it("rests while it cools, stops at the minimum, and takes no NaN for better", () => {
    const cooled = plateau(rule, { factor: 0.5, patience: 0, cooldown: 2, minimum: 0.25 });
    expect(lengths(cooled, [1, 1, 1, 1, 1, 1, 1, 1, 1])).toEqual([1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25]);
    expect(lengths(plateau(rule, { factor: 0.5, patience: 0 }), [NaN, NaN, 1])).toEqual([1, 0.5, 0.25]);
  });

  it("reads the mean of several steps, and asks a better reading to be so by a share of the best, below zero too", () => {
    const epochs = plateau(rule, { factor: 0.5, patience: 0, every: 2 });
    expect(lengths(epochs, [1, 3, 3, 1, 1, 1, 0, 0])).toEqual([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5]);
    const strict = plateau(rule, { factor: 0.5, patience: 0, threshold: 0.1 });
    expect(lengths(strict, [-10, -10.5, -11.5, -11.5])).toEqual([1, 1, 0.5, 0.5]);
  });

  it("refuses steps without a loss, and options that mean nothing", () => {
    const optimizer = plateau(sgd());
    expect(() => optimizer.update(vector(1), vector(1), optimizer.init(vector(1)))).toThrow(
      "plateau: a step must come with its loss; got none. " +
        "fit passes it; by hand it is update(parameters, gradient, state, { loss, objective }).",
    );
    const misuses: [object, string][] = [
      [{ factor: 1 }, "factor must lie in [0, 1); got 1."],
      [{ patience: -1 }, "patience must not be negative; got -1."],
      [{ threshold: NaN }, "threshold must not be negative; got NaN."],
      [{ cooldown: -1 }, "cooldown must not be negative; got -1."],
      [{ minimum: -1 }, "minimum must not be negative; got -1."],
      [{ every: 0 }, "every must be a positive integer; got 0."],
    ];
    for (const [options, message] of misuses) expect(() => plateau(sgd(), options)).toThrow(`plateau: ${message}`);
  });
});

describe("composed", () => {
  it("finds the minimum through all of them", () => {
    const target = { a: vector(1, -2), b: vector(3) };
    const objective = (p: Tree) =>
      valueAndGrad((q: Tree) => sum(square(sub(q.a, target.a))).add(sum(square(sub(q.b, target.b)))))(p);
    const optimizer = averaged(
      plateau(
        lookahead(
          chain(
            clipByNorm(1),
            masked(sgd({ learningRate: 0.2 }), (path) => path === "a", adam({ learningRate: 0.2 })),
          ),
        ),
      ),
      { decay: 0.5 },
    );
    let parameters: Tree = { a: vector(0, 0), b: vector(0) };
    let state = optimizer.init(parameters);
    for (let step = 0; step < 300; step++) {
      const [value, gradient] = objective(parameters);
      const context = { loss: value.item(), objective: () => ({ value: 0, gradient }) };
      ({ parameters, state } = optimizer.update(parameters, gradient, state, context));
    }
    expect(objective(averagedParameters(parameters, state))[0].item()).toBeLessThan(1e-6);
  });
});
