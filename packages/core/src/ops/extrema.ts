import * as kernels from "@linnet/kernels";
import { type ReduceOp, reduce } from "@linnet/kernels";
import { kindOf, requireArray } from "../array/argument.js";
import type { DType, Promote } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { AxisOption, Broadcast, Check, Reduced, Result, Shape } from "../array/typed-shape.js";
import { DTypeError, ShapeError, ValueError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Derivative, type Primitive, primitive } from "../primitive/primitive.js";
import { add, div, mul } from "./arithmetic.js";
import { astype } from "./astype.js";
import { equal, greater, less } from "./compare.js";
import { type ZipPrimitive, bindZip, zipPrimitive } from "./elementwise.js";
import { type AxisOptions, type ReduceParams, reduceParams, reducedAval, spread, sum, sumTo } from "./sum-broadcast.js";

/** The larger of each pair; NaN wins. At a tie the derivative is shared half and half. */
export function maximum<D extends DType, A extends Shape, E extends DType = D, B extends Shape = readonly []>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "maximum">) | number,
): NDArray<Promote<D, E>, Result<Broadcast<A, B>>> {
  return bindZip(maximumP, a as NDArray, b as NDArray, "ordered");
}

/** The smaller of each pair; NaN wins. At a tie the derivative is shared half and half. */
export function minimum<D extends DType, A extends Shape, E extends DType = D, B extends Shape = readonly []>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "minimum">) | number,
): NDArray<Promote<D, E>, Result<Broadcast<A, B>>> {
  return bindZip(minimumP, a as NDArray, b as NDArray, "ordered");
}

/** `x` limited to [low, high]; `high` where the two cross. @throws {ValueError} unless both are numbers */
export function clip<D extends DType, S extends Shape>(x: NDArray<D, S>, low: number, high: number): NDArray<D, S> {
  requireArray("clip", "x", x);
  for (const [name, bound] of Object.entries({ low, high })) {
    if (typeof bound !== "number") throw new ValueError("clip", `${name} must be a number`, kindOf(bound));
  }
  return minimum(maximum(x as NDArray, low), high);
}

/**
 * Largest element over axes; NaN wins. Elements that tie for it share the derivative evenly.
 *
 * @throws {ShapeError} when there is nothing to choose from
 */
export function max<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: AxisOptions<A, K>): NDArray<D, Reduced<S, A, K>> {
  return bind(maxP, [x], reduceParams("max", x, options));
}

/** Smallest element over axes; NaN wins. Elements that tie for it share the derivative evenly. */
export function min<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: AxisOptions<A, K>): NDArray<D, Reduced<S, A, K>> {
  return bind(minP, [x], reduceParams("min", x, options));
}

const maximumP: ZipPrimitive = /* @__PURE__ */ zipPrimitive(
  "maximum",
  kernels.maximum,
  /* @__PURE__ */ chosen(greater),
);
const minimumP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("minimum", kernels.minimum, /* @__PURE__ */ chosen(less));
const maxP: Primitive<ReduceParams> = /* @__PURE__ */ extremum("max", kernels.max);
const minP: Primitive<ReduceParams> = /* @__PURE__ */ extremum("min", kernels.min);

/** Derivative of a choice between two: 1 for the one chosen, ½ each at a tie. */
function chosen(wins: (a: NDArray, b: NDArray) => NDArray): Derivative<undefined> {
  const share = (a: NDArray, b: NDArray): NDArray =>
    add(astype(wins(a, b), a.type.name), mul(astype(equal(a, b), a.type.name), 0.5));
  return {
    vjp: (ct, [a, b]) => [() => sumTo(mul(ct, share(a, b)), a.shape), () => sumTo(mul(ct, share(b, a)), b.shape)],
    jvp: ([da, db], [a, b]) => add(mul(da, share(a, b)), mul(db, share(b, a))),
  };
}

function extremum(name: string, op: ReduceOp): Primitive<ReduceParams> {
  return primitive<ReduceParams>(name, {
    abstract([x], params) {
      if (x.type.kind === "bool") throw new DTypeError(name, "x must be real", { x: "bool" }, "Use any or all.");
      const out = reducedAval(x, params);
      if (x.layout.size === 0 && out.layout.size > 0) {
        throw new ShapeError(name, "the reduced axes must not be empty", { x: x.layout.shape });
      }
      return out;
    },
    evaluate: ([x], out, { axes }) => reduce(op, x, axes, out),
    derivative: {
      vjp: (ct, [x], y, params) => [() => mul(spread(ct, x.shape, params), shares(x, y, params))],
      jvp: ([dx], [x], y, params) =>
        sum(mul(dx, shares(x, y, params)), { axis: params.axes, keepDims: params.keepDims }),
    },
  });
}

/** 1/k at each of the k elements that equal their group's extremum, 0 elsewhere: constant in x. */
function shares(x: NDArray, y: NDArray, params: ReduceParams): NDArray {
  const ties = astype(equal(x, spread(y, x.shape, params)), x.type.name);
  return div(ties, sum(ties, { axis: params.axes, keepDims: true }));
}
