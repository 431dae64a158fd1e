import { NDArray, ShapeError, ValueError } from "@linnet/core";
import { columnOf } from "../arithmetic/grid.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { type MatrixInput, type VectorInput, readMatrix, readVector } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { requireCount, requireOneOf } from "../story/require.js";
import { type ConvolutionMode, tellToeplitz } from "./toeplitz.js";
import { tellWindows } from "./windows.js";

/** Options of `convolution`. */
export interface ConvolutionOptions extends ExplainOptions {
  /** Of vectors, which sums are kept, as in core's `convolve`. Default `"full"`. */
  readonly mode?: ConvolutionMode;
  /** Of images, how far the window moves each time. Default 1. */
  readonly stride?: number;
  /** Of images, how many borders of zeros are put about x. Default 0. */
  readonly padding?: number;
}

const OP = "explain.convolution";
/** Larger images have more windows than can be followed. */
const MOST = 8;

/**
 * A convolution as a product with a matrix: of vectors with a Toeplitz matrix, of images with the matrix of their windows
 * (im2col).
 *
 * @param x shape `[n]`, up to 16, or `[h, w]`, up to 8 × 8
 * @param kernel of as many axes, no larger than x and its borders where they are images
 * @returns results of vectors `T`, `x`, `v` and `y` `[·, 1]`: core's `convolve`, which flips the kernel; of images `P`, `w`, `y` and
 *   `Y`: `convolution` of `@linnet/nn`, which does not
 * @throws {ShapeError} for other numbers of axes, and a kernel that does not fit
 * @throws {ValueError} for an option of the other kind
 * @see Dumoulin & Visin, *A guide to convolution arithmetic for deep learning*, 2016
 * @example
 * convolution([1, 2, 3], [1, 1]).result("y").toArray(); // [[1], [3], [5], [3]]
 * @example
 * convolution([[1, 2], [3, 4]], [[1, 1]]).result("Y").toArray(); // [[3], [7]]
 */
export function convolution(
  x: VectorInput | MatrixInput,
  kernel: VectorInput | MatrixInput,
  options: ConvolutionOptions = {},
): Explanation {
  if (isVector(x) && isVector(kernel)) return ofVectors(x, kernel, options);
  return ofImages(x as MatrixInput, kernel as MatrixInput, options);
}

function isVector(x: VectorInput | MatrixInput): x is VectorInput {
  return x instanceof NDArray ? x.ndim === 1 : Array.isArray(x) && !Array.isArray(x[0]);
}

function ofVectors(x: VectorInput, kernel: VectorInput, options: ConvolutionOptions): Explanation {
  refuse(options, ["stride", "padding"], "vectors");
  const inputs = [readVector(OP, "x", x), readVector(OP, "kernel", kernel)];
  const mode = requireOneOf(OP, "mode", ["full", "same", "valid"], options.mode ?? "full");
  return inArithmetic(OP, options, inputs, (arithmetic, [signal, v]) => {
    const story = new Recorder(arithmetic);
    tellToeplitz(story, columnOf(signal, 0), columnOf(v, 0), mode);
    return new Explanation("convolution", "Convolution as a Toeplitz matrix", arithmetic.name, story.steps);
  });
}

function ofImages(x: MatrixInput, kernel: MatrixInput, options: ConvolutionOptions): Explanation {
  refuse(options, ["mode"], "images");
  const [image, weights] = [readMatrix(OP, "x", x, MOST), readMatrix(OP, "kernel", kernel, MOST)];
  const stride = requireCount(OP, "stride", options.stride ?? 1, 1, MOST);
  const padding = requireCount(OP, "padding", options.padding ?? 0, 0, 2);
  const shapes = { x: [image.length, image[0].length], kernel: [weights.length, weights[0].length] };
  if (shapes.kernel.some((size, axis) => size > shapes.x[axis] + 2 * padding)) {
    const expected = `kernel must fit on x with ${padding === 1 ? "1 border" : `${padding} borders`}`;
    throw new ShapeError(OP, expected, shapes, "Raise padding.");
  }
  return inArithmetic(OP, options, [image, weights], (arithmetic, [X, W]) => {
    const story = new Recorder(arithmetic);
    tellWindows(story, X, W, { stride, padding });
    return new Explanation("convolution", "Convolution as a product of windows", arithmetic.name, story.steps);
  });
}

function refuse(options: ConvolutionOptions, names: readonly ("mode" | "stride" | "padding")[], kind: string): void {
  const wrong = names.find((name) => options[name] !== undefined);
  if (wrong === undefined) return;
  throw new ValueError(OP, `${wrong} is no option for ${kind}`, String(options[wrong]), "Leave it out.");
}
