import { MatrixView, gemv, rowMajor } from "@linnet/kernels";
import { kindOf, requireOptions, requireReal } from "../array/argument.js";
import { type DType, type Promote, promote } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Overlaps } from "../array/typed-along.js";
import type { Check, Shape } from "../array/typed-shape.js";
import type { FilledRule } from "../array/typed-vectors.js";
import { DTypeError, ShapeError, ValueError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { add } from "./arithmetic.js";
import { astype } from "./astype.js";
import { flip } from "./flip-roll.js";
import { requireVector } from "./numbers-of.js";
import { dense } from "./reshape.js";
import { pad } from "./pad.js";

/** All shifts where the two overlap; those of the longer one's length, from its middle; or those where they overlap whole. */
export type CorrelationMode = "full" | "same" | "valid";

/**
 * Convolution of two vectors:
 *
 *     c[k] = Σᵢ a[i]·v[k − i]
 *
 * @param options `mode`: default `"full"`, of length n + m − 1
 * @throws {ShapeError} unless both have one axis and an element
 * @remarks Direct: 2·n·m flops. For long vectors of equal length multiply their Fourier transforms.
 * @example
 * convolve(array([1, 2, 3]), array([1, 1])).toArray(); // [1, 3, 5, 3]
 */
export function convolve<
  D extends DType,
  E extends DType,
  A extends Shape,
  B extends Shape,
  const M extends CorrelationMode = "full",
>(
  a: NDArray<D, A> & Check<FilledRule<A, "a">, "convolve">,
  v: NDArray<E, B> & Check<FilledRule<B, "v">, "convolve">,
  options?: { readonly mode?: M },
): NDArray<Promote<D, E>, Overlaps<A, B, M>> {
  const [x, y, restore] = operands("convolve", a, v);
  const [long, short] = x.size < y.size ? [y, x] : [x, y];
  const { mode = "full" } = requireOptions("convolve", options);
  return restore(overlaps("convolve", long, flip(short), mode));
}

/**
 * Cross-correlation of two vectors: sums of products at every shift,
 *
 *     c[k] = Σᵢ a[i + k]·v[i]
 *
 * @param options `mode`: default `"valid"`, of length n − m + 1
 * @throws {ShapeError} unless both have one axis and an element
 * @example
 * correlate(array([1, 2, 3]), array([0, 1, 0.5])).toArray(); // [3.5]
 */
export function correlate<
  D extends DType,
  E extends DType,
  A extends Shape,
  B extends Shape,
  const M extends CorrelationMode = "valid",
>(
  a: NDArray<D, A> & Check<FilledRule<A, "a">, "correlate">,
  v: NDArray<E, B> & Check<FilledRule<B, "v">, "correlate">,
  options?: { readonly mode?: M },
): NDArray<Promote<D, E>, Overlaps<A, B, M>> {
  const [x, y, restore] = operands("correlate", a, v);
  const { mode = "valid" } = requireOptions("correlate", options);
  if (x.size >= y.size) return restore(overlaps("correlate", x, y, mode));
  return restore(flip(overlaps("correlate", y, x, mode)));
}

/** y[k] = Σᵢ x[k + i]·v[i] for every k where v lies within x: a product with the matrix of x's windows, which is a view. */
const slideP: Primitive = /* @__PURE__ */ primitive("slide", {
  abstract: ([x, v]) => ({ type: x.type, layout: rowMajor([x.layout.size - v.layout.size + 1]) }),

  evaluate([x, v], out) {
    const [source, weights] = [dense(x), dense(v)];
    const { type } = out;
    const windows = new MatrixView(type, source.storage, source.offset, out.size, v.size, 1, 1);
    const column = ({ storage, offset, size }: NDArray): MatrixView =>
      new MatrixView(type, storage, offset, size, 1, 1, 1);
    gemv(1, windows, column(weights), 0, column(out));
  },

  derivative: {
    vjp: (ct, [x, v]) => [() => slide(widened(ct, v.size - 1, v.size - 1), flip(v)), () => slide(x, ct)],
    jvp: ([dx, dv], [x, v]) => add(slide(dx, v), slide(x, dv)),
  },
});

function slide(x: NDArray, v: NDArray): NDArray {
  return bind(slideP, [x, v], undefined);
}

/** Correlations with the shorter one at the shifts of a mode. */
function overlaps(op: string, long: NDArray, short: NDArray, mode: CorrelationMode): NDArray {
  const m = short.size;
  if (mode === "full") return slide(widened(long, m - 1, m - 1), short);
  if (mode === "valid") return slide(long, short);
  if (mode !== "same") throw new ValueError(op, 'mode must be "full", "same" or "valid"', kindOf(mode));
  const left = Math.floor(m / 2);
  return slide(widened(long, left, m - 1 - left), short);
}

function widened(x: NDArray, before: number, after: number): NDArray {
  return pad(x, [[before, after]]);
}

/** Both as floats of one dtype, and what brings the result to theirs. */
function operands(op: string, a: NDArray, v: NDArray): [NDArray, NDArray, (y: NDArray) => NDArray] {
  for (const [name, x] of [
    ["a", requireVector(op, "a", a)],
    ["v", requireVector(op, "v", v)],
  ] as const) {
    requireReal(op, name, x);
    if (x.size === 0) throw new ShapeError(op, `${name} must not be empty`, { [name]: x.layout.shape });
  }
  const type = promote(a.type, v.type);
  if (type.kind === "bool") throw new DTypeError(op, "operands must be numbers", { a: a.dtype, v: v.dtype });
  const wide = type.kind === "float" ? type.name : "float64";
  const [x, y] = [a, v].map((z) => (z.type.name === wide ? z : astype(z, wide)));
  return [x, y, (z) => (type.name === wide ? z : astype(z, type.name))];
}
