import { type ElementType, type Layout, type Storage, type Strided, release, released } from "@linnet/kernels";
import { add, div, mul, neg, sub } from "../ops/arithmetic.js";
import { astype } from "../ops/astype.js";
import { equal, greater, greaterEqual, less, lessEqual, notEqual } from "../ops/compare.js";
import { matmul } from "../ops/matmul.js";
import { mean } from "../ops/mean-variance.js";
import { pow } from "../ops/pow.js";
import { reshape } from "../ops/reshape.js";
import { at, slice, withValue } from "../ops/slice-pad.js";
import { sum } from "../ops/sum-broadcast.js";
import { adjoint, matrixTranspose } from "../ops/transpose.js";
import { fillSlot } from "./construct.js";
import type { DType, Divided, Promote, Summed } from "./dtype.js";
import { format } from "./print.js";
import { type Nested, type TypedArrayOf, item, toNested, toTypedArray, typedView } from "./read.js";
import type { ArraySpec, Indexed, ViewRule } from "./typed-index-arrays.js";
import type { At, AtRule, IndexSpec } from "./typed-index.js";
import type {
  AxisOption,
  Broadcast,
  Check,
  MatMul,
  Reduced,
  Reshaped,
  Result,
  Shape,
  Transpose,
} from "./typed-shape.js";

/** The right-hand side of a binary operation on an array of shape `A`: an array that broadcasts, or a number. */
export type Operand<A extends Shape, B extends Shape, Op extends string> =
  | (NDArray<any, B> & Check<Broadcast<A, B>, Op>)
  | number;

/**
 * An n-dimensional array: a value that no operation changes. Dtype and shape are part of its type.
 *
 * Its methods are a closed list of what people chain; every other operation is a function. Arrays are made by creation
 * functions (`array`, `zeros`, `random(seed).normal(…)`) and by operations.
 */
export class NDArray<D extends DType = any, S extends Shape = any> implements Strided {
  /** @internal Use the creation functions. */
  constructor(
    /** @internal */
    readonly type: ElementType,
    /** @internal */
    readonly layout: Layout,
    /** @internal */
    readonly storage: Storage,
    /** @internal First element, in elements from the start of the storage. */
    readonly offset: number,
  ) {}

  /** @internal Where a record that follows the array keeps it; whether it does, the record knows. */
  place = 0;

  get dtype(): D {
    return this.type.name as D; // the type parameter says what construction established
  }
  get shape(): S {
    return this.layout.shape as unknown as S; // as above
  }
  /** Number of elements. */
  get size(): number {
    return this.layout.size;
  }
  /** Number of axes. */
  get ndim(): number {
    return this.layout.shape.length;
  }
  /** The last two axes swapped: a view. */
  get T(): NDArray<D, Transpose<S>> {
    return matrixTranspose(this);
  }
  /** The conjugate transpose over the last two axes; for real arrays the transpose. */
  get H(): NDArray<D, Transpose<S>> {
    return adjoint(this);
  }

  // A method that takes the dtype from `this` and not from the class is the same type in every NDArray<D, S>, which saves the
  // compiler an instantiation of its signature at each call.
  add<F extends DType, A extends Shape, E extends DType = F, B extends Shape = readonly []>(
    this: NDArray<F, A>,
    b: (NDArray<E, B> & Check<Broadcast<A, B>, "add">) | number,
  ): NDArray<Promote<F, E>, Result<Broadcast<A, B>>> {
    return add(this as NDArray, b as NDArray);
  }
  sub<F extends DType, A extends Shape, E extends DType = F, B extends Shape = readonly []>(
    this: NDArray<F, A>,
    b: (NDArray<E, B> & Check<Broadcast<A, B>, "sub">) | number,
  ): NDArray<Promote<F, E>, Result<Broadcast<A, B>>> {
    return sub(this as NDArray, b as NDArray);
  }
  mul<F extends DType, A extends Shape, E extends DType = F, B extends Shape = readonly []>(
    this: NDArray<F, A>,
    b: (NDArray<E, B> & Check<Broadcast<A, B>, "mul">) | number,
  ): NDArray<Promote<F, E>, Result<Broadcast<A, B>>> {
    return mul(this as NDArray, b as NDArray);
  }
  div<F extends DType, A extends Shape, E extends DType = F, B extends Shape = readonly []>(
    this: NDArray<F, A>,
    b: (NDArray<E, B> & Check<Broadcast<A, B>, "div">) | number,
  ): NDArray<Divided<Promote<F, E>>, Result<Broadcast<A, B>>> {
    return div(this as NDArray, b as NDArray);
  }
  pow<F extends DType, A extends Shape, E extends DType = F, B extends Shape = readonly []>(
    this: NDArray<F, A>,
    b: (NDArray<E, B> & Check<Broadcast<A, B>, "pow">) | number,
  ): NDArray<Promote<F, E>, Result<Broadcast<A, B>>> {
    return pow(this as NDArray, b as NDArray);
  }
  neg(): NDArray<D, S> {
    return neg(this);
  }

