import { requireArray } from "../array/argument.js";
import { type DType, inexactType, promote } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import { type Subscripts, readSubscripts } from "../array/subscripts.js";
import type { Promoted } from "../array/typed-concat.js";
import type { EinsumRule } from "../array/typed-einsum.js";
import type { Check, Result } from "../array/typed-shape.js";
import { DTypeError } from "../errors.js";
import { astype } from "./astype.js";
import { type Labelled, contract, inOrder, summed } from "./contract.js";
import { type ContractionOrder, contractionOrder } from "./contraction-order.js";
import { reshape } from "./reshape.js";
import { permuteDims } from "./transpose.js";
import { diagonal } from "./triangle-diag.js";

export type { ContractionOrder } from "./contraction-order.js";

/**
 * Sums of products over indices, as the subscripts tell: one letter for each axis of each operand.
 *
 *     einsum("ij,jk->ik", a, b)[i, k] = Σⱼ a[i, j]·b[j, k]
 *
 * Indices that the output lacks are summed. One that an operand has twice is its diagonal; `"..."` stands for leading axes
 * that broadcast; lengths of 1 broadcast too. Without `->` the output has every index that stands once, in alphabetical
 * order.
 *
 * @param subscripts a literal string is read by the compiler: lengths that cannot meet do not compile, and the result's
 *   shape is known
 * @throws {ValueError} for subscripts that are none, or name another number of operands
 * @throws {ShapeError} when an operand has other axes, or the lengths of an index cannot meet
 * @throws {DTypeError} for bool operands
 * @remarks Two operands at a time, each pair through `matmul` on views where an index is summed, in the order that
 *   `einsumPath` reports. Integers are multiplied in float64 and converted back, exact while every sum stays below 2⁵³.
 * @example
 * einsum("bhqd,bhkd->bhqk", ones([2, 4, 3, 8]), ones([2, 4, 5, 8])).shape; // [2, 4, 3, 5]
 */
export function einsum<const S extends string, const T extends readonly unknown[]>(
  subscripts: S & Check<EinsumRule<S, T>, "einsum">,
  ...operands: T
): NDArray<Promoted<T>, Result<EinsumRule<S, T>>> {
  return evaluated(subscripts, arraysOf("einsum", operands));
}

/**
 * The order in which `einsum` takes its operands two at a time, and its cost: the one of fewest multiplications for up to six
 * operands, and beyond at each step the two whose product adds least to what is stored.
 *
 * @throws as `einsum` does
 * @example
 * einsumPath("ij,jk,k->i", ones([9, 9]), ones([9, 9]), ones([9])).multiplications; // 162: from the right
 */
export function einsumPath(subscripts: string, ...operands: readonly NDArray[]): ContractionOrder {
  const arrays = arraysOf("einsumPath", operands);
  const read = readSubscripts("einsumPath", subscripts, arrays.map(shapeOf));
  return contractionOrder(distinct(arrays, read), read);
}

function evaluated(subscripts: string, arrays: readonly NDArray[]): NDArray {
  const read = readSubscripts("einsum", subscripts, arrays.map(shapeOf));
  const type = arrays.map((x) => x.type).reduce(promote);
  if (type.kind === "bool") {
    const dtypes = Object.fromEntries(arrays.map((x, i) => [`operand ${i}`, x.dtype]));
    throw new DTypeError("einsum", "operands must be numbers", dtypes, 'Convert first: x.astype("int32").');
  }
  const working = inexactType(type).name;
  const inDtype = (x: NDArray, dtype: DType): NDArray => (x.dtype === dtype ? x : astype(x, dtype));
  const converted = arrays.map((x) => inDtype(x, working));
  return inDtype(productOf(distinct(converted, read), read), type.name);
}

function productOf(terms: readonly Labelled[], read: Subscripts): NDArray {
  const { output } = read;
  let left = terms;
  for (const [i, j] of contractionOrder(terms, read).steps) {
    const rest = left.filter((_, k) => k !== i && k !== j);
    const kept = [...output, ...rest.flatMap(({ labels }) => labels)];
    left = [...rest, contract(left[i], left[j], kept)];
  }
  return inOrder(summed(left[0], output), output);
}

/** Operands with each index once: diagonals of those they have twice, without those along which they broadcast. */
function distinct(arrays: readonly NDArray[], { inputs, sizes }: Subscripts): readonly Labelled[] {
  return arrays.map((x, i) => {
    let term: Labelled = { x, labels: inputs[i] };
    while (new Set(term.labels).size < term.labels.length) term = diagonalOf(term);
    const isWide = (n: number, axis: number): boolean => n !== 1 || sizes.get(term.labels[axis]) === 1;
    const { shape } = term.x.layout;
    if (shape.every(isWide)) return term;
    return {
      x: reshape(term.x, shape.filter(isWide)),
      labels: term.labels.filter((_, axis) => isWide(shape[axis], axis)),
    };
  });
}

/** The diagonal over the first index that stands twice. */
function diagonalOf({ x, labels }: Labelled): Labelled {
  const second = labels.findIndex((index, i) => labels.indexOf(index) !== i);
  const first = labels.indexOf(labels[second]);
  const rest = labels.flatMap((_, i) => (i === first || i === second ? [] : [i]));
  return {
    x: diagonal(permuteDims(x, [...rest, first, second])),
    labels: [...rest.map((i) => labels[i]), labels[second]],
  };
}

function arraysOf(op: string, operands: readonly unknown[]): readonly NDArray[] {
  return operands.map((x, i) => requireArray(op, `operand ${i}`, x));
}

function shapeOf(x: NDArray): readonly number[] {
  return x.layout.shape;
}
