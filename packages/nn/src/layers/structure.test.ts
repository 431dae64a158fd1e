import { checkGradients, grad } from "@linnet/autograd";
import {
  DTypeError,
  IndexError,
  type NDArray,
  type Random,
  ShapeError,
  ValueError,
  array,
  mul,
  ones,
  random,
  sum,
  zeros,
} from "@linnet/core";
import { describe, expect, it } from "vitest";
import type { Layer } from "../layer.js";
import { type Run, inference } from "../run.js";
import { Relu } from "./activations/activations.js";
import { Dropout } from "./dropout.js";
import { Embedding } from "./embedding.js";
import { Linear } from "./linear.js";
import { Residual, residual } from "./residual.js";
import { sequential } from "./sequential.js";
import { Flatten, Identity } from "./shapes.js";

const training = (seed: number): Run => ({ ...inference(), training: true, rng: random(seed) });
const indices = (values: unknown): NDArray => array(values as number[], { dtype: "int32" });

describe("Dropout", () => {
  it("keeps each element with probability 1 − rate, scaled so that the mean stays", () => {
    const n = 20000;
    for (const rate of [0.1, 0.5, 0.999]) {
      const y = new Dropout(rate).forward(ones([n]), training(1)).toTypedArray();
      const kept = y.filter((v) => v !== 0);
      expect(kept.every((v) => v === 1 / (1 - rate))).toBe(true);
      // Five standard deviations of a binomial share.
      expect(Math.abs(kept.length / n - (1 - rate))).toBeLessThan(5 * Math.sqrt((rate * (1 - rate)) / n));
    }
  });

  it("drops elements independently, otherwise in the next run, and the same with the same seed", () => {
    const layer = new Dropout(0.5);
    const run = training(2);
    const [a, b] = [layer.forward(ones([10000]), run), layer.forward(ones([10000]), run)].map((y) => y.toTypedArray());
    const both = a.reduce((count, v, i) => count + Number(v > 0 && b[i] > 0), 0);
    expect(Math.abs(both / 10000 - 0.25)).toBeLessThan(5 * Math.sqrt(0.1875 / 10000));
    expect(layer.forward(ones([10000]), training(2)).toTypedArray()).toEqual(a);
  });

  it("does nothing in inference, at rate 0, and to gradients of what it kept", () => {
    const x = array([1, 2, 3]);
    expect(new Dropout(0.9).forward(x).toArray()).toEqual([1, 2, 3]);
    expect(new Dropout(0).forward(x, training(1)).toArray()).toEqual([1, 2, 3]);
    const layer = new Dropout(0.5);
    const y = layer.forward(ones([50]), training(3)).toArray();
    expect(grad((z: NDArray) => sum(layer.forward(z, training(3))))(ones([50])).toArray()).toEqual(y);
  });

  it("drops NaN and infinities to 0", () => {
    const y = new Dropout(0.5).forward(array(new Array(40).fill(Number.NaN)), training(4)).toTypedArray();
    expect(y.some((v) => v === 0) && y.some(Number.isNaN)).toBe(true);
  });

  it("refuses rates that are none", () => {
    for (const rate of [1, -0.1, Number.NaN]) {
      expect(() => new Dropout(rate)).toThrow(ValueError);
      expect(() => new Dropout(rate)).toThrow(`Dropout: rate must be in [0, 1); got ${rate}.`);
    }
    expect(() => new Dropout(0.5).forward(zeros([1], { dtype: "complex64" }))).toThrow(DTypeError);
  });
});

