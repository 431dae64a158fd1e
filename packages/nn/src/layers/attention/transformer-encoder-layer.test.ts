import { checkGradients } from "@linnet/autograd";
import { type NDArray, ValueError, allClose, array, mean, random, square, sum, variance, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { parametersOf } from "../../checkpoint.js";
import { inference } from "../../run.js";
import { TransformerEncoderLayer } from "./transformer-encoder-layer.js";

const rng = random(21);
const x: NDArray<"float64"> = rng.normal([2, 4, 6]);
const make = (options: object = {}) => TransformerEncoderLayer.init(rng, 6, 2, { dtype: "float64", ...options });

describe("TransformerEncoderLayer", () => {
  it("normalizes its rows last: mean 0, variance 1 up to ε", () => {
    const y: NDArray = make().forward(x);
    expect(allClose(mean(y, { axis: -1 }), zeros([2, 4]), { atol: 1e-14 })).toBe(true);
    const spread = variance(y, { axis: -1 }).toTypedArray();
    expect(spread.every((v) => v < 1 && v > 0.999)).toBe(true); // var/(var + 1e-5)
  });

  it("keeps its input as a term of the sum where it normalizes first", () => {
    const layer = make({ normFirst: true });
    const zero = (name: string): object => parametersOf(layer)[name].mul(0);
    const still = new TransformerEncoderLayer(
      layer.selfAttn,
      layer.linear1,
      Object.assign(Object.create(Object.getPrototypeOf(layer.linear2)), {
        weight: zero("linear2.weight"),
        bias: null,
      }),
      layer.norm1,
      layer.norm2,
      "relu",
      true,
    );
    const attended = layer.selfAttn.forward(layer.norm1.forward(x));
    expect(allClose(still.forward(x), x.add(attended), { rtol: 1e-14 })).toBe(true);
  });

  it("has right gradients, normalizing first or last, with relu or gelu", () => {
    for (const options of [{ activation: "gelu" }, { normFirst: true, causal: true }]) {
      const layer = make({ feedForward: 5, ...options });
      checkGradients((m: typeof layer, a: NDArray) => sum(square(m.forward(a))), [layer, x.slice("0:1", "0:3")], {
        elements: 5,
      });
    }
  });

  it("does not see later positions where it is causal, nor keys that are padding", () => {
    const layer = make({ causal: true });
    const whole: NDArray = layer.forward(x);
    expect(allClose(layer.forward(x.slice(":", "0:2")), whole.slice(":", "0:2"), { rtol: 1e-13 })).toBe(true);
    const keyMask = array([
      [true, true, false, false],
      [true, true, false, false],
    ]);
    const masked: NDArray = make().encode(x, { keyMask });
    expect(masked.shape).toEqual([2, 4, 6]);
  });

  it("names parameters as torch does, in camel case", () => {
    const parts = ["selfAttn.inProj", "selfAttn.outProj.", "linear1.", "linear2.", "norm1.", "norm2."];
    const names = parts.flatMap((part) =>
      part.endsWith(".") ? [`${part}weight`, `${part}bias`] : [`${part}Weight`, `${part}Bias`],
    );
    expect(Object.keys(parametersOf(make()))).toEqual(names);
  });

  it("shows its parts to an observer, and names them in errors", () => {
    const seen: string[] = [];
    const observer = { enter: (segment: string) => seen.push(segment), leave() {} };
    make().forward(x, { ...inference(), observer });
    expect(seen).toEqual(["selfAttn", "outProj", "norm1", "linear1", "linear2", "norm2"]);
    const wide: NDArray = zeros([2, 3, 5]);
    expect(() => make().forward(wide)).toThrow(
      "selfAttn (MultiHeadAttention): MultiHeadAttention.forward: query must have 6 features along its last axis; got query [2, 3, 5].",
    );
  });

  it("drops while training only", () => {
    const layer = make({ dropout: 0.3 });
    const trained = layer.forward(x, { training: true, rng: random(2), update() {} });
    expect(allClose(trained, layer.forward(x))).toBe(false);
    expect(layer.forward(x, inference()).toArray()).toEqual(layer.forward(x).toArray());
  });

  it("refuses activations it does not have, and shares that are none", () => {
    expect(() => make({ activation: "tanh" })).toThrow(ValueError);
    expect(() => make({ activation: "tanh" })).toThrow(
      'TransformerEncoderLayer.init: activation must be "relu" or "gelu"; got "tanh".',
    );
    expect(() => make({ dropout: 1 })).toThrow("TransformerEncoderLayer.init: dropout must lie in [0, 1); got 1.");
    const vector: NDArray = zeros([6]);
    expect(() => make().forward(vector)).toThrow(
      "TransformerEncoderLayer.forward: x must have at least two axes; got x [6].",
    );
  });
});
