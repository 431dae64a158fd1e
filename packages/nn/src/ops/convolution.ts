import { type Float, type NDArray, ShapeError, ValueError, add, astype, reshape, sum } from "@linnet/core";
import {
  type Primitive,
  bind,
  dense,
  primitive,
  promote,
  requireArray,
  requireFloat,
  requireOptions,
  rowMajor,
} from "@linnet/core/extend";
import { convolve, convolveTransposed, convolveWeights } from "@linnet/kernels/nn";
import { asImages, oneByOne } from "./one-by-one.js";
import { type ConvolutionOptions, type Sliding, requireImages, slidingOf, windowCounts } from "./window-options.js";

/**
 * Convolution as networks have it: sums of products with a window that slides over x, which is not flipped.
 *
 *     y[…, k, p] = b[k] + Σ over c and r:  x[…, c, p·stride + r·dilation − padding]·w[k, c, r]
 *
 * @param x shape `[…, C, …extent]`, one to three spatial axes
 * @param weight shape `[K, C / groups, …window]`
 * @param bias shape `[K]`, or `null` for none
 * @returns shape `[…, K, …windows]`
 * @throws {ShapeError} for other numbers of channels, and for a window that does not fit into x and its padding
 * @throws {ValueError} for strides, dilations, paddings or groups that are none
 * @remarks 2·K·C/groups·|window| flops for each place. x is laid out anew with its border, a band that stays in the cache at a time;
 *   windows are not. Each sum has C/groups·|window| terms, added in their order: |Δ| ≤ γₙ·Σ |x|·|w|.
 * @see Dumoulin & Visin, *A guide to convolution arithmetic for deep learning*, 2016
 * @example
 * convolution(ones([1, 5]), ones([2, 1, 3]), null).toArray(); // [[3, 3, 3], [3, 3, 3]]
 */
export function convolution<D extends Float>(
  x: NDArray<D>,
  weight: NDArray<D>,
  bias: NDArray<D> | null = null,
  options?: ConvolutionOptions,
): NDArray<D> {
  const op = "convolution";
  requireWindow(op, weight);
  return slide(op, x, weight, bias, slidingOf(op, weight.shape.slice(2), requireOptions(op, options)));
}

/** `convolution` for windows that are checked, in the name of another operation. */
export function slide(op: string, x: NDArray, weight: NDArray, bias: NDArray | null, how: Sliding): NDArray {
  const [source, w, b] = floats(op, x, weight, bias);
  const axes = w.ndim - 2;
  requireImages(op, source, axes);
  requireChannels(op, source, axes, w.shape[1] * how.groups);
  requireGroups(op, w, how.groups);
  requireBias(op, b, w.shape[0]);
  const counts = windowCounts(op, source.shape, w.shape.slice(2), how);
  const y = bind(convolutionP, b === null ? [images(source, axes), w] : [images(source, axes), w, b], how);
  return source.ndim === axes + 2 ? y : reshape(y, [...source.shape.slice(0, -axes - 1), w.shape[0], ...counts]);
}

/**
 * The adjoint of `convolution` in x, which spreads each element of y over the window that it would come from:
 *
 *     x[…, c, h] = b[c] + Σ over k, p and r with p·stride + r·dilation − padding = h:  y[…, k, p]·w[k, c, r]
 *
 * @param y shape `[…, K, …]`
 * @param weight shape `[K, C / groups, …window]`
 * @param bias shape `[C]`, or `null` for none
 * @param options `outputPadding`: so much longer is the result at its end, which strides leave open; less than the stride
 * @returns shape `[…, C, …(n − 1)·stride − 2·padding + dilation·(|window| − 1) + outputPadding + 1]`
 * @throws {ShapeError} for other numbers of channels, and for a result without elements
 * @throws {ValueError} as `convolution` does
 * @remarks As many flops as the convolution: places that have the same residue modulo the stride meet the same elements of the
 *   window and are a convolution of their own, without the zeros that strides insert.
 */
