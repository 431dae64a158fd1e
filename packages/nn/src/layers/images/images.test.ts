import { describe, expect, it } from "vitest";
import { checkGradients, grad } from "@linnet/autograd";
import {
  type NDArray,
  type Random,
  ShapeError,
  ValueError,
  arange,
  array,
  matmul,
  mul,
  ones,
  random,
  reshape,
  sum,
  treeLeaves,
} from "@linnet/core";
import {
  Conv1d,
  Conv2d,
  Conv3d,
  ConvTranspose2d,
  type Layer,
  MaxPool2d,
  Pad2d,
  PixelShuffle,
  Relu,
  Upsample,
  convolution,
  sequential,
  unfold,
} from "../../index.js";

const rng = random(11);
const f64 = { dtype: "float64" } as const;

function scalar(y: NDArray): NDArray {
  return sum(mul(mul(y, y), random(9).normal(y.shape as number[])));
}

describe("layers of convolution", () => {
  it("draw weights of the shapes of torch, that keep the variance, and biases of zero", () => {
    const layer = Conv2d.init(random(1), 8, 6, [3, 5], { groups: 2 });
    expect([layer.weight.shape, layer.weight.dtype]).toEqual([[6, 4, 3, 5], "float32"]);
    expect(layer.bias?.toArray()).toEqual([0, 0, 0, 0, 0, 0]);
    expect(Conv1d.init(random(1), 2, 3, 5, { bias: false }).bias).toBeNull();
    expect(Conv3d.init(random(1), 2, 3, 2).weight.shape).toEqual([3, 2, 2, 2, 2]);
    expect(ConvTranspose2d.init(random(1), 4, 6, 2, { groups: 2 }).weight.shape).toEqual([4, 3, 2, 2]);
    const wide = Conv2d.init(random(1), 30, 40, 3, f64)
      .forward(random(2).normal([6, 30, 12, 12]))
      .toTypedArray();
    const up = ConvTranspose2d.init(random(1), 60, 40, 4, { ...f64, stride: 2, padding: 1 });
    const large = up
      .forward(random(3).normal([4, 60, 10, 10]))
      .slice("...", "2:18", "2:18")
      .toTypedArray();
    for (const y of [wide, large]) {
      const variance = y.reduce((s, v) => s + v * v, 0) / y.length;
      // of 40 outputs with 240 weights and more: the deviation of the estimate is below 2 %
      expect(Math.abs(variance - 1)).toBeLessThan(0.1);
    }
  });

  it("take an initializer", () => {
    const layer = Conv2d.init(rng, 1, 2, 3, { ...f64, weight: (_rng, shape, dtype) => ones(shape, { dtype }) });
    expect(layer.forward(ones([1, 1, 3, 3])).toArray()).toEqual([[[[9]], [[9]]]]);
  });

  it("are convolutions", () => {
    const [x, w, b] = [rng.normal([2, 4, 7, 6]), rng.normal([6, 2, 3, 2]), rng.normal([6])];
    const options = { stride: [2, 1], padding: [[1, 0], 2], dilation: [1, 2], groups: 2 } as const;
    const layer = new Conv2d<4, 6, "float64">(w, b, options);
    expect(layer.forward(x).toArray()).toEqual(convolution(x, w, b, options).toArray());
    expect(treeLeaves(layer).map(({ path }) => path)).toEqual(["weight", "bias"]);
  });

  it("become products of matrices by unfold", () => {
    const [x, w] = [rng.normal([2, 3, 6, 5]), rng.normal([4, 3, 2, 3])];
    const options = { stride: [2, 1], padding: 1, dilation: [1, 2] } as const;
    const y = new Conv2d<3, 4, "float64">(w, null, options).forward(x);
    const columns = unfold(x, [2, 3], options);
    const product = matmul(reshape(w, [4, 18]), columns).toTypedArray();
    const sizes = matmul(reshape(w, [4, 18]).mul(reshape(w, [4, 18])), columns.mul(columns)).toTypedArray();
    // γ₁₈·Σ|w||x| ≤ γ₁₈·√18·√Σ(w·x)², on both sides
    y.toTypedArray().forEach((value, i) => {
      expect(Math.abs(value - product[i])).toBeLessThanOrEqual(2 * 18 * 2 ** -53 * Math.sqrt(18 * sizes[i]));
    });
  });

  it("have gradients of first and second order, in a network", () => {
    const model = sequential(
      Conv2d.init(rng, 1, 2, 3, { ...f64, padding: "same" }),
      new Relu(),
      new MaxPool2d(2),
      ConvTranspose2d.init(rng, 2, 1, 2, { ...f64, stride: 2 }),
    );
    const x = rng.normal([2, 1, 4, 6]);
    const f = (m: typeof model, z: NDArray): NDArray => scalar(m.forward(z));
    checkGradients(f, [model, x], { elements: 4 });
    const byInput = grad(f, { argnums: 1 });
    checkGradients((m: typeof model) => scalar(byInput(m, x) as NDArray), [model], { elements: 4 });
  });

  it.each<[call: () => unknown, kind: typeof ValueError | typeof ShapeError, sentence: string]>([
    [
      () => Conv2d.init(1 as unknown as Random, 1, 1, 3),
      ValueError,
      "Conv2d.init: rng must be a stream; got 1. Make one with random(seed).",
    ],
    [() => Conv2d.init(rng, 0, 1, 3), ValueError, "Conv2d.init: channels must be positive integers; got 0."],
    [
      () => Conv1d.init(rng, 1, 1, [3, 3]),
      ValueError,
      "Conv1d.init: window must be a positive integer, or one for each of 1 axes; got [3, 3].",
    ],
    [
      () => Conv3d.init(rng, 3, 4, 2, { groups: 2 }),
      ValueError,
      "Conv3d.init: groups must divide both numbers of channels; got 2 groups of 3 and 4.",
    ],
    [
      () => Conv2d.init(rng, 1, 1, 3, { stride: 0 }),
      ValueError,
      "Conv2d.init: stride must be a positive integer, or one for each of 2 axes; got 0.",
    ],
    [
      () => ConvTranspose2d.init(rng, 1, 1, 3, { stride: 2, outputPadding: 2 }),
      ValueError,
      "ConvTranspose2d: outputPadding must be integers in [0, stride); got [2, 2].",
    ],
    [
      () => Conv2d.init(rng, 3, 1, 3).forward(ones([1, 2, 5, 5]) as NDArray),
      ShapeError,
      "Conv2d.forward: x must have 3 channels along axis -3; got x [1, 2, 5, 5].",
    ],
    [
      () => Conv2d.init(rng, 3, 1, 3).forward(ones([5, 5]) as NDArray),
      ShapeError,
      "Conv2d.forward: x must have shape […, C, H, W]; got x [5, 5].",
    ],
    [
      () => Conv1d.init(rng, 1, 1, 6).forward(ones([1, 5], { dtype: "float32" })),
      ShapeError,
      "Conv1d.forward: a window of 6 must fit into x and its padding; got x [1, 5]. Add padding, or make the window smaller.",
    ],
  ])("refuse what cannot be: %#", (call, kind, sentence) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(sentence);
  });

  it("name their place in a model", () => {
    const model = sequential(Conv2d.init(rng, 1, 2, 3), new MaxPool2d(4));
    expect(() => model.forward(ones([1, 1, 5, 5], { dtype: "float32" }))).toThrow(
      "layers[1] (MaxPool2d): MaxPool2d.forward: a window of 4×4 must fit into x and its padding; got x [1, 2, 3, 3].",
    );
  });
});

