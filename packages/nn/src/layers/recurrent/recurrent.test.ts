import { checkGradients, grad } from "@linnet/autograd";
import {
  DTypeError,
  type NDArray,
  type Random,
  ShapeError,
  ValueError,
  allClose,
  array,
  concat,
  flip,
  mapTree,
  random,
  sin,
  slice,
  sum,
  zeros,
} from "@linnet/core";
import { describe, expect, it } from "vitest";
import { decodeModel, encodeModel, parametersOf } from "../../checkpoint.js";
import { inference } from "../../run.js";
import { Linear } from "../linear.js";
import { sequential } from "../sequential.js";
import { GRU } from "./gru.js";
import { LSTM } from "./lstm.js";
import { RNN } from "./rnn.js";
import { allOutputs, lastOutput } from "./sequence-outputs.js";

const rng = random(41);
const x: NDArray<"float64"> = rng.normal([2, 5, 3]);
const close = (a: NDArray, b: NDArray): boolean => allClose(a, b, { rtol: 1e-12, atol: 1e-13 });
const run = (seed: number) => ({ training: true, rng: random(seed), update() {} });

/** The networks of a kind, with whatever options. */
const kinds = {
  RNN: (options: object = {}) => RNN.init(rng, 3, 4, { dtype: "float64", ...options }),
  "RNN of relu": (options: object = {}) => RNN.init(rng, 3, 4, { dtype: "float64", nonlinearity: "relu", ...options }),
  LSTM: (options: object = {}) => LSTM.init(rng, 3, 4, { dtype: "float64", ...options }),
  GRU: (options: object = {}) => GRU.init(rng, 3, 4, { dtype: "float64", ...options }),
};

interface Outcome {
  readonly output: NDArray;
  readonly h: NDArray;
  readonly c?: NDArray;
}

describe.each(Object.entries(kinds))("%s", (_name, make) => {
  const forward = (net: object, input: NDArray, state: object = {}, how?: object): Outcome =>
    (net as { forward: (...args: unknown[]) => Outcome }).forward(input, state, how);

  it("goes on from where it stopped: a sequence in two parts is the whole", () => {
    const net = make({ layers: 2 });
    const whole = forward(net, x);
    const { output, ...state } = forward(net, x.slice(":", "0:2"));
    const rest = forward(net, x.slice(":", "2:"), state);
    expect(close(concat([output, rest.output] as readonly NDArray[], { axis: 1 }), whole.output)).toBe(true);
    expect(close(rest.h, whole.h)).toBe(true);
    expect(rest.h.shape).toEqual([2, 2, 4]);
    expect(close(whole.h.at(1), whole.output.slice(":", -1))).toBe(true);
  });

  it("treats a sequence alone as a batch of one, and other leading axes alike", () => {
    const net = make({ bidirectional: true });
    const alone = forward(net, x.at(0));
    expect(close(alone.output, forward(net, x).output.at(0))).toBe(true);
    expect([alone.output.shape, alone.h.shape]).toEqual([
      [5, 8],
      [2, 4],
    ]);
    const many = forward(net, zeros([3, 2, 5, 3]));
    expect([many.output.shape, many.h.shape]).toEqual([
      [3, 2, 5, 8],
      [2, 3, 2, 4],
    ]);
  });

  it("runs its second direction as the first runs on the sequence turned round", () => {
    const both = make({ bidirectional: true });
    const parameters = Object.entries(parametersOf(both));
    const ends = parameters.filter(([name]) => name.endsWith("_reverse"));
    const one = Object.assign(make(), Object.fromEntries(ends.map(([name, w]) => [name.replace("_reverse", ""), w])));
    const back = forward(one, flip(x, { axis: 1 }));
    const { output, h } = forward(both, x);
    expect(close(slice(output, ":", ":", "4:"), flip(back.output, { axis: 1 }))).toBe(true);
    expect(close(h.at(1), back.h.at(0))).toBe(true);
  });

  it("has right gradients of its parameters, inputs and states", () => {
    const net = make({ layers: 2, bidirectional: true });
    const before: NDArray = rng.normal([4, 1, 4]);
    const loss = (m: typeof net, input: NDArray, h: NDArray): NDArray => {
      const outcome = forward(m, input, { h });
      return sum(sin(outcome.output)).add(sum(outcome.c ?? outcome.h));
    };
    checkGradients(loss, [net, x.slice("0:1", "0:3"), before], { elements: 2 });
  });

  it("is a tree whose parameters are read by torch's names, and come back from a file", () => {
    const net = make({ layers: 2, bidirectional: true });
    const ends = ["l0", "l0_reverse", "l1", "l1_reverse"];
    const names = ends.flatMap((end) =>
      ["weight_ih", "weight_hh", "bias_ih", "bias_hh"].map((name) => `${name}_${end}`),
    );
    expect(Object.keys(parametersOf(net)).toSorted()).toEqual(names.toSorted());
    const empty = mapTree((w) => w.mul(0), net);
    expect(close(forward(decodeModel(encodeModel(net), empty), x).output, forward(net, x).output)).toBe(true);
    expect(Object.keys(parametersOf(make({ bias: false })))).toEqual(["weight_ih_l0", "weight_hh_l0"]);
  });

  it("is without biases what it is with biases of 0", () => {
    const bare = make({ bias: false });
    const none = Object.entries(parametersOf(make())).filter(([name]) => name.startsWith("bias"));
    const net = Object.assign(make(), bare, Object.fromEntries(none.map(([name, b]) => [name, b.mul(0)])));
    expect(close(forward(bare, x).output, forward(net, x).output)).toBe(true);
  });

  it("drops between layers while training only", () => {
    const net = make({ layers: 2, dropout: 0.5 });
    expect(close(forward(net, x, {}, run(1)).output, forward(net, x).output)).toBe(false);
    expect(forward(net, x, {}, run(1)).output.toArray()).toEqual(forward(net, x, {}, run(1)).output.toArray());
    expect(forward(net, x, {}, inference()).output.toArray()).toEqual(forward(net, x).output.toArray());
    const single = make({ dropout: 0.5 });
    expect(forward(single, x, {}, run(1)).output.toArray()).toEqual(forward(single, x).output.toArray());
  });

  it("takes no sequences at all, integers, and dtypes that differ", () => {
    const net = make({ bidirectional: true });
    const none = forward(net, zeros([0, 5, 3]));
    expect([none.output.shape, none.h.shape]).toEqual([
      [0, 5, 8],
      [2, 0, 4],
    ]);
    const gradient = grad(
      (m: typeof net) => sum(forward(m, zeros([0, 5, 3])).output) as NDArray<"float64", readonly []>,
    );
    expect(Object.values(parametersOf(gradient(net))).every((g) => g.toTypedArray().every((v) => v === 0))).toBe(true);
    const single = forward(make({ dtype: "float32" }), x);
    expect(single.output.dtype).toBe("float64");
    expect(forward(net, array([[1, 2, 3]], { dtype: "int32" })).output.dtype).toBe("float64");
  });

  it("passes NaN on, from the step where it comes in", () => {
    const { output } = forward(make(), x.with([0, 2, 0], NaN));
    const isNaNAt = output.toTypedArray().map((v) => Number(Number.isNaN(v)));
    expect(isNaNAt.slice(0, 8).every((v) => v === 0)).toBe(true);
    expect(isNaNAt.slice(8, 20).every((v) => v === 1)).toBe(true);
    expect(isNaNAt.slice(20).every((v) => v === 0)).toBe(true); // the other sequence
  });

  it("refuses inputs and states that do not fit", () => {
    const net = make();
    const op = `${net.constructor.name}.forward`;
    expect(() => forward(net, zeros([2, 5, 4]))).toThrow(ShapeError);
    expect(() => forward(net, zeros([2, 5, 4]))).toThrow(
      `${op}: x must have 3 features along its last axis; got x [2, 5, 4].`,
    );
    expect(() => forward(net, zeros([2, 0, 3]))).toThrow(`${op}: there must be at least one step; got x [2, 0, 3].`);
    expect(() => forward(net, zeros([3]))).toThrow(`${op}: x must have at least two axes; got x [3].`);
    expect(() => forward(net, x.astype("complex64"))).toThrow(DTypeError);
    expect(() => forward(net, x, { h: zeros([1, 3, 4]) })).toThrow(`${op}: h must be [1, 2, 4]; got h [1, 3, 4].`);
  });
});