export function transposedConvolution<D extends Float>(
  y: NDArray<D>,
  weight: NDArray<D>,
  bias: NDArray<D> | null = null,
  options?: ConvolutionOptions & { readonly outputPadding?: number | readonly number[] },
): NDArray<D> {
  const op = "transposedConvolution";
  requireWindow(op, weight);
  const { outputPadding = 0, ...rest } = requireOptions(op, options) as typeof options & object;
  const how = slidingOf(op, weight.shape.slice(2), rest);
  return spread(op, y, weight, bias, how, outputPaddingOf(op, outputPadding, how));
}

/** `transposedConvolution` for windows that are checked, in the name of another operation. */
export function spread(
  op: string,
  y: NDArray,
  weight: NDArray,
  bias: NDArray | null,
  how: Sliding,
  longer: readonly number[],
): NDArray {
  const [source, w, b] = floats(op, y, weight, bias);
  const axes = w.ndim - 2;
  requireImages(op, source, axes);
  requireChannels(op, source, axes, w.shape[0]);
  requireGroups(op, w, how.groups);
  const channels = w.shape[1] * how.groups;
  requireBias(op, b, channels);
  const lead = source.shape.slice(0, -axes - 1);
  const extent = source.shape.slice(-axes).map((n: number, i: number) => {
    const span = how.dilation[i] * (w.shape[2 + i] - 1) + 1;
    return (n - 1) * how.stride[i] - how.before[i] - how.after[i] + span + longer[i];
  });
  if (extent.some((n: number) => n < 1)) {
    throw new ShapeError(op, "padding must leave elements", { x: source.shape, result: extent }, "Pad less.");
  }
  const x = bind(transposedP, [images(source, axes), w], { how, extent });
  const z = b === null ? x : add(x, reshape(b, [channels, ...extent.map(() => 1)]));
  return lead.length === 1 ? z : reshape(z, [...lead, channels, ...extent]);
}

/** Lengths that are added at the end, one for each axis, checked. @throws {ValueError} */
export function outputPaddingOf(op: string, value: number | readonly number[], { stride }: Sliding): readonly number[] {
  const list = Array.isArray(value) ? (value as readonly number[]) : stride.map(() => value as number);
  if (list.length === stride.length && list.every((n, i) => Number.isInteger(n) && n >= 0 && n < stride[i]))
    return list;
  throw new ValueError(op, "outputPadding must be integers in [0, stride)", `[${list.join(", ")}]`);
}

interface Transposed {
  readonly how: Sliding;
  /** Of the result's spatial axes. */
  readonly extent: readonly number[];
}

interface Correlated {
  readonly how: Sliding;
  /** Of the windows. */
  readonly size: readonly number[];
}

// The three are one trilinear form Σ y·x·w seen from its three sides, so that their derivatives are each other.

/** From x, w and perhaps a bias. */
const convolutionP: Primitive<Sliding> = /* @__PURE__ */ primitive<Sliding>("convolution", {
  abstract([x, w], how) {
    const counts = windowCounts("convolution", x.layout.shape, w.layout.shape.slice(2), how);
    return { type: x.type, layout: rowMajor([x.layout.shape[0], w.layout.shape[0], ...counts]) };
  },
  evaluate: ([x, w, b], out, how) => convolve(how, dense(x), dense(w), b === undefined ? null : dense(b), out),
  batch: asImages,
  derivative: {
    vjp: (ct, [x, w, b], _y, how) => {
      const byBias = b === undefined ? [] : [() => byChannel(ct)];
      return [
        () => bind(transposedP, [ct, w], { how, extent: x.shape.slice(2) }),
        () => bind(correlationP, [x, ct], { how, size: w.shape.slice(2) }),
        ...byBias,
      ];
    },
    jvp: ([dx, dw, ...db], [x, w], _y, how) =>
      add(bind(convolutionP, [dx, w], how), bind(convolutionP, [x, dw, ...db], how)),
  },
});

