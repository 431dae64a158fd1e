import { elements, gather, realView, rowMajor, scatterAdd as scatterAddInto } from "@linnet/kernels";
import { requireArray, requireOptions } from "../array/argument.js";
import type { Aval } from "../array/aval.js";
import { viewOf } from "../array/construct.js";
import type { DType } from "../array/dtype.js";
import { normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { SummandsRule } from "../array/typed-ranks.js";
import type { Check, Shape } from "../array/typed-shape.js";
import type { IndexShape, Indices, Taken } from "../array/typed-take.js";
import { DTypeError, ShapeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { add } from "./arithmetic.js";
import { astype } from "./astype.js";
import { axisBounds, checkedIndices, indexArray } from "./indices.js";
import { dense } from "./reshape.js";

/**
 * The sub-arrays of `x` at positions along an axis, in the order of `indices`, whose shape takes the axis's place.
 *
 * @param indices int32, of any shape, or a list; negative ones count from the end
 * @param options `axis`: default 0
 * @throws {IndexError} for an index outside the axis, with its position
 * @example
 * take(array([10, 20, 30]), [2, 0, -1]).toArray(); // [30, 10, 30]
 */
export function take<D extends DType, S extends Shape, const I extends Indices, const A extends number = 0>(
  x: NDArray<D, S>,
  indices: I,
  options?: { readonly axis?: A },
): NDArray<D, Taken<S, IndexShape<I>, A>> {
  const { axis = 0 } = requireOptions("take", options);
  const source = requireArray("take", "x", x);
  return bind(takeP, [source, indexArray("take", indices)], normalizeAxis("take", axis, source.ndim));
}

/**
 * A copy of `x` with `values` added to its sub-arrays at positions along an axis; a position given twice gets both.
 * What `take` reads, this adds to: each is the other's adjoint.
 *
 * @param values of the shape that `take(x, indices, { axis })` has, and a dtype that x's can hold
 * @param options `axis`: default 0
 * @throws {IndexError} for an index outside the axis, with its position
 * @throws {ShapeError} when `values` has another shape
 */
export function scatterAdd<
  D extends DType,
  S extends Shape,
  const I extends Indices,
  V extends Shape,
  const A extends number = 0,
>(
  x: NDArray<D, S>,
  indices: I,
  values: NDArray<DType, V> & Check<SummandsRule<V, Taken<S, IndexShape<I>, A>>, "scatterAdd">,
  options?: { readonly axis?: A },
): NDArray<D, S> {
  const { axis = 0 } = requireOptions("scatterAdd", options);
  const source = requireArray("scatterAdd", "x", x);
  requireArray("scatterAdd", "values", values);
  requireSummands(source, values);
  const { shape } = source.layout;
  const along = normalizeAxis("scatterAdd", axis, shape.length);
  const positions = indexArray("scatterAdd", indices);
  const expected = takenShape(shape, positions, along);
  if (expected.length !== values.ndim || expected.some((n, i) => n !== values.layout.shape[i])) {
    throw new ShapeError("scatterAdd", "values must have the shape that take gives", {
      values: values.shape,
      take: expected,
    });
  }
  const parts = values.type === source.type ? values : astype(values, source.type.name);
  return add(source, bind(scatterAddP, [parts, positions], { axis: along, length: shape[along] })) as NDArray; // same dtype
}

/** Refuses sums that x's dtype cannot hold. @throws {DTypeError} */
function requireSummands({ type }: NDArray, values: NDArray): void {
  const isInexact = values.type.kind === "float" || values.type.kind === "complex";
  if (type.kind !== "bool" && (type.kind === "float" || type.kind === "complex" || !isInexact)) return;
  const dtypes = { x: type.name, values: values.type.name };
  const contract = type.kind === "bool" ? "x must be numbers" : "values must have a dtype that x's can hold";
  throw new DTypeError("scatterAdd", contract, dtypes, 'Convert x first: x.astype("float64").');
}

/** Params: the axis, not negative. */
const takeP: Primitive<number> = /* @__PURE__ */ primitive<number>("take", {
  abstract: ([x, indices], axis) => ({ type: x.type, layout: rowMajor(takenShape(x.layout.shape, indices, axis)) }),

  evaluate([x, indices], out, axis) {
    const flat = checkedIndices("take", indices, axisBounds(x.layout.shape, axis));
    gather(x, flat, axis, flattened(out, flat, axis, indices.ndim));
  },

  derivative: {
    vjp: (ct, [x, indices], _out, axis) => [
      () => bind(scatterAddP, [ct, indices], { axis, length: x.layout.shape[axis] }),
      null,
    ],
    jvp: ([dx], [, indices], _out, axis) => bind(takeP, [dx, indices], axis),
  },
});

interface ScatterParams {
  readonly axis: number;
  /** Of the axis in the result. */
  readonly length: number;
}

/** Zeros, with each sub-array of the first input added at its position. */
const scatterAddP: Primitive<ScatterParams> = /* @__PURE__ */ primitive<ScatterParams>("scatterAdd", {
  abstract([values, indices], { axis, length }) {
    const shape = values.layout.shape.toSpliced(axis, indices.layout.shape.length, length);
    return { type: values.type, layout: rowMajor(shape) };
  },

  evaluate([values, indices], out, { axis }) {
    const flat = checkedIndices("scatterAdd", indices, axisBounds(out.layout.shape, axis));
    elements(out.storage, out.type).fill(0);
    const parts = flattened(values, flat, axis, indices.ndim);
    if (out.type.kind === "complex") scatterAddInto(realView(parts), flat, axis, realView(out));
    else scatterAddInto(parts, flat, axis, out);
  },

  derivative: {
    vjp: (ct, [, indices], _out, { axis }) => [() => bind(takeP, [ct, indices], axis), null],
    jvp: ([dv], [, indices], _out, params) => bind(scatterAddP, [dv, indices], params),
  },
});

function takenShape(shape: readonly number[], indices: Aval, axis: number): readonly number[] {
  return shape.toSpliced(axis, 1, ...indices.layout.shape);
}

/** The axes that several indices' axes made, seen as the one axis that kernels know. */
function flattened(x: NDArray, flat: NDArray, axis: number, ndim: number): NDArray {
  if (ndim === 1) return x;
  const source = dense(x);
  return viewOf(source, rowMajor(x.layout.shape.toSpliced(axis, ndim, flat.size)));
}
