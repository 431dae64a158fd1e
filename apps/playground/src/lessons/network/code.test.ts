import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Inputs, compute } from "./code.js";

const entry = fc.double({ min: -2, max: 2, noNaN: true });
const row = (n: number): fc.Arbitrary<number[]> => fc.array(entry, { minLength: n, maxLength: n });
const rows = (m: number, n: number): fc.Arbitrary<number[][]> => fc.array(row(n), { minLength: m, maxLength: m });

const networks: fc.Arbitrary<Inputs> = fc.record({
  X: rows(2, 2),
  classes: fc.constantFrom([0, 0], [0, 1], [1, 0], [1, 1]),
  W1: rows(3, 2),
  b1: row(3),
  W2: rows(2, 3),
  b2: row(2),
  activation: fc.constantFrom("relu", "tanh", "sigmoid", "identity"),
  loss: fc.constantFrom("mse", "crossEntropy"),
  rate: fc.constant(1e-6),
});

/** Between any two ways of adding up what goes into a gradient: at most 2·5·3·3·20 in size, rounded 20 times each. */
const ROUNDED = 2 * 20 * Number.EPSILON * 2000;

describe("network", () => {
  it("finds the gradients that autograd finds, and that the story tells", () => {
    fc.assert(
      fc.property(networks, (inputs) => {
        const { difference, story, dW1, dW2 } = compute(inputs);
        expect(difference).toBeLessThanOrEqual(ROUNDED);
        const told = ["dW₁", "dW₂"].flatMap((name) => story.results[name].flat().map(({ value }) => value));
        for (const [i, value] of [...dW1, ...dW2].flat().entries()) {
          expect(Math.abs(told[i] - value)).toBeLessThanOrEqual(ROUNDED);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("a very short step lowers the loss by rate·‖gradient‖²", () => {
    const inputs: Inputs = {
      X: [[1, 2]],
      classes: [1],
      W1: [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
      b1: [0, 0, 0],
      W2: [
        [1, 0, 1],
        [0, 1, 0],
      ],
      b2: [0, 0],
      activation: "identity",
      loss: "mse",
      rate: 1e-6,
    };
    // By hand: H = (1, 2, 3), Y = (4, 2), T = (0, 1), loss = (16 + 1)/2, dY = (4, 1).
    const { loss, after, H, Y, dY, dZ, dW1, dW2 } = compute(inputs);
    expect([loss, H, Y, dY, dZ]).toEqual([8.5, [[1, 2, 3]], [[4, 2]], [[4, 1]], [[4, 1, 4]]]);
    expect([dW1, dW2]).toEqual([
      [
        [4, 8],
        [1, 2],
        [4, 8],
      ],
      [
        [4, 8, 12],
        [1, 2, 3],
      ],
    ]);
    const slopes = [dW1.flat(), dZ[0], dW2.flat(), dY[0]].flat().reduce((total, g) => total + g * g, 0);
    // The rest is ½·rate·λ at most. The largest curvature λ is less than 60: 33 by the layers and 20 by what bends between them.
    expect(Math.abs((loss - after) / (1e-6 * slopes) - 1)).toBeLessThanOrEqual(0.5 * 1e-6 * 60);
  });

  it("tells where nothing moves the loss: dead units", () => {
    const { dW1, dW2 } = compute({
      X: [[1, 1]],
      classes: [0],
      W1: [
        [-1, 0],
        [0, -1],
        [-1, -1],
      ],
      b1: [0, 0, 0],
      W2: [
        [1, 1, 1],
        [1, 1, 1],
      ],
      b2: [1, 0],
      activation: "relu",
      loss: "mse",
      rate: 1,
    });
    expect([...dW1, ...dW2].flat().every((g) => g === 0)).toBe(true);
  });
});