describe("layers that rearrange images", () => {
  const x = reshape(arange(4), [1, 2, 2]);

  it("upsample by the nearest element, or between elements", () => {
    expect(new Upsample(2).forward(x).at(0, 0).toArray()).toEqual([0, 0, 1, 1]);
    const between = { mode: "bilinear" } as const;
    expect(new Upsample([1, 2], between).forward(x).toArray()).toEqual([
      [
        [0, 0.25, 0.75, 1],
        [2, 2.25, 2.75, 3],
      ],
    ]);
    const corners = new Upsample([1, 2], { ...between, alignCorners: true }).forward(x).toTypedArray();
    Float64Array.of(0, 1 / 3, 2 / 3, 1, 2, 7 / 3, 8 / 3, 3).forEach((value, i) => {
      expect(Math.abs(corners[i] - value)).toBeLessThanOrEqual(8 * 2 ** -53 * 3);
    });
    expect(new Upsample(0.5).forward(ones([5, 5])).shape).toEqual([2, 2]);
  });

  it("pad in every mode", () => {
    expect(new Pad2d([0, [1, 2]], { value: 7 }).forward(x).at(0, 0).toArray()).toEqual([7, 0, 1, 7, 7]);
    expect(new Pad2d([0, 1], { mode: "edge" }).forward(x).at(0, 0).toArray()).toEqual([0, 0, 1, 1]);
    expect(new Pad2d([0, 1], { mode: "reflect" }).forward(x).at(0, 0).toArray()).toEqual([1, 0, 1, 0]);
    expect(new Pad2d(1, { mode: "wrap" }).forward(x).at(0, 0).toArray()).toEqual([3, 2, 3, 2]);
  });

  it("make pixels of channels", () => {
    const y = new PixelShuffle(2).forward(reshape(arange(8), [8, 1, 1]));
    expect(y.toArray()).toEqual([
      [
        [0, 1],
        [2, 3],
      ],
      [
        [4, 5],
        [6, 7],
      ],
    ]);
  });

  it("have gradients", () => {
    const layers: Layer[] = [
      new Upsample(2),
      new Upsample([1.5, 2], { mode: "bilinear" }),
      new Upsample(3, { mode: "bilinear", alignCorners: true }),
      new Pad2d([1, [0, 2]], { mode: "reflect" }),
      new PixelShuffle(2),
    ];
    const z = rng.normal([4, 3, 4]);
    for (const layer of layers) {
      const f = (y: NDArray): NDArray => scalar(layer.forward(y));
      checkGradients(f, [z], { elements: 4 });
      checkGradients((y: NDArray) => scalar(grad(f)(y)), [z], { elements: 4 });
    }
    checkGradients((y: NDArray) => scalar(unfold(y, 2, { padding: 1, stride: 2 })), [z], { elements: 4 });
  });

  it.each<[call: () => unknown, kind: typeof ValueError | typeof ShapeError, sentence: string]>([
    [() => new Upsample(0), ValueError, "Upsample: scale must be a positive number, or two of them; got 0."],
    [
      () => new Upsample([1, NaN]),
      ValueError,
      "Upsample: scale must be a positive number, or two of them; got [1, NaN].",
    ],
    [
      () => new Upsample(2, { mode: "cubic" as "nearest" }),
      ValueError,
      'Upsample: mode must be "nearest" or "bilinear"; got "cubic".',
    ],
    [
      () => new Upsample(2, { alignCorners: true }),
      ValueError,
      'Upsample: alignCorners must go with bilinear; got nearest. Add mode: "bilinear".',
    ],
    [
      () => new Upsample(0.1).forward(ones([2, 2])),
      ShapeError,
      "Upsample.forward: there must be elements before and after; got x [2, 2] and result [0, 0].",
    ],
    [
      () => new Pad2d(-1),
      ValueError,
      "Pad2d: widths must be an integer ≥ 0, or such a one or a pair for both axes; got -1.",
    ],
    [
      () => new Pad2d(1).forward(ones([3]) as NDArray),
      ShapeError,
      "Pad2d.forward: x must have shape […, H, W]; got x [3].",
    ],
    [
      () => new Pad2d(1, { mode: "mirror" as "wrap" }).forward(ones([2, 2])),
      ValueError,
      'pad: mode must be one of constant, edge, reflect, symmetric, wrap; got "mirror".',
    ],
    [() => new PixelShuffle(0), ValueError, "PixelShuffle: factor must be a positive integer; got 0."],
    [
      () => new PixelShuffle(2).forward(ones([3, 2, 2])),
      ShapeError,
      "PixelShuffle.forward: x must have a multiple of 4 channels along axis -3; got x [3, 2, 2].",
    ],
    [() => unfold(ones([2, 2]) as NDArray, 2), ShapeError, "unfold: x must have shape […, C, H, W]; got x [2, 2]."],
    [
      () => unfold(ones([1, 2, 2]) as NDArray, 3),
      ShapeError,
      "unfold: a window of 3×3 must fit into x and its padding; got x [1, 2, 2]. Add padding, or make the window smaller.",
    ],
  ])("refuse what cannot be: %#", (call, kind, sentence) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(sentence);
  });

  it("are stacked and trained as any other", () => {
    const x1 = array([
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ]);
    const y = sequential(new Pad2d(1), new Upsample(2), new PixelShuffle(1)).forward(x1);
    expect(y.shape).toEqual([1, 1, 8, 8]);
  });
});