/** The derivative by x: from y and w. */
const transposedP: Primitive<Transposed> = /* @__PURE__ */ primitive<Transposed>("transposedConvolution", {
  abstract: ([y, w], { how, extent }) => ({
    type: y.type,
    layout: rowMajor([y.layout.shape[0], w.layout.shape[1] * how.groups, ...extent]),
  }),
  evaluate: ([y, w], out, { how }) => convolveTransposed(how, dense(y), dense(w), out),
  batch: asImages,
  derivative: {
    vjp: (ct, [y, w], _x, { how }) => [
      () => bind(convolutionP, [ct, w], trimmed(how, ct, w, y)),
      () => bind(correlationP, [ct, y], { how, size: w.shape.slice(2) }),
    ],
    jvp: ([dy, dw], [y, w], _x, params) => add(bind(transposedP, [dy, w], params), bind(transposedP, [y, dw], params)),
  },
});

/** The derivative by w: from x and y. */
const correlationP: Primitive<Correlated> = /* @__PURE__ */ primitive<Correlated>("correlation", {
  abstract: ([x, y], { how, size }) => ({
    type: x.type,
    layout: rowMajor([y.layout.shape[1], x.layout.shape[1] / how.groups, ...size]),
  }),
  evaluate: ([x, y], out, { how }) => convolveWeights(how, dense(x), dense(y), out),
  batch: oneByOne,
  derivative: {
    vjp: (ct, [x, y], _w, { how }) => [
      () => bind(transposedP, [y, ct], { how, extent: x.shape.slice(2) }),
      () => bind(convolutionP, [x, ct], trimmed(how, x, ct, y)),
    ],
    jvp: ([dx, dy], [x, y], _w, params) =>
      add(bind(correlationP, [dx, y], params), bind(correlationP, [x, dy], params)),
  },
});

/** Windows of which as many fit as y has: a transposed convolution may be longer than its windows reach. */
function trimmed(how: Sliding, x: NDArray, w: NDArray, y: NDArray): Sliding {
  const after = how.after.map((_, i) => {
    const reach = (y.shape[2 + i] - 1) * how.stride[i] + (w.shape[2 + i] - 1) * how.dilation[i] + 1;
    return reach - how.before[i] - x.shape[2 + i];
  });
  return { ...how, after };
}

/** All leading axes as one. */
export function images(x: NDArray, axes: number): NDArray {
  if (x.ndim === axes + 2) return x;
  const count = x.shape.slice(0, -axes - 1).reduce((a: number, b: number) => a * b, 1);
  return reshape(x, [count, ...x.shape.slice(-axes - 1)]);
}

/** The sum over each channel: over places first, which lie side by side, in half the time of all axes at once. */
function byChannel(y: NDArray): NDArray {
  const places = Array.from({ length: y.ndim - 2 }, (_, i) => i + 2);
  return sum(sum(y, { axis: places }), { axis: 0 });
}

function floats(op: string, x: NDArray, weight: NDArray, bias: NDArray | null): [NDArray, NDArray, NDArray | null] {
  const [a, w] = [requireFloat(op, "x", x), requireFloat(op, "weight", weight)];
  const b = bias === null ? null : requireFloat(op, "bias", bias);
  const type = b === null ? promote(a.type, w.type) : promote(promote(a.type, w.type), b.type);
  const as = (z: NDArray): NDArray => (z.type === type ? z : astype(z, type.name));
  return [as(a), as(w), b === null ? null : as(b)];
}

function requireWindow(op: string, weight: NDArray): void {
  requireArray(op, "weight", weight);
  if (weight.ndim >= 3 && weight.ndim <= 5 && weight.size > 0) return;
  throw new ShapeError(op, "weight must have shape [out, in, …window], of one to three axes", { weight: weight.shape });
}

function requireChannels(op: string, x: NDArray, axes: number, channels: number): void {
  if (x.shape[x.ndim - axes - 1] === channels) return;
  throw new ShapeError(op, `x must have ${channels} channels along axis ${-axes - 1}`, { x: x.shape });
}

function requireGroups(op: string, weight: NDArray, groups: number): void {
  if (weight.shape[0] % groups === 0) return;
  throw new ShapeError(op, `${groups} groups must divide the first axis of weight`, { weight: weight.shape });
}

function requireBias(op: string, bias: NDArray | null, channels: number): void {
  if (bias === null || (bias.ndim === 1 && bias.shape[0] === channels)) return;
  throw new ShapeError(op, `bias must have shape [${channels}]`, { bias: bias.shape });
}