  equal<A extends Shape, B extends Shape = readonly []>(
    this: NDArray<any, A>,
    b: Operand<A, B, "equal">,
  ): Compared<A, B> {
    return equal(this as NDArray, b as NDArray);
  }
  notEqual<A extends Shape, B extends Shape = readonly []>(
    this: NDArray<any, A>,
    b: Operand<A, B, "notEqual">,
  ): Compared<A, B> {
    return notEqual(this as NDArray, b as NDArray);
  }
  less<A extends Shape, B extends Shape = readonly []>(
    this: NDArray<any, A>,
    b: Operand<A, B, "less">,
  ): Compared<A, B> {
    return less(this as NDArray, b as NDArray);
  }
  lessEqual<A extends Shape, B extends Shape = readonly []>(
    this: NDArray<any, A>,
    b: Operand<A, B, "lessEqual">,
  ): Compared<A, B> {
    return lessEqual(this as NDArray, b as NDArray);
  }
  greater<A extends Shape, B extends Shape = readonly []>(
    this: NDArray<any, A>,
    b: Operand<A, B, "greater">,
  ): Compared<A, B> {
    return greater(this as NDArray, b as NDArray);
  }
  greaterEqual<A extends Shape, B extends Shape = readonly []>(
    this: NDArray<any, A>,
    b: Operand<A, B, "greaterEqual">,
  ): Compared<A, B> {
    return greaterEqual(this as NDArray, b as NDArray);
  }

  /** Matrix product over the last two axes; leading axes broadcast. */
  matmul<F extends DType, A extends Shape, E extends DType, B extends Shape>(
    this: NDArray<F, A>,
    b: NDArray<E, B> & Check<MatMul<A, B>, "matmul">,
  ): NDArray<Promote<F, E>, Result<MatMul<A, B>>> {
    return matmul(this as NDArray, b as NDArray);
  }

  /** The same elements in another shape; one length may be −1. A view where the strides allow. */
  reshape<const R extends Shape>(shape: R): NDArray<D, Reshaped<R>> {
    return reshape(this, shape);
  }
  /**
   * `x.slice(2, "1:10:2", "...", null)`: a view by integers, `start:stop:step`, ellipsis and new axes. Masks and arrays of
   * positions are taken by the function `slice(x, …)`.
   */
  slice<F extends DType, A extends Shape, const I extends readonly ArraySpec[]>(
    this: NDArray<F, A> & Check<ViewRule<A, I, "slice(x, …)">, "slice">,
    ...index: I
  ): NDArray<F, Indexed<A, I>> {
    return slice(this as NDArray, ...(index as readonly IndexSpec[])); // which refuses arrays
  }
  /** The sub-array at leading indices: `x.at(i, j)`. Negative indices count from the end. */
  at<F extends DType, A extends Shape, const I extends readonly number[]>(
    this: NDArray<F, A> & Check<AtRule<A, I>, "at">,
    ...index: I
  ): NDArray<F, At<A, I>> {
    return at(this as NDArray, index);
  }
  /** A changed copy: the elements at `index` (as in `slice`) replaced by `value`. By arrays: `withValue(x, index, value)`. */
  with(index: readonly IndexSpec[], value: NDArray | number): NDArray<D, S> {
    return withValue(this, index, value);
  }

  sum<F extends DType, Z extends Shape, const A extends AxisOption = undefined, const K extends boolean = false>(
    this: NDArray<F, Z>,
    options?: { readonly axis?: A; readonly keepDims?: K },
  ): NDArray<Summed<F>, Reduced<Z, A, K>> {
    return sum(this as NDArray, options);
  }
  mean<F extends DType, Z extends Shape, const A extends AxisOption = undefined, const K extends boolean = false>(
    this: NDArray<F, Z>,
    options?: { readonly axis?: A; readonly keepDims?: K },
  ): NDArray<Divided<F>, Reduced<Z, A, K>> {
    return mean(this as NDArray, options);
  }

  /** The elements converted to another dtype, in a new array. */
  astype<E extends DType>(dtype: E): NDArray<E, S> {
    return astype(this, dtype);
  }
  /** The value of an array of one element. */
  item(): number {
    return item(this);
  }
  /** Nested lists of numbers (of booleans for a bool array, of pairs [re, im] for a complex one). */
  toArray(): Nested<D, S> {
    return toNested(this) as Nested<D, S>; // toNested nests as deep as the shape
  }
  /** A copy of the elements in row-major order. */
  toTypedArray(): TypedArrayOf<D> {
    return toTypedArray(this) as TypedArrayOf<D>; // made by the class that the dtype names
  }
  /** A read-only window on the memory of a contiguous array; it keeps the memory alive. */
  view(): ReadonlyTypedArray {
    return typedView(this);
  }
  toString(): string {
    return format(this);
  }
  /** Gives the memory back at once. Views of it throw `DisposedError` from then on. Never needed, sometimes wanted. */
  dispose(): void {
    release(this.storage);
  }
  [Symbol.dispose](): void {
    this.dispose();
  }
}

type Compared<A extends Shape, B extends Shape> = NDArray<"bool", Result<Broadcast<A, B>>>;

/** A typed array that cannot be written through. */
export type ReadonlyTypedArray = ArrayLike<number> & Iterable<number>;

// What `console.log` shows in Node: dtype and shape above the numbers.
Object.defineProperty(NDArray.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value(this: NDArray): string {
    const elements = this.storage.owner === released ? "(disposed)" : format(this);
    return `${this.dtype} [${this.layout.shape.join(", ")}]\n${elements}`;
  },
});

fillSlot((type, layout, storage, offset) => new NDArray(type, layout, storage, offset));
