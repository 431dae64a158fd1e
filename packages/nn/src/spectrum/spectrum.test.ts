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
import { Conv1d, Conv2d, Conv3d } from "../layers/images/convolution.js";
import { ConvTranspose2d } from "../layers/images/transposed-convolution.js";
import { Linear } from "../layers/linear.js";
import { sequential } from "../layers/sequential.js";
import type { ConvolutionOptions } from "../ops/window-options.js";
import { type Run, inference } from "../run.js";
import { type Convolution, compressLowRank } from "./low-rank.js";
import { SpectralNorm, type Weighted, spectralNorm } from "./spectral-norm.js";
import { withFields } from "../tree-nodes.js";

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

describe("compressLowRank of a convolution", () => {
  const rng = random(9);
  const x: NDArray = rng.normal([2, 4, 7, 6]);
  const draw = (groups: number, options: ConvolutionOptions): Convolution =>
    new Conv2d(rng.normal([6, 4 / groups, 3, 2]) as NDArray, rng.normal([6]) as NDArray, { groups, ...options });

  it("is the same map at full rank, with stride, padding, dilation and groups", () => {
    for (const groups of [1, 2]) {
      const layer = draw(groups, { stride: [2, 1], padding: 1, dilation: [1, 2] });
      const { model, frobeniusError } = compressLowRank(layer, { rank: 6 / groups });
      expect(frobeniusError).toBe(0);
      expect(model.layers.map((l) => l.weight.shape)).toEqual([[6, 4 / groups, 3, 2], [6, 6 / groups, 1, 1]]); // prettier-ignore
      expect(allClose(model.forward(x), forward(layer, x), { rtol: 1e-12, atol: 1e-12 })).toBe(true);
    }
  });

  it("costs what the singular values left out say, of all groups together", () => {
    const layer = draw(2, {});
    const { model, spectralError, frobeniusError } = compressLowRank(layer, { rank: 2 });
    const [a, b] = model.layers.map((l) => l.weight as NDArray);
    const merged = matmul(b.reshape([2, 3, 2]), a.reshape([2, 2, 12])) as NDArray;
    const gap = sub((layer.weight as NDArray).reshape([2, 3, 12]) as NDArray, merged) as NDArray;
    expect(Math.abs(matrixNorm(gap.reshape([6, 12])).item() - frobeniusError)).toBeLessThanOrEqual(1e-13);
    const each = matrixNorm(gap, { ord: 2 }).toArray() as unknown as number[];
    expect(Math.abs(Math.max(...each) - spectralError)).toBeLessThanOrEqual(1e-13);
  });

  it("is of one and of three axes too, and refuses transposed convolutions", () => {
    for (const layer of [Conv1d.init(rng, 3, 4, 5, { padding: "same" }), Conv3d.init(rng, 3, 4, 2)]) {
      const { model, rank } = compressLowRank(layer as Convolution, { tolerance: 0 });
      const y: NDArray = rng.normal([1, 3, 6, 5, 4].slice(0, layer.weight.ndim), { dtype: "float32" });
      expect([rank, model.layers.length]).toEqual([4, 2]);
      expect(allClose(model.forward(y), forward(layer as Convolution, y), { rtol: 1e-5, atol: 1e-5 })).toBe(true);
    }
    const turned = ConvTranspose2d.init(rng, 2, 2, 3) as unknown as Convolution;
    expect(() => compressLowRank(turned, { rank: 1 })).toThrow(
      "compressLowRank: layer must be a Linear or a convolution; got ConvTranspose2d.",
    );
  });
});

const forward = (layer: Layer, x: NDArray): NDArray => layer.forward(x);
