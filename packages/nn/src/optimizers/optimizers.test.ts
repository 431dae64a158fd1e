import { describe, expect, it } from "vitest";
import { type NDArray, ValueError, array } from "@linnet/core";
import { adam } from "./adam.js";
import type { Optimizer } from "./optimizer.js";
import { type SgdOptions, sgd } from "./sgd.js";

/** The parameters after each of several steps with given gradients. */
function trajectory<S>(optimizer: Optimizer<S>, start: number[], gradients: number[][]): number[][] {
  let parameters = { w: array(start) as NDArray };
  let state = optimizer.init(parameters);
  return gradients.map((g) => {
    ({ parameters, state } = optimizer.update(parameters, { w: array(g) as NDArray }, state));
    return parameters.w.toArray() as number[];
  });
}

/** A few roundings of numbers of size about 1 a step. */
function expectClose(a: number, b: number, steps: number): void {
  expect(Math.abs(a - b)).toBeLessThanOrEqual(steps * 8 * Number.EPSILON * Math.max(1, Math.abs(b)));
}

describe("sgd", () => {
  it("follows x ← x − η·v, v ← μ·v + g", () => {
    const gradients = [
      [1, -2],
      [0.5, 1],
      [-3, 0.25],
    ];
    const path = trajectory(sgd({ learningRate: 0.1, momentum: 0.9 }), [1, 2], gradients);
    const x = [1, 2];
    const v = [0, 0];
    gradients.forEach((g, step) => {
      for (const i of [0, 1]) {
        v[i] = 0.9 * v[i] + g[i];
        x[i] -= 0.1 * v[i];
        expectClose(path[step][i], x[i], step + 1);
      }
    });
  });

  it("refuses a rate in place of options", () => {
    expect(() => sgd(0.1 as unknown as SgdOptions)).toThrow(
      "sgd: options must be an object; got 0.1. Give them by name: { name: value }.",
    );
  });

  it("refuses rates outside their ranges", () => {
    expect(() => sgd({ learningRate: 0 })).toThrow(ValueError);
    expect(() => sgd({ learningRate: 0 })).toThrow("sgd: learningRate must be positive; got 0.");
    expect(() => sgd({ momentum: 1 })).toThrow("sgd: momentum must lie in [0, 1); got 1.");
  });
});

describe("adam", () => {
  it("follows algorithm 1 of Kingma & Ba", () => {
    const gradients = [
      [1, -2],
      [0.5, 1],
      [-3, 0.25],
      [0, 0],
    ];
    const path = trajectory(adam({ learningRate: 0.1 }), [1, 2], gradients);
    const x = [1, 2];
    const [m, v] = [
      [0, 0],
      [0, 0],
    ];
    gradients.forEach((g, step) => {
      for (const i of [0, 1]) {
        m[i] = 0.9 * m[i] + 0.1 * g[i];
        v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
        const [mHat, vHat] = [m[i] / (1 - 0.9 ** (step + 1)), v[i] / (1 - 0.999 ** (step + 1))];
        x[i] -= (0.1 * mHat) / (Math.sqrt(vHat) + 1e-8);
        // 1 − 0.999 loses three digits, the same on both sides but for their order of operations.
        expect(Math.abs(path[step][i] - x[i])).toBeLessThanOrEqual((step + 1) * 1e3 * Number.EPSILON);
      }
    });
  });

  it("its first step has length η whatever the gradient's size", () => {
    for (const g of [1e-3, 1, 1e6]) {
      const [[moved]] = trajectory(adam({ learningRate: 0.1 }), [0], [[g]]);
      expect(Math.abs(moved + 0.1 / (1 + 1e-8 / g))).toBeLessThanOrEqual(1e3 * Number.EPSILON);
    }
  });

  it("refuses decays outside their ranges", () => {
    expect(() => adam({ learningRate: -1 })).toThrow("adam: learningRate must be positive; got -1.");
    expect(() => adam({ beta1: 1 })).toThrow("adam: beta1 must lie in [0, 1); got 1.");
    expect(() => adam({ beta2: -0.1 })).toThrow("adam: beta2 must lie in [0, 1); got -0.1.");
    expect(() => adam({ epsilon: 0 })).toThrow("adam: epsilon must be positive; got 0.");
  });
});
