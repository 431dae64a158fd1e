import { describe, expect, it } from "vitest";
import { type NDArray, array, mapTree, random } from "@linnet/core";
import { adadelta } from "./adadelta.js";
import { adagrad } from "./adagrad.js";
import { adam } from "./adam.js";
import { adamax } from "./adamax.js";
import { adamw } from "./adamw.js";
import { lion } from "./lion.js";
import { nadam } from "./nadam.js";
import type { Optimizer } from "./optimizer.js";
import { radam } from "./radam.js";
import { rmsprop } from "./rmsprop.js";
import { sgd } from "./sgd.js";

/** A rule for one number, written out: the next x from x, the gradient and the step, which counts from 1. */
type Rule = (x: number, g: number, t: number) => number;

const { sqrt, abs, max } = Math;

/** Each rule with its formulas as the papers have them, in plain numbers. */
const rules: readonly (readonly [name: string, optimizer: Optimizer<any>, rule: () => Rule])[] = [
  ["sgd", sgd({ learningRate: 0.1 }), () => (x, g) => x - 0.1 * g],
  [
    "sgd with momentum, dampening and decay",
    sgd({ learningRate: 0.1, momentum: 0.9, dampening: 0.3, weightDecay: 0.2 }),
    () => {
      let v = 0;
      return (x, g, t) => {
        const d = g + 0.2 * x;
        v = t === 1 ? d : 0.9 * v + 0.7 * d;
        return x - 0.1 * v;
      };
    },
  ],
  [
    "sgd with Nesterov's momentum, going up",
    sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true, maximize: true }),
    () => {
      let v = 0;
      return (x, g) => {
        v = 0.9 * v - g;
        return x - 0.1 * (-g + 0.9 * v);
      };
    },
  ],
  [
    "adam with decay",
    adam({ learningRate: 0.1, beta1: 0.8, beta2: 0.9, weightDecay: 0.3 }),
    () => {
      let [m, v] = [0, 0];
      return (x, g, t) => {
        const d = g + 0.3 * x;
        [m, v] = [0.8 * m + 0.2 * d, 0.9 * v + 0.1 * d * d];
        return x - (0.1 * (m / (1 - 0.8 ** t))) / (sqrt(v / (1 - 0.9 ** t)) + 1e-8);
      };
    },
  ],
  [
    "amsgrad, going up",
    adam({ learningRate: 0.1, beta1: 0.8, beta2: 0.5, amsgrad: true, maximize: true }),
    () => {
      let [m, v, h] = [0, 0, 0];
      return (x, g, t) => {
        [m, v] = [0.8 * m - 0.2 * g, 0.5 * v + 0.5 * g * g];
        h = max(h, v);
        return x - (0.1 * (m / (1 - 0.8 ** t))) / (sqrt(h / (1 - 0.5 ** t)) + 1e-8);
      };
    },
  ],
  [
    "adamw",
    adamw({ learningRate: 0.1, beta1: 0.8, beta2: 0.9, weightDecay: 0.3 }),
    () => {
      let [m, v] = [0, 0];
      return (x, g, t) => {
        [m, v] = [0.8 * m + 0.2 * g, 0.9 * v + 0.1 * g * g];
        return x - 0.1 * 0.3 * x - (0.1 * (m / (1 - 0.8 ** t))) / (sqrt(v / (1 - 0.9 ** t)) + 1e-8);
      };
    },
  ],
  [
    "adagrad",
    adagrad({ learningRate: 0.1, rateDecay: 0.5, initial: 0.25, weightDecay: 0.2 }),
    () => {
      let s = 0.25;
      return (x, g, t) => {
        const d = g + 0.2 * x;
        s += d * d;
        return x - ((0.1 / (1 + 0.5 * (t - 1))) * d) / (sqrt(s) + 1e-10);
      };
    },
  ],
  [
    "rmsprop, centered, with momentum",
    rmsprop({ learningRate: 0.01, alpha: 0.8, epsilon: 0.1, momentum: 0.5, centered: true, weightDecay: 0.1 }),
    () => {
      let [s, m, v] = [0, 0, 0];
      return (x, g) => {
        const d = g + 0.1 * x;
        [s, m] = [0.8 * s + 0.2 * d * d, 0.8 * m + 0.2 * d];
        v = 0.5 * v + d / (sqrt(s - m * m) + 0.1);
        return x - 0.01 * v;
      };
    },
  ],
  [
    "rmsprop",
    rmsprop({ learningRate: 0.01, alpha: 0.8 }),
    () => {
      let s = 0;
      return (x, g) => {
        s = 0.8 * s + 0.2 * g * g;
        return x - (0.01 * g) / (sqrt(s) + 1e-8);
      };
    },
  ],
  [
    "adadelta",
    adadelta({ learningRate: 0.5, rho: 0.8, epsilon: 1e-2 }),
    () => {
      let [s, u] = [0, 0];
      return (x, g) => {
        s = 0.8 * s + 0.2 * g * g;
        const step = sqrt((u + 1e-2) / (s + 1e-2)) * g;
        u = 0.8 * u + 0.2 * step * step;
        return x - 0.5 * step;
      };
    },
  ],
  [
    "adamax",
    adamax({ learningRate: 0.1, beta1: 0.8, beta2: 0.7 }),
    () => {
      let [m, u] = [0, 0];
      return (x, g, t) => {
        [m, u] = [0.8 * m + 0.2 * g, max(0.7 * u, abs(g) + 1e-8)];
        return x - (0.1 / (1 - 0.8 ** t)) * (m / u);
      };
    },
  ],
  [
    "nadam",
    nadam({ learningRate: 0.1, beta1: 0.8, beta2: 0.9, momentumDecay: 0.1 }),
    () => {
      let [m, v, product] = [0, 0, 1];
      const mu = (t: number): number => 0.8 * (1 - 0.5 * 0.96 ** (0.1 * t));
      return (x, g, t) => {
        [m, v] = [0.8 * m + 0.2 * g, 0.9 * v + 0.1 * g * g];
        product *= mu(t);
        const scale = sqrt(v / (1 - 0.9 ** t)) + 1e-8;
        const ahead = ((1 - mu(t)) * g) / (1 - product) + (mu(t + 1) * m) / (1 - product * mu(t + 1));
        return x - (0.1 * ahead) / scale;
      };
    },
  ],
  [
    "radam",
    radam({ learningRate: 0.1, beta1: 0.8, beta2: 0.9 }),
    () => {
      let [m, v] = [0, 0];
      return (x, g, t) => {
        [m, v] = [0.8 * m + 0.2 * g, 0.9 * v + 0.1 * g * g];
        const rho = 19 - (2 * t * 0.9 ** t) / (1 - 0.9 ** t);
        const mean = m / (1 - 0.8 ** t);
        if (rho <= 5) return x - 0.1 * mean;
        const r = sqrt(((rho - 4) * (rho - 2) * 19) / (15 * 17 * rho));
        return x - (0.1 * mean * r * sqrt(1 - 0.9 ** t)) / (sqrt(v) + 1e-8);
      };
    },
  ],
  [
    "lion",
    lion({ learningRate: 0.1, beta1: 0.8, beta2: 0.9, weightDecay: 0.3 }),
    () => {
      let m = 0;
      return (x, g) => {
        const c = Math.sign(0.8 * m + 0.2 * g);
        m = 0.9 * m + 0.1 * g;
        return x - 0.1 * (c + 0.3 * x);
      };
    },
  ],
];

