import { grad } from "@linnet/autograd";
import {
  type NDArray,
  ShapeError,
  ValueError,
  allClose,
  array,
  div,
  matmul,
  mul,
  random,
  sub,
  sum,
  zeros,
} from "@linnet/core";
import { matrixNorm, svdvals } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Layer } from "../layer.js";
import { Relu } from "../layers/activations/activations.js";
import { Linear } from "../layers/linear.js";
import { sequential } from "../layers/sequential.js";
import { type Run, inference } from "../run.js";
import { type Convolution, compressLowRank } from "./low-rank.js";
import { SpectralNorm, type Weighted, spectralNorm } from "./spectral-norm.js";
import { withFields } from "./with-fields.js";

type Plain = Linear<number, number, "float64">;
const linear = (seed: number, out: number, into: number): Plain =>
  Linear.init(random(seed), into, out, { dtype: "float64" });
const weighed = (y: NDArray): NDArray => sum(mul(y, random(99).normal(y.shape)));
const largest = (w: NDArray): number => svdvals(w).at(0).item();

/** Runs a layer once in training; answers it with its new state. */
function trained(norm: SpectralNorm<Plain>, x: NDArray): SpectralNorm<Plain> {
  let next = norm;
  const update: Run["update"] = (who, fields) => {
    expect(who).toBe(norm);
    next = withFields(norm, fields as Partial<SpectralNorm<Plain>>);
  };
  norm.forward(x, { ...inference(), training: true, update });
  return next;
}

describe("spectralNorm", () => {
  it("divides weights by their largest singular value", () => {
    const layer = linear(1, 4, 3);
    const x = random(2).normal([5, 3]);
    const expected = new Linear(div(layer.weight, largest(layer.weight)) as typeof layer.weight, layer.bias);
    const got = spectralNorm(layer).forward(x) as NDArray;
    expect(allClose(got, expected.forward(x), { rtol: 1e-13, atol: 1e-14 })).toBe(true);
  });

  it("has the gradient of W / σ₁(W)", () => {
    const layer = linear(3, 3, 4);
    const x = random(4).normal([2, 4]);
    const norm = spectralNorm(layer);
    const g = grad((n: typeof norm) => weighed(n.forward(x)))(norm).layer.weight as NDArray;
    const plain = (w: NDArray): NDArray => weighed(matmul(x, div(w, matrixNorm(w, { ord: 2 })).T) as NDArray);
    expect(allClose(g, grad(plain)(layer.weight), { rtol: 1e-11, atol: 1e-12 })).toBe(true);
  });

  it("follows weights that change by power iteration, in training only", () => {
    const before = spectralNorm(linear(5, 6, 5));
    const x = zeros([1, 5]);
    const changed = before.layer.weight.add(random(6).normal([6, 5], { std: 0.05 })) as NDArray;
    let norm = withFields(before, { layer: withFields(before.layer, { weight: changed }) });
    const sigma = (n: typeof norm): number => sum(mul(n.left.value, matmul(changed, n.right.value))).item();
    const [s1, s2] = svdvals(changed).toArray() as number[];
    let error = Math.abs(sigma(norm) - s1);
    for (let i = 0; i < 30; i++) {
      norm = trained(norm, x);
      const next = Math.abs(sigma(norm) - s1);
      expect(next).toBeLessThanOrEqual(error + 8 * Number.EPSILON * s1); // power iteration never recedes
      error = next;
    }
    expect(error).toBeLessThanOrEqual(s1 * (s2 / s1) ** 40 + 32 * Number.EPSILON * s1);
    const updates: unknown[] = [];
    norm.forward(x, { ...inference(), update: (who) => updates.push(who) });
    expect(updates).toEqual([]);
  });

  it("takes weights of windows as a matrix, stands in a chain, and names the place of errors", () => {
    const window: Weighted = { weight: random(7).normal([4, 2, 3, 3]) as NDArray, forward: (x) => x };
    expect(spectralNorm(window).right.value.shape).toEqual([18]);
    const rng = random(8);
    const model = sequential(spectralNorm(Linear.init(rng, 3, 4)), new Relu(), Linear.init(rng, 4, 1));
    expect(model.forward(zeros([2, 3], { dtype: "float32" })).dtype).toBe("float32");
    expect(() => (spectralNorm(Linear.init(rng, 3, 4)) as Layer).forward(zeros([2, 2]))).toThrow(
      "layer (Linear): Linear.forward: x must have 3 features along its last axis; got x [2, 2].",
    );
  });

  it("refuses layers without weights, and weights that are 0", () => {
    expect(() => spectralNorm(new Relu() as unknown as Weighted)).toThrow(ValueError);
    expect(() => spectralNorm(new Relu() as unknown as Weighted)).toThrow(
      "spectralNorm: layer must have a weight; got undefined.",
    );
    expect(() => spectralNorm(new Linear(zeros([2, 3]), null))).toThrow("spectralNorm: weights must not all be 0");
    expect(() => spectralNorm({ weight: zeros([2]), forward: (x) => x } as Weighted)).toThrow(ShapeError);
  });
});

