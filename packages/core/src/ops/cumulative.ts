import { type Strided, elements, partView, rowMajor } from "@linnet/kernels";
import { kindOf, requireArray, requireOptions } from "../array/argument.js";
import type { DType, Summed } from "../array/dtype.js";
import { normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Differences, Running } from "../array/typed-along.js";
import type { Shape } from "../array/typed-shape.js";
import { IntegerOverflowError, ValueError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { sub } from "./arithmetic.js";
import { concat } from "./concat-split.js";
import { flip } from "./flip-roll.js";
import { pad } from "./pad.js";
import { dense } from "./reshape.js";
import { type IndexSpec, slice } from "./slice-pad.js";
import { sumType } from "./sum-broadcast.js";

/** Options of `cumulativeSum` and `cumulativeProd`. */
export interface CumulativeOptions<I extends boolean, A extends number> {
  readonly axis?: A;
  /** Whether the sum or product of nothing stands in front, which makes the axis one longer. Default `false`. */
  readonly includeInitial?: I;
}

/**
 * Running sums along an axis: out[k] = x[0] + … + x[k].
 *
 * @param options `axis` may be left out for an array of one axis; `includeInitial`: a 0 in front
 * @throws {ValueError} when the axis is left out for an array of several
 * @throws {IntegerOverflowError} when an integer sum does not fit
 * @remarks Added up in float64, and rounded to float32 at the end where that is the dtype.
 * @example
 * cumulativeSum(array([1, 2, 3])).toArray(); // [1, 3, 6]
 */
export function cumulativeSum<
  D extends DType,
  S extends Shape,
  const I extends boolean = false,
  const A extends number = 0,
>(x: NDArray<D, S>, options?: CumulativeOptions<I, A>): NDArray<Summed<D>, Running<S, A, I>> {
  const { axis, includeInitial = false } = requireOptions("cumulativeSum", options);
  const source = requireArray("cumulativeSum", "x", x);
  const along = runningAxis("cumulativeSum", source, axis);
  const y = bind(cumulativeSumP, [source], along);
  return includeInitial ? withInitial(y, along, 0) : y;
}

/**
 * Differences of neighbours along an axis: out[k] = x[k + 1] − x[k], one shorter than `x`.
 *
 * @param options `axis`: default −1; `n`: how many times, default 1; `prepend`, `append`: what stands before and after
 *   `x` along the axis
 * @throws {ValueError} when n is not a count
 * @throws {ShapeError} when `prepend` or `append` does not fit
 */
export function diff<
  D extends DType,
  S extends Shape,
  const N extends number = 1,
  const A extends number = -1,
  P extends NDArray | undefined = undefined,
  Q extends NDArray | undefined = undefined,
>(
  x: NDArray<D, S>,
  options?: { readonly axis?: A; readonly n?: N; readonly prepend?: P; readonly append?: Q },
): NDArray<D, Differences<S, A, N, P | Q>> {
  const { axis = -1, n = 1, prepend, append } = requireOptions("diff", options);
  const source = requireArray("diff", "x", x);
  if (!Number.isInteger(n) || n < 0) throw new ValueError("diff", "n must be an integer ≥ 0", kindOf(n));
  const along = normalizeAxis("diff", axis, source.ndim);
  const part = (y: NDArray, range: IndexSpec): NDArray =>
    slice(y, ...y.layout.shape.map((_, i) => (i === along ? range : ":")));
  const parts = [prepend, source, append].filter((x) => x !== undefined);
  let y = parts.length === 1 ? part(source, ":") : (concat(parts, { axis: along }) as NDArray);
  for (let i = 0; i < n; i++) y = sub(part(y, "1:"), part(y, ":-1"));
  return y;
}

/** Params: the axis, not negative. */
const cumulativeSumP: Primitive<number> = /* @__PURE__ */ primitive<number>("cumulativeSum", {
  abstract: ([x]) => ({ type: sumType(x.type), layout: rowMajor(x.layout.shape) }),

  evaluate([x], out, axis) {
    const source = dense(x);
    if (out.type.kind === "complex") {
      for (const part of [0, 1] as const) addUp(partView(source, part), partView(out, part), axis, 2);
    } else addUp(source, out, axis, 1);
  },

  derivative: {
    // Each element is in its own running sum and all after: the adjoint sums from the other end.
    vjp: (ct, _inputs, _out, axis) => [() => flip(cumulativeSum(flip(ct, { axis }), { axis }), { axis })],
    jvp: ([dx], _inputs, _out, axis) => cumulativeSum(dx, { axis }),
  },
});

/** Running sums of dense elements, or of parts of them that are two places apart. */
function addUp(x: Strided, out: Strided, axis: number, apart: 1 | 2): void {
  const to = elements(out.storage, out.type);
  const exact = out.type.kind === "float";
  eachRunning(x, out, axis, apart, 0, (sum, value, at) => {
    const next = sum + value;
    to[at] = next;
    if (!exact && to[at] !== next) throw new IntegerOverflowError("cumulativeSum", out.type.name, next);
    return next;
  });
}

/**
 * Visits the elements of every lane in order, with what the visit of the one before answered and the place in `out`. Both are
 * dense, or parts of such whose elements are `apart` places from each other.
 */
export function eachRunning(
  x: Strided,
  out: Strided,
  axis: number,
  apart: 1 | 2,
  initial: number,
  visit: (before: number, value: number, at: number) => number,
): void {
  const from = elements(x.storage, x.type);
  const { shape, size, strides } = out.layout;
  const n = shape[axis];
  const step = strides[axis];
  const lanes = size === 0 ? 0 : size / n;
  for (let lane = 0; lane < lanes; lane++) {
    const place = lane * apart;
    const first = Math.floor(place / step) * step * n + (place % step);
    let before = initial;
    for (let at = first; at < first + n * step; at += step) {
      before = visit(before, from[x.offset + at], out.offset + at);
    }
  }
}

/** The axis of a running sum or product. @throws {ValueError} when it is left out for an array of several */
export function runningAxis(op: string, x: NDArray, axis: number | undefined): number {
  if (axis === undefined && x.ndim !== 1) {
    throw new ValueError(op, "axis must be given unless x has one axis", `x of ${x.ndim} axes`);
  }
  return normalizeAxis(op, axis ?? 0, x.ndim);
}

/** A number in front of every lane. */
export function withInitial(y: NDArray, axis: number, value: number): NDArray {
  return pad(
    y,
    y.layout.shape.map((_, i): [number, number] => [Number(i === axis), 0]),
    { value },
  ) as NDArray;
}
