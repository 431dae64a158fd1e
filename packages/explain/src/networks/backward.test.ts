import {
  type NDArray,
  ShapeError,
  ValueError,
  abs,
  add,
  array,
  logSoftmax,
  matmul,
  mean,
  oneHot,
  relu,
  square,
  sub,
  sum,
  tanh,
} from "@linnet/core";
import { floatArrays } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertWithin, gamma, result, sizes } from "../testing.js";
import { backward } from "./backward.js";
import { forward } from "./forward.js";

const near = (...shape: number[]): fc.Arbitrary<NDArray> => floatArrays({ shape, low: -2, high: 2 });
/** x, W₁, b₁, W₂, b₂: three examples through 2 → 4 → 3. */
const networks = fc.tuple(near(3, 2), near(4, 2), near(4), near(3, 4), near(3));

type Network = readonly NDArray[];

function output([x, W1, b1, W2, b2]: Network, activation: (z: NDArray) => NDArray): NDArray {
  return add(matmul(activation(add(matmul(x, W1.T), b1)), W2.T), b2);
}

function layersOf([, W1, b1, W2, b2]: Network): { weight: NDArray; bias: NDArray }[] {
  return [
    { weight: W1, bias: b1 },
    { weight: W2, bias: b2 },
  ];
}

describe("forward", () => {
  it("ends with what core's products give, within the roundings of both", () => {
    fc.assert(
      fc.property(networks, ([x, W1, b1, W2, b2]) => {
        const Y = result(forward(x, layersOf([x, W1, b1, W2, b2])), "Y");
        // relu does not enlarge errors: each layer adds those of its sums, k + 1 terms long.
        const inner = add(sizes(x, W1.T), abs(b1));
        const bound = add(matmul(inner, sizes(W2.T)), abs(b2)).mul(2 * gamma(3 + 5));
        assertWithin(output([x, W1, b1, W2, b2], relu), Y, bound);
      }),
    );
  });

  it("tells a network exactly where it is one of fractions", () => {
    const layers = [{ weight: [["1/2", 1]], bias: ["-1/3"] }, { weight: [[3]] }];
    expect(forward([[1, 2]], layers, { arithmetic: "exact" }).results.Y[0][0].text).toBe("13/2");
  });

  it("refuses layers that do not fit, and activations without fractions", () => {
    expect(() => forward([[1, 2]], [{ weight: [[1, 2]] }, { weight: [[1, 2]] }])).toThrow(
      new ShapeError("explain.forward", "layer 1 takes 2 features and is given 1", { weight: [1, 2] }),
    );
    expect(() => forward([[1]], [{ weight: [[1]], bias: [1, 2] }])).toThrow(
      new ShapeError("explain.forward", "the bias of layer 0 must have 1 entries", { bias: [2] }),
    );
    expect(() => forward([[1]], {} as [])).toThrow(
      new ValueError("explain.forward", "layers must be a list of { weight, bias }", "object"),
    );
    expect(() => forward([[1]], [])).toThrow(
      new ValueError("explain.forward", "layers must have at least one layer", 0),
    );
    expect(() => forward([[1]], [{ weight: [[1]] }], { activation: "tanh", arithmetic: "exact" })).toThrow(
      new ValueError(
        "explain.forward",
        "exact arithmetic needs an activation of fractions",
        "tanh",
        'Use "relu" or "identity".',
      ),
    );
  });
});

describe("backward", () => {
  const classes = [2, 0, 1];
  const targets = array([
    [1, 0, -1],
    [0.5, 2, 0],
    [-1, 1, 1],
  ]);
  const meanSquares = (y: NDArray): NDArray => mean(square(sub(y, targets)));
  const crossEntropy = (y: NDArray): NDArray =>
    sum(logSoftmax(y, { axis: 1 }).mul(oneHot(array(Int32Array.from(classes)), 3, { dtype: "float64" }))).div(-3);

  it("ends with gradients that agree with differences of the loss", () => {
    fc.assert(
      fc.property(networks, fc.boolean(), ([x, ...parameters], isMse) => {
        const loss = isMse ? meanSquares : crossEntropy;
        const story = (network: Network): ReturnType<typeof backward> =>
          isMse
            ? backward(x, targets, layersOf(network), { activation: "tanh" })
            : backward(x, classes, layersOf(network), { activation: "tanh", loss: "crossEntropy" });
        const told = story([x, ...parameters]);
        const value: number = loss(output([x, ...parameters], tanh)).item();
        expect(Math.abs(told.results.loss[0][0].value - value)).toBeLessThanOrEqual(64 * Number.EPSILON * (1 + value));
        // Along each parameter's own gradient g, the loss changes at the rate |g|².
        ["dW₁", "db₁", "dW₂", "db₂"].forEach((name, i) => {
          const g = result(told, name).reshape(parameters[i].shape as readonly number[]);
          const at = (t: number): number =>
            loss(output([x, ...parameters.map((p, k) => (k === i ? add(p, g.mul(t)) : p))], tanh)).item();
          const length: number = sum(square(g)).item();
          const h = 1e-4 / Math.max(1, Math.sqrt(length));
          const [near, far] = [(at(h) - at(-h)) / (2 * h), (at(2 * h) - at(-2 * h)) / (4 * h)];
          const error = Math.abs(near - far) + (64 * Number.EPSILON * (1 + value)) / h;
          expect(Math.abs(length - near)).toBeLessThanOrEqual(error);
        });
      }),
      { numRuns: 30 },
    );
  });

  it("is exact for relu and squares: by hand, loss (5 − 1)²/1 and slope 8", () => {
    const story = backward([[2]], [[1]], [{ weight: [[2]], bias: [1] }], { arithmetic: "exact" });
    expect(["loss", "dW₁", "db₁"].map((name) => story.results[name][0][0].text)).toEqual(["16", "16", "8"]);
  });

  it("refuses targets that do not fit", () => {
    const layers = [{ weight: [[1], [2]] }];
    expect(() => backward([[1]], [[1]], layers)).toThrow(
      new ShapeError("explain.backward", "target must be [1, 2], as the output", { target: [1, 1] }),
    );
    expect(() => backward([[1]], [0, 1], layers, { loss: "crossEntropy" })).toThrow(
      new ShapeError("explain.backward", "target must have a class for each of 1 rows", { target: [2] }),
    );
    expect(() => backward([[1]], [2], layers, { loss: "crossEntropy" })).toThrow(
      new ValueError("explain.backward", "classes must be integers in [0, 1]", 2),
    );
    expect(() => backward([[1]], [0], layers, { loss: "crossEntropy", arithmetic: "exact" })).toThrow(
      new ValueError(
        "explain.backward",
        "exact arithmetic needs a loss of fractions",
        "crossEntropy",
        'Use loss: "mse".',
      ),
    );
  });
});