describe("compressLowRank of a Linear", () => {
  const product = ({ layers: [a, b] }: { layers: readonly { weight: NDArray }[] }): NDArray =>
    matmul(b.weight, a.weight) as NDArray;

  it("costs what Eckart and Young say, in both norms, and no more", () => {
    const law = fc.property(
      fc.integer({ min: 2, max: 8 }),
      fc.integer({ min: 2, max: 8 }),
      fc.nat(99),
      (out, into, seed) => {
        const layer = linear(seed, out, into);
        const rank = 1 + (seed % Math.min(out, into));
        const { model, ...cost } = compressLowRank(layer, { rank });
        const gap = sub(layer.weight, product(model)) as NDArray;
        const bound = 64 * Number.EPSILON * largest(layer.weight);
        expect(Math.abs(matrixNorm(gap, { ord: 2 }).item() - cost.spectralError)).toBeLessThanOrEqual(bound);
        expect(Math.abs(matrixNorm(gap).item() - cost.frobeniusError)).toBeLessThanOrEqual(bound);
        expect(cost.relativeError * matrixNorm(layer.weight).item()).toBeCloseTo(cost.frobeniusError, 12);
        expect([cost.weightsBefore, cost.weightsAfter]).toEqual([out * into, rank * (out + into)]);
      },
    );
    fc.assert(law, { numRuns: 25 });
  });

  it("takes the least rank that a tolerance allows", () => {
    const layer = new Linear(array([[3, 0, 0], [0, 2, 0], [0, 0, 0.5]]), array([1, 2, 3])); // prettier-ignore
    expect(compressLowRank(layer, { tolerance: 0.2 }).rank).toBe(2); // 0.5 of 3.64
    expect(compressLowRank(layer, { tolerance: 0.1 }).rank).toBe(3);
    expect(compressLowRank(layer, { tolerance: 0.6 })).toMatchObject({ rank: 1, spectralError: 2 });
    const { model, spectralError } = compressLowRank(layer, { rank: 3 });
    expect(spectralError).toBe(0);
    const x = array([[1, -1, 2]]);
    expect(allClose(model.forward(x), layer.forward(x), { rtol: 1e-15, atol: 1e-15 })).toBe(true);
    expect(compressLowRank(new Linear(zeros([2, 2]), null), { tolerance: 0 })).toMatchObject({
      rank: 1,
      relativeError: 0,
    });
  });

  it("keeps dtype and bias", () => {
    const layer = Linear.init(random(1), 5, 4);
    const { model } = compressLowRank(layer, { rank: 2 });
    expect(model.layers.map((l) => l.weight.dtype)).toEqual(["float32", "float32"]);
    expect([model.layers[0].bias, model.layers[1].bias]).toEqual([null, layer.bias]);
  });

  it("refuses ranks and tolerances that are none, and layers of other kinds", () => {
    const layer = linear(1, 3, 2);
    expect(() => compressLowRank(layer, { rank: 3 })).toThrow(ValueError);
    expect(() => compressLowRank(layer, { rank: 3 })).toThrow(
      "compressLowRank: rank must be an integer in [1, 2]; got 3.",
    );
    expect(() => compressLowRank(layer, { tolerance: 1 })).toThrow(
      "compressLowRank: tolerance must be in [0, 1); got 1.",
    );
    expect(() => compressLowRank(layer, {} as { rank: number })).toThrow(
      "compressLowRank: either rank or tolerance must be given; got rank undefined and tolerance undefined.",
    );
    expect(() => compressLowRank(new Relu() as unknown as Convolution, { rank: 1 })).toThrow(
      "compressLowRank: layer must be a Linear or a convolution; got Relu.",
    );
  });
});

