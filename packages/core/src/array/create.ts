import { type ElementType, type TypedArray, elementTypes, elements, rowMajor } from "@linnet/kernels";
import { DTypeError, ValueError } from "../errors.js";
import { allocate as allocateBytes } from "@linnet/kernels";
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
  return filled("zeros", shape, options?.dtype, 0);
}

/** An array of ones. */
export function ones<const S extends Shape, D extends DType = "float64">(
  shape: S,
  options?: DTypeOption<D>,
): NDArray<D, S> {
  return filled("ones", shape, options?.dtype, 1);
}

/** An array of one value. */
export function full<const S extends Shape, D extends DType = "float64">(
  shape: S,
  value: number,
  options?: DTypeOption<D>,
): NDArray<D, S> {
  return filled("full", shape, options?.dtype, value);
}

/** Zeros of x's shape and dtype. */
export function zerosLike<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
  return filled("zerosLike", x.layout.shape, x.type.name, 0);
}

/** Ones of x's shape and dtype. */
export function onesLike<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
  return filled("onesLike", x.layout.shape, x.type.name, 1);
}

/** One value in x's shape and dtype. */
export function fullLike<D extends DType, S extends Shape>(x: NDArray<D, S>, value: number): NDArray<D, S> {
  return filled("fullLike", x.layout.shape, x.type.name, value);
}

/** The n×m matrix (n×n when m is left out) with ones on its diagonal. */
export function eye<N extends number, D extends DType = "float64">(
  n: N,
  options?: DTypeOption<D>,
): NDArray<D, readonly [N, N]>;
export function eye<N extends number, M extends number, D extends DType = "float64">(
  n: N,
  m: M,
  options?: DTypeOption<D>,
): NDArray<D, readonly [N, M]>;
export function eye(n: number, second?: number | DTypeOption<DType>, third?: DTypeOption<DType>): NDArray {
  const m = typeof second === "number" ? second : n;
  const options = typeof second === "number" ? third : second;
  const x = filled("eye", [n, m], options?.dtype, 0);
  const data = elements(x.storage, x.type);
  const step = x.type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < Math.min(n, m); i++) data[i * (m + 1) * step] = 1;
  return x;
}

/**
 * start, start + step, … below stop; `arange(n)` counts from 0. Default dtype float64.
 *
 * @throws {ValueError} when step is 0 or an end is not finite
 */
export function arange<D extends DType = "float64">(
  start: number,
  stop?: number,
  step?: number,
  options?: DTypeOption<D>,
): NDArray<D, readonly [number]> {
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  const by = step ?? 1;
  if (by === 0 || !Number.isFinite(by) || !Number.isFinite(from) || !Number.isFinite(to)) {
    throw new ValueError("arange", "start, stop and step must be finite and step not 0", `${from}, ${to}, ${by}`);
  }
  const n = Math.max(0, Math.ceil((to - from) / by));
  return fromFunctionNamed("arange", [n], (i) => from + i * by, options?.dtype);
}

/** `num` evenly spaced numbers from start to stop, both included unless `endpoint` is false. */
export function linspace<const N extends number, D extends DType = "float64">(
  start: number,
  stop: number,
  num: N,
  { endpoint = true, dtype }: DTypeOption<D> & { readonly endpoint?: boolean } = {},
): NDArray<D, readonly [N]> {
  const gaps = endpoint ? num - 1 : num;
  const step = gaps > 0 ? (stop - start) / gaps : 0;
  const last = endpoint && num > 1 ? num - 1 : -1;
  return fromFunctionNamed("linspace", [num], (i) => (i === last ? stop : start + i * step), dtype);
}

/** An array whose element (i, j, …) is f(i, j, …). */
export function fromFunction<const S extends Shape, D extends DType = "float64">(
  shape: S,
  f: (...index: { readonly [I in keyof S]: number }) => number,
  options?: DTypeOption<D>,
): NDArray<D, S> {
  return fromFunctionNamed("fromFunction", shape, f as (...index: number[]) => number, options?.dtype); // as many indices as axes
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
    data[i] = f(...index);
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis] === shape[axis]; axis--) index[axis] = 0;
  }
  return x;
}

function filled(op: string, shape: Shape, dtype: DType | undefined, value: number): NDArray {
  const type = elementTypeOf(op, dtype ?? "float64");
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
  return new NDArray(type, layout, allocateBytes(layout.size * (1 << type.shift)), 0);
}

function realType(op: string, dtype: DType | undefined): ElementType {
  const type = dtype === undefined ? elementTypes.float64 : elementTypeOf(op, dtype);
  if (type.kind === "complex") throw new DTypeError(op, "dtype must be real", { dtype: type.name });
  return type;
}
