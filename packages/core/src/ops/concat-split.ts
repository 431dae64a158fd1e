import { rowMajor, strided } from "@linnet/kernels";
import { kindOf, listOf, requireArray, requireList, requireOptions } from "../array/argument.js";
import { viewOf } from "../array/construct.js";
import { type DType, promote } from "../array/dtype.js";
import { normalizeAxis, normalizePlace, requireShape } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { ConcatRule, Promoted, SplitShape, StackRule } from "../array/typed-concat.js";
import type { SectionsRule } from "../array/typed-ranks.js";
import type { Check, Result, Shape } from "../array/typed-shape.js";
import { writeElements } from "../array/write-strided.js";
import { ShapeError, ValueError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { astype } from "./astype.js";
import { expandDims } from "./axes.js";
import { type IndexSpec, slice } from "./slice-pad.js";

/**
 * Arrays joined along an axis that they have; dtypes promote.
 *
 * @param options `axis`: default 0
 * @throws {ShapeError} when they differ along another axis; known dimensions that differ do not compile
 * @throws {ValueError} for an empty list
 * @example
 * concat([array([1, 2]), array([3])]).toArray(); // [1, 2, 3]
 */
export function concat<const T extends readonly unknown[], const A extends number = 0>(
  arrays: T & Check<ConcatRule<T, A>, "concat">,
  options?: { readonly axis?: A },
): NDArray<Promoted<T>, Result<ConcatRule<T, A>>> {
  const list = requireArrays("concat", arrays);
  const { axis = 0 } = requireOptions("concat", options);
  return joined("concat", list, axis);
}

/**
 * Arrays of one shape joined along a new axis, at place `axis` of the result; dtypes promote.
 *
 * @param options `axis`: default 0
 * @throws {ShapeError} when shapes differ; known dimensions that differ do not compile
 * @throws {ValueError} for an empty list
 * @example
 * stack([array([1, 2]), array([3, 4])]).toArray(); // [[1, 2], [3, 4]]
 */
export function stack<const T extends readonly unknown[], const A extends number = 0>(
  arrays: T & Check<StackRule<T, A>, "stack">,
  options?: { readonly axis?: A },
): NDArray<Promoted<T>, Result<StackRule<T, A>>> {
  const list = requireArrays("stack", arrays);
  const { axis = 0 } = requireOptions("stack", options);
  const place = normalizePlace("stack", axis, list[0].ndim + 1);
  for (const [i, x] of list.entries())
    if (x.ndim !== list[0].ndim) throw differ("stack", "arrays must have as many axes", list, i);
  return joined(
    "stack",
    list.map((x): NDArray => expandDims(x, place)),
    place,
    list,
  );
}

/**
 * An array cut along an axis: into `sections` equal parts, or before each of the given positions. The parts are views.
 *
 * @param options `axis`: default 0
 * @throws {ShapeError} when the axis does not divide evenly
 * @throws {ValueError} for a number of sections that is none, or positions that do not ascend
 * @example
 * split(arange(6), 3).map((part) => part.toArray()); // [[0, 1], [2, 3], [4, 5]]
 * split(arange(6), [1, 4]).map((part) => part.size); // [1, 3, 2]
 */
export function split<
  D extends DType,
  S extends Shape,
  const N extends number | readonly number[],
  const A extends number = 0,
>(
  x: NDArray<D, S> & Check<SectionsRule<S, N, A>, "split">,
  sections: N,
  options?: { readonly axis?: A },
): NDArray<D, SplitShape<S, N, A>>[] {
  const { axis = 0 } = requireOptions("split", options);
  const source = requireArray("split", "x", x);
  const along = normalizeAxis("split", axis, source.ndim);
  const n = source.layout.shape[along];
  const cuts: readonly number[] = Array.isArray(sections) ? sections : evenCuts(source, along, sections as number);
  if (cuts.some((cut, i) => !Number.isInteger(cut) || cut < 0 || cut > n || (i > 0 && cut < cuts[i - 1]))) {
    throw new ValueError("split", `positions must be integers in [0, ${n}] that ascend`, listOf(cuts));
  }
  const ends = [0, ...cuts, n];
  return ends.slice(1).map((end, i) => {
    const index = source.layout.shape.map((_, k): IndexSpec => (k === along ? `${ends[i]}:${end}` : ":"));
    return slice(source, ...index);
  });
}

/** Params: the axis, not negative. */
const concatP: Primitive<number> = /* @__PURE__ */ primitive<number>("concat", {
  abstract(inputs, axis) {
    const total = inputs.reduce((n, { layout }) => n + layout.shape[axis], 0);
    return { type: inputs[0].type, layout: rowMajor(inputs[0].layout.shape.with(axis, total)) };
  },

  evaluate(inputs, out, axis) {
    let at = out.offset;
    for (const x of inputs) {
      writeElements(x, viewOf(out, strided(x.layout.shape, out.layout.strides), at));
      at += x.layout.shape[axis] * out.layout.strides[axis];
    }
  },

  derivative: {
    vjp(ct, inputs, _out, axis) {
      let start = 0;
      return inputs.map((x) => {
        const from = start;
        const to = (start += x.layout.shape[axis]);
        return () => slice(ct, ...x.layout.shape.map((_, i): IndexSpec => (i === axis ? `${from}:${to}` : ":")));
      });
    },
    jvp: (tangents, _inputs, _out, axis) => bind(concatP, tangents, axis),
  },
});

/** Joins arrays of as many axes; `named` are the arrays that an error is to speak of. */
function joined(op: string, arrays: readonly NDArray[], axis: number, named: readonly NDArray[] = arrays): NDArray {
  const { shape } = arrays[0].layout;
  const along = normalizeAxis(op, axis, shape.length);
  for (const [i, x] of arrays.entries()) {
    if (x.ndim !== shape.length) throw differ(op, "arrays must have as many axes", named, i);
    const other = x.layout.shape.findIndex((n, k) => k !== along && n !== shape[k]);
    if (other >= 0) throw differ(op, `dimensions ${shape[other]} and ${x.layout.shape[other]} differ`, named, i);
  }
  requireShape(
    op,
    shape.with(
      along,
      arrays.reduce((n, x) => n + x.layout.shape[along], 0),
    ),
  );
  const type = arrays.map((x) => x.type).reduce(promote);
  return bind(
    concatP,
    arrays.map((x): NDArray => (x.type === type ? x : astype(x, type.name))),
    along,
  );
}

function requireArrays(op: string, arrays: readonly unknown[]): readonly NDArray[] {
  requireList(op, "arrays", arrays);
  if (arrays.length === 0) throw new ValueError(op, "there must be at least one array", "an empty list");
  return arrays.map((x, i) => requireArray(op, `arrays[${i}]`, x));
}

function differ(op: string, expected: string, arrays: readonly NDArray[], i: number): ShapeError {
  return new ShapeError(op, expected, { "arrays[0]": arrays[0].shape, [`arrays[${i}]`]: arrays[i].shape });
}

function evenCuts(x: NDArray, axis: number, sections: number): readonly number[] {
  const n = x.layout.shape[axis];
  if (!Number.isInteger(sections) || sections < 1) {
    throw new ValueError("split", "sections must be a positive integer, or positions to cut at", kindOf(sections));
  }
  if (n % sections !== 0) {
    const hint = "Give the positions to cut at instead.";
    throw new ShapeError("split", `axis ${axis} must divide into ${sections} equal sections`, { x: x.shape }, hint);
  }
  return Array.from({ length: sections - 1 }, (_, i) => ((i + 1) * n) / sections);
}
