import {
  type ElementType,
  MAX_ARRAY_BYTES,
  MemoryError,
  type TypedArray,
  allocate as allocateBytes,
  elementTypes,
  elements,
  requireLive,
  rowMajor,
} from "@linnet/kernels";
import { DTypeError, ValueError } from "../errors.js";
import { kindOf, requireArray, requireHolds, requireOptions } from "./argument.js";
import type { DType } from "./dtype.js";
import { elementTypeOf } from "./dtype.js";
import { requireShape } from "./layout.js";
import { NDArray } from "./ndarray.js";
import type { Shape } from "./typed-shape.js";

/** Options of a creation function. */
export interface DTypeOption<D extends DType> {
  /** Default `"float64"`. */
  readonly dtype?: D;
}

/** An array of zeros. @throws {ValueError} for a shape that is none */
export function zeros<const S extends Shape, D extends DType = "float64">(
  shape: S,
  options?: DTypeOption<D>,
): NDArray<D, S> {
  return filled("zeros", shape, options, 0);
}

/** An array of ones. */
export function ones<const S extends Shape, D extends DType = "float64">(
  shape: S,
  options?: DTypeOption<D>,
): NDArray<D, S> {
  return filled("ones", shape, options, 1);
}

/** An array of one value. */
export function full<const S extends Shape, D extends DType = "float64">(
  shape: S,
  value: number,
  options?: DTypeOption<D>,
): NDArray<D, S> {
  return filled("full", shape, options, value);
}

/** An array whose elements are not set: whatever the memory held. For those who write all of it, through kernels. */
export function empty<const S extends Shape, D extends DType = "float64">(
  shape: S,
  options?: DTypeOption<D>,
): NDArray<D, S> {
  const { dtype = "float64" } = requireOptions("empty", options);
  return uninitialized("empty", shape, elementTypeOf("empty", dtype));
}

/** An array of x's shape, and its dtype unless another is given, whose elements are not set. As `empty`. */
export function emptyLike<D extends DType, S extends Shape, E extends DType = D>(
  x: NDArray<D, S>,
  options?: DTypeOption<E>,
): NDArray<E, S> {
  const { type, layout } = requireArray("emptyLike", "x", x);
  const { dtype = type.name } = requireOptions("emptyLike", options);
  return uninitialized("emptyLike", layout.shape, elementTypeOf("emptyLike", dtype));
}

/** Zeros of x's shape, and its dtype unless another is given. */
export function zerosLike<D extends DType, S extends Shape, E extends DType = D>(
  x: NDArray<D, S>,
  options?: DTypeOption<E>,
): NDArray<E, S> {
  return filledLike("zerosLike", x, 0, options);
}

/** Ones of x's shape, and its dtype unless another is given. */
export function onesLike<D extends DType, S extends Shape, E extends DType = D>(
  x: NDArray<D, S>,
  options?: DTypeOption<E>,
): NDArray<E, S> {
  return filledLike("onesLike", x, 1, options);
}

/** One value in x's shape, and its dtype unless another is given. */
export function fullLike<D extends DType, S extends Shape, E extends DType = D>(
  x: NDArray<D, S>,
  value: number,
  options?: DTypeOption<E>,
): NDArray<E, S> {
  return filledLike("fullLike", x, value, options);
}

/** Options of `eye`. */
interface EyeOptions<D extends DType> extends DTypeOption<D> {
  /** How far above the main diagonal the ones stand, below it when negative. Default 0. */
  readonly k?: number;
}

/**
 * The n×m matrix (n×n when m is left out) with ones on a diagonal.
 *
 * @param options `k`: how far above the main one, default 0
 * @throws {ValueError} when `k` is no integer
 */
export function eye<N extends number, D extends DType = "float64">(
  n: N,
  options?: EyeOptions<D>,
): NDArray<D, readonly [N, N]>;
export function eye<N extends number, M extends number, D extends DType = "float64">(
  n: N,
  m: M,
  options?: EyeOptions<D>,
): NDArray<D, readonly [N, M]>;
export function eye(n: number, second?: number | EyeOptions<DType>, third?: EyeOptions<DType>): NDArray {
  const [m, options] = typeof second === "number" ? [second, third] : [n, second];
  const x = filled("eye", [n, m], options, 0);
  const k = options?.k ?? 0;
  if (!Number.isInteger(k)) throw new ValueError("eye", "k must be an integer", kindOf(k));
  const data = elements(x.storage, x.type);
  const step = x.type.kind === "complex" ? 2 : 1;
  for (let i = Math.max(0, -k); i < Math.min(n, m - k); i++) data[(i * (m + 1) + k) * step] = 1;
  return x;
}

/**
 * start, start + step, … below stop; `arange(n)` counts from 0. Default dtype float64.
 *
 * @throws {ValueError} when step is 0 or an end is not finite
 * @example
 * arange(4, { dtype: "int32" }).toArray(); // [0, 1, 2, 3]
 * arange(5, 0, -2).toArray(); // [5, 3, 1]
 */
