import { describe, expect, it } from "vitest";
import { DTypeError, type NDArray, ShapeError, ValueError, ones } from "@linnet/core";
import { convolution, transposedConvolution } from "./convolution.js";
import type { ConvolutionOptions } from "./window-options.js";

const [x, w]: NDArray[] = [ones([1, 4, 5, 5]), ones([6, 2, 3, 3])];

describe("convolution refuses", () => {
  it.each<[what: string, call: () => unknown, kind: typeof ShapeError | typeof ValueError, sentence: string]>([
    [
      "what is no window",
      () => convolution(x, ones([3, 3])),
      ShapeError,
      "convolution: weight must have shape [out, in, …window], of one to three axes; got weight [3, 3].",
    ],
    [
      "windows without elements",
      () => convolution(x, ones([6, 4, 0, 3])),
      ShapeError,
      "convolution: weight must have shape [out, in, …window], of one to three axes; got weight [6, 4, 0, 3].",
    ],
    [
      "what is no image",
      () => convolution(ones([5, 5]), w),
      ShapeError,
      "convolution: x must have shape […, C, H, W]; got x [5, 5].",
    ],
    [
      "other channels",
      () => convolution(x, w),
      ShapeError,
      "convolution: x must have 2 channels along axis -3; got x [1, 4, 5, 5].",
    ],
    [
      "groups that do not divide",
      () => convolution(ones([1, 8, 5, 5]), w, null, { groups: 4 }),
      ShapeError,
      "convolution: 4 groups must divide the first axis of weight; got weight [6, 2, 3, 3].",
    ],
    [
      "another bias",
      () => convolution(x, w, ones([2]), { groups: 2 }),
      ShapeError,
      "convolution: bias must have shape [6]; got bias [2].",
    ],
    [
      "windows larger than x",
      () => convolution(ones([1, 2, 2, 9]), w),
      ShapeError,
      "convolution: a window of 3×3 must fit into x and its padding; got x [1, 2, 2, 9]. Add padding, or make the window smaller.",
    ],
    [
      "dilated windows larger than x",
      () => convolution(x, w, null, { groups: 2, dilation: 3 }),
      ShapeError,
      "convolution: a window of 7×7 must fit into x and its padding; got x [1, 4, 5, 5]. Add padding, or make the window smaller.",
    ],
    [
      "results without elements",
      () => transposedConvolution(ones([1, 6, 1, 1]), w, null, { padding: 2 }),
      ShapeError,
      "transposedConvolution: padding must leave elements; got x [1, 6, 1, 1] and result [-1, -1]. Pad less.",
    ],
    [
      "lengths beyond the stride",
      () => transposedConvolution(ones([1, 6, 1, 1]), w, null, { outputPadding: 1 }),
      ValueError,
      "transposedConvolution: outputPadding must be integers in [0, stride); got [1, 1].",
    ],
  ])("%s", (_what, call, kind, sentence) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(sentence);
  });

  it.each<[options: ConvolutionOptions, sentence: string]>([
    [{ stride: 0 }, "stride must be a positive integer, or one for each of 2 axes; got 0."],
    [{ stride: [1, -1] }, "stride must be a positive integer, or one for each of 2 axes; got [1, -1]."],
    [{ stride: [1] }, "stride must be a positive integer, or one for each of 2 axes; got [1]."],
    [{ stride: NaN }, "stride must be a positive integer, or one for each of 2 axes; got NaN."],
    [{ dilation: 1.5 }, "dilation must be a positive integer, or one for each of 2 axes; got 1.5."],
    [{ groups: 0 }, "groups must be a positive integer; got 0."],
    [
      { padding: -1 },
      'padding must be "same", "valid", an integer ≥ 0, or such a one or a pair for each of 2 axes; got -1.',
    ],
    [
      { padding: [1] },
      'padding must be "same", "valid", an integer ≥ 0, or such a one or a pair for each of 2 axes; got [1].',
    ],
    [
      { padding: "full" as "same" },
      'padding must be "same", "valid", an integer ≥ 0, or such a one or a pair for each of 2 axes; got "full".',
    ],
    [{ padding: "same", stride: 2 }, 'padding "same" asks for strides of 1; got [2, 2]. Give numbers.'],
  ])("options %j", (options, sentence) => {
    const call = (): unknown => convolution(x, w, null, options);
    expect(call).toThrow(ValueError);
    expect(call).toThrow(`convolution: ${sentence}`);
  });

  it("complex numbers and bools, and options that are none", () => {
    const call = (): unknown => convolution(ones([1, 2, 5, 5], { dtype: "bool" }) as NDArray, w);
    expect(call).toThrow(DTypeError);
    expect(call).toThrow("convolution: x must be real numbers; got x bool.");
    expect(() => convolution(x, w, null, 2 as unknown as ConvolutionOptions)).toThrow(
      "convolution: options must be an object; got 2. Give them by name: { name: value }.",
    );
  });
});
