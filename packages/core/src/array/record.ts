import { type ElementType, type TypedArray, elementTypes, elements, requireLive, strided } from "@linnet/kernels";
import { rowMajorCopy } from "../ops/reshape.js";
import { DTypeError, ValueError } from "../errors.js";
import { kindOf, listOf, requireArray, requireList } from "./argument.js";
import { viewOf } from "./construct.js";
import { uninitialized } from "./create.js";
import { type DType, elementTypeOf } from "./dtype.js";
import { requireShape } from "./layout.js";
import type { NDArray } from "./ndarray.js";
import { type TypedArrayOf, toTypedArray } from "./read.js";
import type { Shape } from "./typed-shape.js";

/** What an array is made of, as a plain object: what other libraries hand over, and what crosses to a worker. */
export interface ArrayRecord<D extends DType = DType, S extends Shape = Shape> {
  /** The elements; of a complex dtype real and imaginary parts in turn. */
  readonly data: TypedArray;
  readonly shape: S;
  /** For each axis the step from one element to the next, in elements; 0 and negative ones too. Default: row-major. */
  readonly strides?: readonly number[];
  /** Place of the first element in `data`, in elements. Default 0. */
  readonly offset?: number;
  /** How `data` is to be read. Default: the dtype that a typed array of its class holds. */
  readonly dtype?: D;
}

/** An array as a record whose data nobody else holds, row-major. */
export interface OwnRecord<D extends DType, S extends Shape> {
  readonly data: TypedArrayOf<D>;
  readonly shape: S;
  readonly dtype: D;
}

/**
 * The array as a plain object with a copy of its elements, which `array(record)` turns back into the same array.
 *
 * It can be cloned by `structuredClone` and `postMessage`. Its buffer is its own: named in the transfer list, it changes
 * hands and is not copied again.
 *
 * @throws {DisposedError} for an array that was given back
 * @example
 * const record = toRecord(x);
 * worker.postMessage(record, [record.data.buffer]); // there: const x = array(message)
 */
export function toRecord<D extends DType, S extends Shape>(x: NDArray<D, S>): OwnRecord<D, S> {
  const { dtype, shape, storage } = requireArray("toRecord", "x", x);
  requireLive(storage, "toRecord");
  const data = toTypedArray(x) as TypedArrayOf<D>; // made by the class that the dtype names
  return { data, shape: [...shape] as unknown as S, dtype }; // of the same lengths
}

/** Whether a value is a record rather than lists. */
export function isRecord(x: unknown): x is ArrayRecord {
  return typeof x === "object" && x !== null && ArrayBuffer.isView((x as ArrayRecord).data);
}

/** A copy of what a record describes. */
export function fromRecord(op: string, record: ArrayRecord): NDArray {
  const { data, shape, strides, offset = 0, dtype } = record;
  requireAttached(op, data);
  requireShape(op, shape);
  const type = typeOfData(op, data, dtype);
  const places = type.kind === "complex" ? 2 : 1;
  if (data.length % places !== 0) {
    throw new ValueError(op, "complex data must hold pairs of numbers", `${data.length} numbers`);
  }
  const flat = uninitialized(op, [data.length / places], type);
  const target = elements(flat.storage, type);
  target.set(data);
  if (type === elementTypes.bool) for (let i = 0; i < data.length; i++) if (target[i] !== 0) target[i] = 1;
  const steps = strides ?? rowMajorSteps(shape);
  requireWithin(op, shape, steps, offset, flat.size);
  const x = viewOf(flat, strided([...shape], [...steps]), offset);
  return x.size === flat.size && x.layout.contiguous ? x : rowMajorCopy(x);
}

/**
 * Refuses memory that was transferred away: its typed arrays look like empty ones.
 *
 * @throws {ValueError}
 */
export function requireAttached(op: string, data: ArrayBufferView): void {
  if (data.byteLength > 0) return;
  try {
    void new Uint8Array(data.buffer); // throws over a detached buffer, on every platform
  } catch {
    const got = `a ${data.constructor.name} whose buffer is detached`;
    throw new ValueError(op, "data must be in memory", got, "Copy it before its buffer is transferred.");
  }
}

/** The element type whose numbers a typed array holds, where there is one. */
export function typeHolding(data: ArrayBufferView): ElementType | undefined {
  if (data instanceof Uint8ClampedArray) return elementTypes.uint8;
  return Object.values(elementTypes).find(
    (type) => type.kind !== "complex" && type.kind !== "bool" && data instanceof type.array,
  );
}

function typeOfData(op: string, data: ArrayBufferView, dtype: DType | undefined): ElementType {
  const type = dtype === undefined ? typeHolding(data) : elementTypeOf(op, dtype);
  if (type === undefined) {
    const contract = "a typed array must hold 8- to 32-bit integers, or floats";
    throw new DTypeError(op, contract, { data: data.constructor.name });
  }
  if (data instanceof type.array || (type.array === Uint8Array && data instanceof Uint8ClampedArray)) return type;
  const hint = "The dtype of a record says what its data are; convert them with array(record, { dtype }).";
  throw new DTypeError(
    op,
    `data must be a ${type.array.name}`,
    { data: data.constructor.name, dtype: type.name },
    hint,
  );
}

function rowMajorSteps(shape: Shape): readonly number[] {
  let step = 1;
  const steps = shape.map(() => 0);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    steps[axis] = step;
    step *= shape[axis];
  }
  return steps;
}

/** Refuses strides that lead out of the data. @throws {ValueError} */
function requireWithin(op: string, shape: Shape, strides: readonly number[], offset: number, size: number): void {
  requireList(op, "strides", strides);
  if (strides.length !== shape.length) {
    const got = `${strides.length} for the shape [${shape.join(", ")}]`;
    throw new ValueError(op, "there must be one stride for each axis", got);
  }
  if (![offset, ...strides].every(Number.isSafeInteger)) {
    const got = `strides ${listOf(strides)} and offset ${kindOf(offset)}`;
    throw new ValueError(op, "strides and offset must be integers, in elements", got);
  }
  if (shape.includes(0)) return;
  let [low, high] = [offset, offset];
  strides.forEach((step, axis) => {
    const reach = step * (shape[axis] - 1);
    if (reach < 0) low += reach;
    else high += reach;
  });
  if (low >= 0 && high < size) return;
  const got = `elements ${low} to ${high} of ${size}`;
  throw new ValueError(op, "shape, strides and offset must stay within the data", got);
}