describe("recurrent networks", () => {
  it("refuse lengths, layers, shares and nonlinearities that are none", () => {
    expect(() => LSTM.init(rng, 0, 2)).toThrow(ValueError);
    expect(() => LSTM.init(rng, 0, 2)).toThrow("LSTM.init: features must be positive integers; got 0.");
    expect(() => GRU.init(rng, 1, 2, { layers: 0 })).toThrow("GRU.init: layers must be a positive integer; got 0.");
    expect(() => GRU.init(rng, 1, 2, { dropout: 1 })).toThrow("GRU.init: dropout must lie in [0, 1); got 1.");
    expect(() => GRU.init(3 as unknown as Random, 1, 2)).toThrow(
      "GRU.init: rng must be a stream; got 3. Make one with random(seed).",
    );
    const nonlinearity = "sigmoid" as "relu";
    expect(() => RNN.init(rng, 1, 2, { nonlinearity })).toThrow(
      'RNN.init: nonlinearity must be "tanh" or "relu"; got "sigmoid".',
    );
    expect(() => kinds.LSTM().forward(x, { c: zeros([1, 2, 3]) })).toThrow(
      "LSTM.forward: c must be [1, 2, 4]; got c [1, 2, 3].",
    );
  });

  it("begin with a forget gate that keeps", () => {
    const { bias_ih_l0: bias } = LSTM.init(rng, 1, 2);
    expect(bias.toArray()).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
  });

  it("stand among layers, with all outputs or the last one", () => {
    const net = kinds.GRU();
    const head = Linear.init(rng, 4, 2, { dtype: "float64" });
    const every = sequential(allOutputs(net), head).forward(x);
    expect(every.shape).toEqual([2, 5, 2]);
    expect(close(sequential(lastOutput(net), head).forward(x), slice(every, ":", -1))).toBe(true);
    const both = kinds.LSTM({ bidirectional: true });
    const { h } = both.forward(x);
    expect(close(lastOutput(both).forward(x), concat([h.at(0), h.at(1)] as readonly NDArray[], { axis: 1 }))).toBe(
      true,
    );
    const wide: NDArray = zeros([2, 5, 4]);
    expect(() => sequential(lastOutput(net)).forward(wide)).toThrow(
      "layers[0].recurrent (GRU): GRU.forward: x must have 3 features along its last axis; got x [2, 5, 4].",
    );
    expect(() => allOutputs(head as never)).toThrow(ValueError);
    expect(() => allOutputs(head as never)).toThrow(
      "allOutputs: the network must be an RNN, LSTM or GRU; got an object.",
    );
  });
});