export function arange<D extends DType = "float64">(
  stop: number,
  options?: DTypeOption<D>,
): NDArray<D, readonly [number]>;
export function arange<D extends DType = "float64">(
  start: number,
  stop: number,
  options?: DTypeOption<D>,
): NDArray<D, readonly [number]>;
export function arange<D extends DType = "float64">(
  start: number,
  stop: number | undefined,
  step: number | undefined,
  options?: DTypeOption<D>,
): NDArray<D, readonly [number]>;
export function arange(first: number, second?: Bound, third?: Bound, fourth?: DTypeOption<DType>): NDArray {
  const named = [second, third, fourth].find((x) => typeof x !== "number" && x !== undefined);
  const { dtype } = requireOptions("arange", named as DTypeOption<DType> | undefined); // checked there
  const [stop, by = 1] = [second, third].map((x) => (typeof x === "number" ? x : undefined));
  const [from, to] = stop === undefined ? [0, first] : [first, stop];
  if (by === 0 || ![from, to, by].every(Number.isFinite)) {
    const got = [from, to, by].map(kindOf).join(", ");
    throw new ValueError("arange", "start, stop and step must be finite and step not 0", got);
  }
  const n = Math.max(0, Math.ceil((to - from) / by));
  if (n > 0) requireEnds("arange", dtype, from, from + (n - 1) * by);
  return fromFunctionNamed("arange", [n], (i) => from + i * by, dtype);
}

type Bound = number | DTypeOption<DType>;

/**
 * `num` evenly spaced numbers from start to stop, both included unless `endpoint` is false.
 *
 * @throws {ValueError} when an end is not finite, or `num` is no count
 */
export function linspace<const N extends number, D extends DType = "float64">(
  start: number,
  stop: number,
  num: N,
  options?: DTypeOption<D> & { readonly endpoint?: boolean },
): NDArray<D, readonly [N]> {
  const { endpoint = true, dtype } = requireOptions("linspace", options);
  requireShape("linspace", [num]);
  if (!Number.isFinite(start) || !Number.isFinite(stop)) {
    throw new ValueError("linspace", "start and stop must be finite", `${kindOf(start)} and ${kindOf(stop)}`);
  }
  if (num > 0) requireEnds("linspace", dtype, start, num > 1 ? stop : start);
  const gaps = endpoint ? num - 1 : num;
  const width = stop - start;
  const step = gaps <= 0 ? 0 : Number.isFinite(width) ? width / gaps : stop / gaps - start / gaps;
  const last = endpoint && num > 1 ? num - 1 : -1;
  return fromFunctionNamed("linspace", [num], (i) => (i === last ? stop : start + i * step), dtype);
}

/** An array whose element (i, j, …) is f(i, j, …). @throws {ValueError} when `f` answers something else than a number */
export function fromFunction<const S extends Shape, D extends DType = "float64">(
  shape: S,
  f: (...index: { readonly [I in keyof S]: number }) => number,
  options?: DTypeOption<D>,
): NDArray<D, S> {
  const { dtype } = requireOptions("fromFunction", options);
  if (typeof f !== "function") throw new ValueError("fromFunction", "f must be a function", kindOf(f));
  return fromFunctionNamed("fromFunction", shape, f as (...index: number[]) => number, dtype); // as many indices as axes
}

/** Refuses a range whose whole numbers leave an integer dtype. @throws {DTypeError} */
function requireEnds(op: string, dtype: DType | undefined, ...ends: readonly number[]): void {
  const type = realType(op, dtype);
  for (const end of ends) requireHolds(op, type, Math.trunc(end));
}

function fromFunctionNamed(
  op: string,
  shape: Shape,
  f: (...index: number[]) => number,
  dtype: DType | undefined,
): NDArray {
  const x = uninitialized(op, shape, realType(op, dtype));
  const data = elements(x.storage, x.type);
  const index = new Array<number>(shape.length).fill(0);
  for (let i = 0; i < x.size; i++) {
    const value = f(...index);
    if (typeof value !== "number") throw new ValueError(op, "f must return a number", kindOf(value));
    data[i] = value;
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis] === shape[axis]; axis--) index[axis] = 0;
  }
  return x;
}

function filledLike(op: string, x: NDArray, value: number, options: DTypeOption<DType> | undefined): NDArray {
  const { type, layout, storage } = requireArray(op, "x", x);
  requireLive(storage, op);
  const { dtype = type.name } = requireOptions(op, options);
  return filled(op, layout.shape, { dtype }, value);
}

function filled(op: string, shape: Shape, options: DTypeOption<DType> | undefined, value: number): NDArray {
  const { dtype = "float64" } = requireOptions(op, options);
  const type = elementTypeOf(op, dtype);
  if (typeof value !== "number") throw new ValueError(op, "value must be a number", kindOf(value));
  requireHolds(op, type, value);
  const x = uninitialized(op, shape, type);
  const data: TypedArray = elements(x.storage, type);
  if (type.kind !== "complex") data.fill(type.kind === "bool" ? Number(value !== 0) : value, 0, x.size);
  else for (let i = 0; i < 2 * x.size; i++) data[i] = i % 2 === 0 ? value : 0;
  return x;
}

/** A new array of uninitialized memory, for creation functions that write all of it. */
export function uninitialized(op: string, shape: Shape, type: ElementType): NDArray {
  requireShape(op, shape);
  const layout = rowMajor([...shape]);
  const bytes = layout.size * (1 << type.shift);
  if (bytes > MAX_ARRAY_BYTES) throw new MemoryError(op, bytes, MAX_ARRAY_BYTES);
  return new NDArray(type, layout, allocateBytes(bytes), 0);
}

function realType(op: string, dtype: DType | undefined): ElementType {
  const type = dtype === undefined ? elementTypes.float64 : elementTypeOf(op, dtype);
  if (type.kind === "complex") throw new DTypeError(op, "dtype must be real", { dtype: type.name });
  return type;
}
