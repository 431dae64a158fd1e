import type { Aval } from "../array/aval.js";
import type { NDArray } from "../array/ndarray.js";

/** A cotangent of one input, computed only when someone asks for it; `null` where the input is an index or a condition. */
export type Lazy = (() => NDArray) | null;

/**
 * How an operation is differentiated, written in public operations: it can be differentiated again.
 *
 * Rules are transposes, of complex numbers too: Re Σ vjp(ct)·dx = Re Σ ct·jvp(dx), without a conjugate, so that the rule of
 * a holomorphic function is the one of real numbers. `@linnet/autograd` conjugates where cotangents enter and leave.
 */
export interface Derivative<P> {
  /** One thunk per input, in order. What the thunks share is computed once, above them. */
  readonly vjp: (ct: NDArray, inputs: readonly NDArray[], output: NDArray, params: P) => readonly Lazy[];
  /** Tangents of integer and bool inputs are never read. */
  readonly jvp: (tangents: readonly NDArray[], inputs: readonly NDArray[], output: NDArray, params: P) => NDArray;
}

/** As `Derivative`, for several outputs. A cotangent is `null` where nobody used that output. */
export interface DerivativeMany<P> {
  readonly vjp: (
    cts: readonly (NDArray | null)[],
    inputs: readonly NDArray[],
    outputs: readonly NDArray[],
    params: P,
  ) => readonly Lazy[];
  readonly jvp: (
    tangents: readonly NDArray[],
    inputs: readonly NDArray[],
    outputs: readonly NDArray[],
    params: P,
  ) => readonly NDArray[];
}

/**
 * How an operation is applied to a whole batch: how many of the last axes of each input belong to it (the last number counts
 * for all further inputs). What is in front of them broadcasts and is kept, so that a batch is one more axis in front.
 * `[0]` is an elementwise operation, `[2, 2]` a product of matrices.
 */
export type BatchAxes = readonly number[];

/**
 * For what is no matter of axes in front: applies the operation `p` to inputs some of which have one more axis in front, of
 * length `size`, and answers a result that has it.
 */
export type BatchRule<P> = (
  p: Primitive<P>,
  inputs: readonly NDArray[],
  isBatched: readonly boolean[],
  params: P,
  size: number,
) => NDArray;

interface Rules<P> {
  readonly name: string;
  /** What `vmap` asks for. Operations of core whose rule depends on params have it in a table of `@linnet/autograd`. */
  readonly batch?: BatchAxes | BatchRule<P>;
  /** dtype and layout of the result, computed nowhere else; may answer with an operand. Throws `ShapeError` or `DTypeError`. */
  readonly abstract: (inputs: readonly Aval[], params: P) => Aval;
  /** `false` for what has no derivative (comparison, argmax, floor): its result is a constant. */
  readonly derivative: Derivative<P> | false;
}

/** Writes every element of `output`, whose memory is not initialized. */
export interface EvaluatedPrimitive<P> extends Rules<P> {
  readonly evaluate: (inputs: readonly NDArray[], output: NDArray, params: P) => void;
  readonly view?: undefined;
}

/** The result shares the memory of the one input. */
export interface ViewPrimitive<P> extends Rules<P> {
  readonly evaluate?: undefined;
  readonly view: (input: NDArray, output: Aval, params: P) => NDArray;
}

/** Everything the library knows about one operation. All arrays are `inputs`; all else (axes, flags) is in `params`. */
export type Primitive<P = undefined> = EvaluatedPrimitive<P> | ViewPrimitive<P>;

/** An operation with several outputs: QR, eigh, SVD. */
export interface PrimitiveMany<P = undefined> {
  readonly name: string;
  readonly batch?: BatchAxes;
  readonly abstract: (inputs: readonly Aval[], params: P) => readonly Aval[];
  readonly evaluate: (inputs: readonly NDArray[], outputs: readonly NDArray[], params: P) => void;
  readonly derivative: DerivativeMany<P> | false;
}

/** Names a set of rules. No side effect: mark the call `@__PURE__` and bundlers drop what is unused. */
export function primitive<P = undefined>(
  name: string,
  rules: Omit<EvaluatedPrimitive<P>, "name"> | Omit<ViewPrimitive<P>, "name">,
): Primitive<P> {
  return { name, ...rules };
}

/** Names a set of rules with several outputs. */
export function primitiveMany<P = undefined>(name: string, rules: Omit<PrimitiveMany<P>, "name">): PrimitiveMany<P> {
  return { name, ...rules };
}
