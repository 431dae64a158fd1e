import { checkGradients, vmap } from "@linnet/autograd";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  ValueError,
  allClose,
  array,
  full,
  mean,
  random,
  square,
  sum,
  take,
  tril,
  zeros,
} from "@linnet/core";
import { describe, expect, it } from "vitest";
import { parametersOf } from "../../checkpoint.js";
import { sequential } from "../sequential.js";
import { MultiHeadAttention } from "./multi-head.js";

const rng = random(11);
const layer = MultiHeadAttention.init(rng, 6, 2, { dtype: "float64" });
const x: NDArray<"float64"> = rng.normal([2, 5, 6]);
const close = (a: NDArray, b: NDArray): boolean => allClose(a, b, { rtol: 1e-12, atol: 1e-13 });

describe("MultiHeadAttention", () => {
  it("commutes with permutations of the positions", () => {
    const order = rng.permutation(5);
    const y: NDArray = layer.forward(take(x, order, { axis: 1 }));
    expect(close(y, take(layer.forward(x), order, { axis: 1 }))).toBe(true);
  });

  it("treats a sequence alone as a batch of one, and other leading axes alike", () => {
    const alone: NDArray = x.at(0);
    expect(close(layer.forward(alone), layer.forward(x).at(0))).toBe(true);
    expect(layer.forward(zeros([3, 2, 5, 6])).shape).toEqual([3, 2, 5, 6]);
  });

  it("does the same whether queries, keys and values are one array or three", () => {
    const copies = { key: x.add(0), value: x.add(0) };
    expect(close(layer.attend(x.add(0), copies), layer.forward(x))).toBe(true);
    const memory = rng.normal([2, 3, 6]);
    expect(close(layer.attend(x, { key: memory }), layer.attend(x, { key: memory, value: memory.add(0) }))).toBe(true);
  });

  it("does not look at keys that are padding, whatever they are", () => {
    const keyMask = array([
      [true, true, true, false, false],
      [true, true, true, true, true],
    ]);
    const changed = x.with([0, "3:"], full([2, 6], 50));
    const [y, z]: NDArray[] = [x, changed].map((key) => layer.attend(x, { key, keyMask }));
    expect(z.toArray()).toEqual(y.toArray());
    const bools = layer.attend(x, { keyMask, mask: tril(full([5, 5], 1)).astype("bool") });
    expect(close(bools, layer.attend(x, { keyMask, causal: true }))).toBe(true);
    expect(close(layer.attend(x, { keyMask, mask: zeros([5, 5]) }), layer.attend(x, { keyMask }))).toBe(true);
  });

  it("has right gradients of its parameters and inputs", () => {
    const keyMask = array([[true, true, false]]);
    const [q, k]: NDArray[] = [rng.normal([1, 2, 4]), rng.normal([1, 3, 4])];
    const small = MultiHeadAttention.init(rng, 4, 2, { dtype: "float64" });
    checkGradients((m: typeof small, a: NDArray) => sum(square(m.forward(a))), [small, q], { elements: 12 });
    checkGradients(
      (m: typeof small, a: NDArray, b: NDArray) => sum(square(m.attend(a, { key: b, keyMask }))),
      [small, q, k],
      { elements: 12 },
    );
  });

  it("gives weights that are averages, and none to what is masked", () => {
    const weights: NDArray = layer.weights(x, { causal: true });
    expect(weights.shape).toEqual([2, 2, 5, 5]);
    expect(close(sum(weights, { axis: -1 }), full([2, 2, 5], 1))).toBe(true);
    expect(close(tril(weights), weights)).toBe(true);
  });

  it("is mapped over batches", () => {
    const each = vmap((a: NDArray<"float64", readonly [5, 6]>) => layer.forward(a))(
      x as NDArray<"float64", readonly [2, 5, 6]>,
    );
    expect(close(each, layer.forward(x))).toBe(true);
  });

  it("names parameters as torch does, in camel case, and has none for biases that are left out", () => {
    expect(Object.keys(parametersOf(layer))).toEqual(["inProjWeight", "inProjBias", "outProj.weight", "outProj.bias"]);
    const bare = MultiHeadAttention.init(rng, 4, 1, { bias: false });
    expect(Object.keys(parametersOf(bare))).toEqual(["inProjWeight", "outProj.weight"]);
    expect(bare.forward(zeros([3, 4], { dtype: "float32" })).toArray()).toEqual(zeros([3, 4]).toArray());
  });

  it("drops weights while training, from the run's stream", () => {
    const dropping = MultiHeadAttention.init(random(3), 6, 2, { dropout: 0.5, dtype: "float64" });
    const run = () => ({ training: true, rng: random(8), update() {} });
    expect(dropping.forward(x, run()).toArray()).toEqual(dropping.forward(x, run()).toArray());
    expect(close(dropping.forward(x, run()), dropping.forward(x))).toBe(false);
    expect(Number.isFinite(mean(dropping.forward(x, run())).item())).toBe(true);
  });

  it("refuses lengths, heads and inputs that do not fit", () => {
    expect(() => MultiHeadAttention.init(rng, 6, 4)).toThrow(ValueError);
    expect(() => MultiHeadAttention.init(rng, 6, 4)).toThrow(
      "MultiHeadAttention.init: heads must be a positive integer that divides 6; got 4.",
    );
    expect(() => MultiHeadAttention.init(rng, 6, 2, { dropout: -1 })).toThrow(
      "MultiHeadAttention.init: dropout must lie in [0, 1); got -1.",
    );
    const wide: NDArray = zeros([2, 5, 7]);
    expect(() => layer.forward(wide)).toThrow(ShapeError);
    expect(() => layer.forward(wide)).toThrow(
      "MultiHeadAttention.forward: query must have 6 features along its last axis; got query [2, 5, 7].",
    );
    const key: NDArray = zeros([2, 3, 5]);
    expect(() => layer.attend(x, { key })).toThrow(
      "MultiHeadAttention.forward: key must have 6 features along its last axis; got key [2, 3, 5].",
    );
    expect(() => layer.attend(x, { keyMask: full([2, 4], 1).astype("bool") })).toThrow(
      "MultiHeadAttention.forward: keyMask must have one bool for each key; got keyMask [2, 4] and key [2, 5, 6].",
    );
    expect(() => layer.attend(x, { keyMask: zeros([2, 5]) })).toThrow(DTypeError);
    expect(() => layer.attend(x, { keyMask: zeros([2, 5]) })).toThrow(
      "MultiHeadAttention.forward: keyMask must be bools; got keyMask float64. Make it of a comparison.",
    );
    expect(() => sequential(layer).forward(wide)).toThrow(
      "layers[0] (MultiHeadAttention): MultiHeadAttention.forward:",
    );
  });
});