const STEPS = 12;
const N = 5;

describe.each(rules)("%s", (_name, optimizer, rule) => {
  const rng = random(7);
  const start = rng.normal([N]).toArray();
  const gradients = Array.from({ length: STEPS }, () => rng.normal([N]));

  it("follows its formulas", () => {
    let parameters = { w: array(start) as NDArray };
    let state = optimizer.init(parameters);
    const expected = [...start];
    const single = expected.map(() => rule());
    gradients.forEach((g, step) => {
      ({ parameters, state } = optimizer.update(parameters, { w: g }, state));
      single.forEach((next, i) => {
        expected[i] = next(expected[i], g.at(i).item(), step + 1);
        // Some 30 roundings a step of numbers below 8, in which no more than three digits cancel.
        const bound = 30 * (step + 1) * 1e3 * Number.EPSILON;
        expect(Math.abs(parameters.w.at(i).item() - expected[i])).toBeLessThanOrEqual(bound);
      });
    });
  });

  it("moves float32, views and leaves of no elements alike", () => {
    const w = array(start, { dtype: "float32" });
    const every = array(
      start.flatMap((x) => [x, 99]),
      { dtype: "float32" },
    ).slice("::2");
    const empty = array([], { dtype: "float32" });
    let dense = { w: w as NDArray, empty: empty as NDArray };
    let viewed = { w: every as NDArray, empty: empty as NDArray };
    let [a, b] = [optimizer.init(dense), optimizer.init(viewed)];
    for (const g of gradients.slice(0, 3)) {
      const gradient = { w: g.astype("float32") as NDArray, empty: empty as NDArray };
      ({ parameters: dense, state: a } = optimizer.update(dense, gradient, a));
      ({ parameters: viewed, state: b } = optimizer.update(viewed, gradient, b));
    }
    expect(dense.w.dtype).toBe("float32");
    expect(dense.empty.shape).toEqual([0]);
    expect(viewed.w.toArray()).toEqual(dense.w.toArray());
  });

  it("leaves what it was given as it was, and makes a state of arrays and numbers", () => {
    const parameters = { w: array(start) as NDArray };
    const before = optimizer.init(parameters);
    const copy = written(before);
    const { state } = optimizer.update(parameters, { w: gradients[0] }, before);
    expect(parameters.w.toArray()).toEqual(start);
    expect(written(before)).toBe(copy);
    expect(state.step).toBe(1);
    const [next, resumed] = [state, read(written(state))].map(
      (from) => optimizer.update(parameters, { w: gradients[0] }, from).parameters.w,
    );
    expect(resumed.toArray()).toEqual(next.toArray());
  });
});

/** A state as a checkpoint holds it. */
function written(state: object): string {
  return JSON.stringify(mapTree((x) => ({ elements: x.toArray() }) as unknown as NDArray, state));
}

/** What `written` wrote. */
function read(text: string): unknown {
  return JSON.parse(text, (_key, value) => (Array.isArray(value?.elements) ? array(value.elements) : value));
}
