import { elements, rowMajor } from "@linnet/kernels";
import { requireArray, requireOptions, requireReal } from "../array/argument.js";
import { onesLike, zerosLike } from "../array/create.js";
import type { DType, Summed } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Running } from "../array/typed-along.js";
import type { Shape } from "../array/typed-shape.js";
import { IntegerOverflowError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { add, mul } from "./arithmetic.js";
import { concat } from "./concat-split.js";
import { type CumulativeOptions, eachRunning, runningAxis, withInitial } from "./cumulative.js";
import { dense } from "./reshape.js";
import { type IndexSpec, slice } from "./slice-pad.js";
import { sumType } from "./sum-broadcast.js";

/**
 * Running products along an axis: out[k] = x[0] · … · x[k]. Its derivative is right where elements are zero.
 *
 * @param options `axis` may be left out for an array of one axis; `includeInitial`: a 1 in front
 * @throws {ValueError} when the axis is left out for an array of several
 * @throws {IntegerOverflowError} when an integer product does not fit
 * @remarks Multiplied in float64, and rounded to float32 at the end where that is the dtype. The derivative costs log₂ n
 *   passes.
 * @example
 * cumulativeProd(array([1, 2, 3, 4])).toArray(); // [1, 2, 6, 24]
 */
export function cumulativeProd<
  D extends DType,
  S extends Shape,
  const I extends boolean = false,
  const A extends number = 0,
>(x: NDArray<D, S>, options?: CumulativeOptions<I, A>): NDArray<Summed<D>, Running<S, A, I>> {
  const { axis, includeInitial = false } = requireOptions("cumulativeProd", options);
  const source = requireArray("cumulativeProd", "x", x);
  requireReal("cumulativeProd", "x", source);
  const along = runningAxis("cumulativeProd", source, axis);
  const y = bind(cumulativeProdP, [source], along);
  return includeInitial ? withInitial(y, along, 1) : y;
}

/** Params: the axis, not negative. */
const cumulativeProdP: Primitive<number> = /* @__PURE__ */ primitive<number>("cumulativeProd", {
  abstract: ([x]) => ({ type: sumType(x.type), layout: rowMajor(x.layout.shape) }),

  evaluate([x], out, axis) {
    const to = elements(out.storage, out.type);
    const exact = out.type.kind === "float";
    eachRunning(dense(x), out, axis, 1, 1, (product, value, at) => {
      const next = product * value;
      to[at] = next;
      if (!exact && to[at] !== next) throw new IntegerOverflowError("cumulativeProd", out.type.name, next);
      return next;
    });
  },

  derivative: {
    vjp: (ct, [x], _out, axis) => [() => mul(before(x, axis), weightedAfter(ct, x, axis))],
    jvp: ([dx], [x], _out, axis) => alongRun(dx, x, axis),
  },
});

/** The products of all elements before each. */
function before(x: NDArray, axis: number): NDArray {
  return shifted(cumulativeProd(x, { axis }) as NDArray, axis, -1, 1);
}

/** r[i] = ct[i] + x[i + 1]·r[i + 1], by doubling: r[i] = Σ_{i ≤ k < i + step} ct[k]·x[i + 1]⋯x[k], and then twice as many. */
function weightedAfter(ct: NDArray, x: NDArray, axis: number): NDArray {
  let r = ct;
  let product = shifted(x, axis, 1, 0);
  for (let step = 1; step < x.layout.shape[axis]; step *= 2) {
    r = add(r, mul(product, shifted(r, axis, step, 0))) as NDArray;
    product = mul(product, shifted(product, axis, step, 0)) as NDArray;
  }
  return r;
}

/** t[k] = t[k − 1]·x[k] + x[0]⋯x[k − 1]·dx[k], by doubling. */
function alongRun(dx: NDArray, x: NDArray, axis: number): NDArray {
  let t = mul(before(x, axis), dx) as NDArray;
  let product = x;
  for (let step = 1; step < x.layout.shape[axis]; step *= 2) {
    t = add(t, mul(product, shifted(t, axis, -step, 0))) as NDArray;
    product = mul(product, shifted(product, axis, -step, 0)) as NDArray;
  }
  return t;
}

/** y[k] = x[k + by], and a constant beyond the ends. */
function shifted(x: NDArray, axis: number, by: number, beyond: 0 | 1): NDArray {
  const n: number = x.layout.shape[axis];
  const size = Math.min(Math.abs(by), n);
  const part = (range: IndexSpec): NDArray =>
    slice(x, ...x.layout.shape.map((_, i): IndexSpec => (i === axis ? range : ":")));
  const border = (beyond === 0 ? zerosLike : onesLike)(part(`0:${size}`)) as NDArray;
  const parts = by > 0 ? [part(`${size}:`), border] : [border, part(`0:${n - size}`)];
  return concat(parts, { axis }) as NDArray;
}
