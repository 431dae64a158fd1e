import { type Strided, elements, partView, rowMajor } from "@linnet/kernels";
import { kindOf, requireArray, requireOptions } from "../array/argument.js";
import type { DType, Summed } from "../array/dtype.js";
import { normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import { IntegerOverflowError, ValueError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { sub } from "./arithmetic.js";
import { concat } from "./concat-split.js";
import { flip } from "./flip-roll.js";
import { dense } from "./reshape.js";
import { type IndexSpec, slice } from "./slice-pad.js";
import { sumType } from "./sum-broadcast.js";

/**
 * Running sums along an axis: out[k] = x[0] + … + x[k].
 *
 * @param options `axis` may be left out for an array of one axis
 * @throws {ValueError} when the axis is left out for an array of several
 * @throws {IntegerOverflowError} when an integer sum does not fit
 * @remarks Added up in float64, and rounded to float32 at the end where that is the dtype.
 * @example
 * cumulativeSum(array([1, 2, 3])).toArray(); // [1, 3, 6]
 */
export function cumulativeSum<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: { readonly axis?: number },
): NDArray<Summed<D>, S> {
  const { axis } = requireOptions("cumulativeSum", options);
  const source = requireArray("cumulativeSum", "x", x);
  if (axis === undefined && source.ndim !== 1) {
    throw new ValueError("cumulativeSum", "axis must be given unless x has one axis", `x of ${source.ndim} axes`);
  }
  return bind(cumulativeSumP, [source], normalizeAxis("cumulativeSum", axis ?? 0, source.ndim));
}

/**
 * Differences of neighbours along an axis: out[k] = x[k + 1] − x[k], one shorter than `x`.
 *
 * @param options `axis`: default −1; `n`: how many times, default 1; `prepend` and `append`: what is put before and behind `x`
 *   along the axis first
 * @throws {ValueError} when n is not a count
 * @throws {ShapeError} when what is put there does not fit
 */
export function diff<D extends DType>(
  x: NDArray<D>,
  options?: { readonly axis?: number; readonly n?: number; readonly prepend?: NDArray; readonly append?: NDArray },
): NDArray<D> {
  const { axis = -1, n = 1, prepend, append } = requireOptions("diff", options);
  const parts = [prepend, requireArray("diff", "x", x), append].filter((part) => part !== undefined);
  const source: NDArray = parts.length === 1 ? parts[0] : concat(parts, { axis });
  if (!Number.isInteger(n) || n < 0) throw new ValueError("diff", "n must be an integer ≥ 0", kindOf(n));
  const along = normalizeAxis("diff", axis, source.ndim);
  const part = (y: NDArray, range: IndexSpec): NDArray =>
    slice(y, ...y.layout.shape.map((_, i) => (i === along ? range : ":")));
  let y = part(source, ":");
  for (let i = 0; i < n; i++) y = sub(part(y, "1:"), part(y, ":-1"));
  return y;
}

/** Params: the axis, not negative. */
const cumulativeSumP: Primitive<number> = /* @__PURE__ */ primitive<number>("cumulativeSum", {
  abstract: ([x]) => ({ type: sumType(x.type), layout: rowMajor(x.layout.shape) }),

  evaluate([x], out, axis) {
    const source = dense(x);
    if (out.type.kind === "complex") {
      for (const part of [0, 1] as const) runningSums(partView(source, part), partView(out, part), axis, 2);
    } else runningSums(source, out, axis, 1);
  },

  derivative: {
    // Each element is in its own running sum and all after: the adjoint sums from the other end.
    vjp: (ct, _inputs, _out, axis) => [() => flip(cumulativeSum(flip(ct, { axis }), { axis }), { axis })],
    jvp: ([dx], _inputs, _out, axis) => cumulativeSum(dx, { axis }),
  },
});

/** Running sums of dense elements, or of parts of them that are two places apart. */
function runningSums(x: Strided, out: Strided, axis: number, apart: 1 | 2): void {
  const [from, to] = [elements(x.storage, x.type), elements(out.storage, out.type)];
  const { shape, strides, size } = out.layout;
  const step = strides[axis];
  const lane = shape[axis] * step;
  for (let outer = 0; outer < size * apart; outer += lane) {
    for (let first = outer; first < outer + step; first += apart) {
      let sum = 0;
      for (let k = first; k < first + lane; k += step) {
        sum += from[x.offset + k];
        to[out.offset + k] = sum;
        if (out.type.kind !== "float" && to[out.offset + k] !== sum) {
          throw new IntegerOverflowError("cumulativeSum", out.type.name, sum);
        }
      }
    }
  }
}