/** Cross-correlation by its definition, of one example. */
class Windows implements Convolution {
  constructor(
    readonly weight: NDArray,
    readonly bias: NDArray | null,
    readonly stride: readonly number[],
    readonly padding: readonly number[],
    readonly dilation: readonly number[],
    readonly groups: number,
  ) {}

  forward(x: NDArray): NDArray {
    const [w, pixels] = [this.weight.toArray() as number[][][][], x.toArray() as number[][][]];
    const at = (c: number, i: number, j: number): number => pixels[c][i]?.[j] ?? 0;
    const [out, into, kh, kw]: readonly number[] = this.weight.shape;
    const [, high, wide]: readonly number[] = x.shape;
    const count = (n: number, k: number, axis: number): number =>
      Math.floor((n + 2 * this.padding[axis] - this.dilation[axis] * (k - 1) - 1) / this.stride[axis]) + 1;
    const place = (axis: number, i: number, a: number): number =>
      i * this.stride[axis] + a * this.dilation[axis] - this.padding[axis];
    const one = (o: number, i: number, j: number): number => {
      let s = this.bias === null ? 0 : (this.bias.toArray() as number[])[o];
      const first = Math.floor(o / (out / this.groups)) * into;
      for (let c = 0; c < into; c++)
        for (let a = 0; a < kh; a++)
          for (let b = 0; b < kw; b++) s += w[o][c][a][b] * at(first + c, place(0, i, a), place(1, j, b));
      return s;
    };
    const list = <T>(n: number, f: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => f(i));
    return array(list(out, (o) => list(count(high, kh, 0), (i) => list(count(wide, kw, 1), (j) => one(o, i, j)))));
  }
}

describe("compressLowRank of a convolution", () => {
  const rng = random(9);
  const x = rng.normal([4, 7, 6]) as NDArray;

  it("is the same map at full rank, with stride, padding, dilation and groups", () => {
    for (const groups of [1, 2]) {
      const weight = rng.normal([6, 4 / groups, 3, 2]) as NDArray;
      const layer = new Windows(weight, rng.normal([6]), [2, 1], [1, 1], [1, 2], groups);
      const { model, frobeniusError } = compressLowRank(layer, { rank: 6 / groups });
      expect(frobeniusError).toBe(0);
      expect(model.layers.map((l) => l.weight.shape)).toEqual([[6, 4 / groups, 3, 2], [6, 6 / groups, 1, 1]]); // prettier-ignore
      expect(allClose(model.forward(x), layer.forward(x), { rtol: 1e-12, atol: 1e-12 })).toBe(true);
    }
  });

  it("costs what the singular values left out say, of all groups together", () => {
    const weight = rng.normal([6, 2, 3, 2]) as NDArray;
    const layer = new Windows(weight, null, [1, 1], [0, 0], [1, 1], 2);
    const { model, spectralError, frobeniusError } = compressLowRank(layer, { rank: 2 });
    const [a, b] = model.layers.map((l) => l.weight as NDArray);
    const merged = matmul(b.reshape([2, 3, 2]), a.reshape([2, 2, 12])) as NDArray;
    const gap = sub(weight.reshape([2, 3, 12]) as NDArray, merged) as NDArray;
    expect(Math.abs(matrixNorm(gap.reshape([6, 12])).item() - frobeniusError)).toBeLessThanOrEqual(1e-13);
    const each = matrixNorm(gap, { ord: 2 }).toArray() as unknown as number[];
    expect(Math.abs(Math.max(...each) - spectralError)).toBeLessThanOrEqual(1e-13);
  });

  it("keeps a padding in words, and refuses transposed convolutions", () => {
    const layer = {
      weight: x.reshape([2, 2, 7, 6]),
      bias: null,
      stride: 1,
      padding: "same",
      dilation: 1,
      groups: 1,
      forward: (y: NDArray) => y,
    };
    const { model } = compressLowRank(layer as Convolution, { rank: 1 });
    expect(model.layers.map((l) => [l.stride, l.padding])).toEqual([[1, "same"], [1, "same"]]); // prettier-ignore
    expect(() => compressLowRank({ ...layer, outputPadding: 0 } as Convolution, { rank: 1 })).toThrow(ValueError);
  });
});