describe("Embedding", () => {
  const table = array([[0, 1], [10, 11], [20, 21]]); // prettier-ignore

  it("looks up rows, by indices of any shape", () => {
    const layer = Embedding.from(table);
    expect(layer.forward(indices([[2, 0], [1, 1]])).toArray()).toEqual([[[20, 21], [0, 1]], [[10, 11], [10, 11]]]); // prettier-ignore
    expect(layer.forward(indices(2)).toArray()).toEqual([20, 21]);
    expect(layer.forward(zeros([0, 3], { dtype: "uint8" })).shape).toEqual([0, 3, 2]);
    expect(Embedding.init(random(1), 50, 8).forward(indices([1, 2])).dtype).toBe("float32");
  });

  it("adds up the gradients of a word that comes twice; that of padding stays zero, second ones too", () => {
    const layer = Embedding.from(table, { paddingIndex: 1 });
    expect(layer.weight.toArray()).toEqual([[0, 1], [0, 0], [20, 21]]); // prettier-ignore
    const loss = (l: typeof layer): NDArray => sum(mul(l.forward(indices([2, 2, 1, 0])), 3));
    expect(grad(loss)(layer).weight.toArray()).toEqual([[3, 3], [0, 0], [6, 6]]); // prettier-ignore
    const squared = (w: NDArray): NDArray => {
      const y = new Embedding<3, 2, "float64">(w, 1).forward(indices([2, 2, 1, 0])) as NDArray;
      return sum(mul(mul(y, y), y));
    };
    const g = (w: NDArray): NDArray => grad(squared)(w);
    expect((grad((w: NDArray) => sum(g(w)))(table).toArray() as number[][])[1]).toEqual([0, 0]);
    checkGradients((w: NDArray) => sum(mul(new Embedding<3, 2, "float64">(w).forward(indices([2, 2, 0])), 3)), [table]);
  });

  it("draws N(0, 1)", () => {
    const w = Embedding.init(random(2), 200, 100, { dtype: "float64" }).weight.toTypedArray();
    const [mean, square] = [w.reduce((s, v) => s + v, 0) / 20000, w.reduce((s, v) => s + v * v, 0) / 20000];
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(20000)); // five standard deviations
    expect(Math.abs(square - 1)).toBeLessThan(5 * Math.sqrt(2 / 20000));
  });

  it("refuses words that it does not know, by their place", () => {
    const layer = Embedding.from(table);
    expect(() => layer.forward(indices([[0, 1], [2, 3]]))).toThrow(IndexError); // prettier-ignore
    expect(() => layer.forward(indices([[0, 1], [2, 3]]))).toThrow("Embedding.forward: x must lie in [0, 2]; got 3 at index [1, 1]."); // prettier-ignore
    expect(() => layer.forward(indices(-1))).toThrow("Embedding.forward: x must lie in [0, 2]; got -1.");
    expect(() => layer.forward(indices([[0, -1], [2, 1]]).T)).toThrow("got -1 at index [1, 0]."); // prettier-ignore
    expect(() => layer.forward(array([1]))).toThrow(DTypeError);
    expect(() => layer.forward(array([1]))).toThrow("Embedding.forward: x must hold integers; got x float64.");
  });

  it("refuses tables and lengths that are none", () => {
    expect(() => Embedding.from(table, { paddingIndex: 3 })).toThrow(IndexError);
    expect(() => Embedding.from(table, { paddingIndex: 3 })).toThrow(
      "Embedding.from: paddingIndex must lie in [0, 2]; got 3.",
    );
    expect(() => Embedding.from(zeros([3]) as NDArray)).toThrow(ShapeError);
    expect(() => Embedding.from(zeros([3]) as NDArray)).toThrow(
      "Embedding.from: table must be a matrix; got table [3].",
    );
    expect(() => Embedding.init(random(1), 0, 3)).toThrow("Embedding.init: words must be a positive integer; got 0.");
    expect(() => Embedding.init(1 as unknown as Random, 2, 3)).toThrow("Embedding.init: rng must be a stream; got 1.");
  });
});

describe("Residual", () => {
  it("adds the input to what its layer makes of it", () => {
    const layer = residual(new Linear<2, 2, "float64">(array([[0, 1], [1, 0]]), array([10, 20]))); // prettier-ignore
    expect(layer.forward(array([[1, 2]])).toArray()).toEqual([[13, 23]]);
    const rng = random(1);
    const model = sequential(
      Linear.init(rng, 3, 4),
      residual(sequential(Linear.init(rng, 4, 8), new Relu(), Linear.init(rng, 8, 4))),
    );
    expect(model.forward(zeros([5, 3], { dtype: "float32" })).shape).toEqual([5, 4]);
    // @ts-expect-error residual: the layer takes 4 features and gives 8
    residual(Linear.init(rng, 4, 8));
  });

  it("names the place of errors inside, and refuses a layer that changes the shape", () => {
    const inner: Layer = Linear.init(random(1), 4, 1);
    expect(() => new Residual(inner).forward(zeros([2, 3], { dtype: "float32" }))).toThrow(
      "layer (Linear): Linear.forward: x must have 4 features along its last axis; got x [2, 3].",
    );
    expect(() => new Residual(inner).forward(zeros([2, 4], { dtype: "float32" }))).toThrow(ShapeError);
    expect(() => new Residual(inner).forward(zeros([2, 4], { dtype: "float32" }))).toThrow(
      "Residual.forward: the layer must keep the shape; got x [2, 4] and y [2, 1].",
    );
    expect(() => residual(3 as unknown as Layer)).toThrow(ValueError);
    expect(() => residual(3 as unknown as Layer)).toThrow("residual: layer must have a method forward; got 3.");
  });
});

describe("Flatten and Identity", () => {
  it("make one axis of those from the second on, or change nothing", () => {
    expect(new Flatten().forward(zeros([2, 3, 4, 5])).shape).toEqual([2, 60]);
    expect(new Flatten(0).forward(zeros([2, 3])).shape).toEqual([6]);
    expect(new Flatten(-2).forward(zeros([2, 3, 0])).shape).toEqual([2, 0]);
    const x = zeros([2]);
    expect(new Identity().forward(x)).toBe(x);
    expect(() => new Flatten().forward(zeros([3]))).toThrow(IndexError);
    expect(() => new Flatten().forward(zeros([3]))).toThrow("Flatten.forward: axis must be an integer in [-1, 0]");
  });
});
