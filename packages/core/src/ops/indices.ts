import { elements, int32, requireLive, rowMajor } from "@linnet/kernels";
import { kindOf, requireArray } from "../array/argument.js";
import { allocate, viewOf } from "../array/construct.js";
import { unravel } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Indices } from "../array/typed-take.js";
import { writeElements } from "../array/write-strided.js";
import { DTypeError, IndexError, ValueError } from "../errors.js";
import { astype } from "./astype.js";
import { dense } from "./reshape.js";

/**
 * Indices as an int32 array.
 *
 * @throws {DTypeError} for an array of another kind
 * @throws {ValueError} for fractions in a list, and for uint32 beyond int32
 */
export function indexArray(op: string, indices: Indices): NDArray {
  if (isList(indices)) {
    const wrong = indices.find((i) => !Number.isInteger(i) || Math.abs(i) >= 2 ** 31);
    if (wrong !== undefined) {
      const contract = Number.isInteger(wrong) ? "indices must be below 2³¹" : "indices must be integers";
      throw new ValueError(op, contract, kindOf(wrong));
    }
    const list = allocate({ type: int32, layout: rowMajor([indices.length]) });
    elements(list.storage, int32).set(indices);
    return list;
  }
  const { kind, name } = requireArray(op, "indices", indices).type;
  if (indices.type === int32) return indices;
  if (name === "uint32") requireSmall(op, indices);
  if (kind === "int" || kind === "uint") return astype(indices, "int32");
  const hint =
    kind === "bool" ? "Choose by a mask with where(condition, x, y)." : 'Convert them first: indices.astype("int32").';
  throw new DTypeError(op, "indices must be int32", { indices: name }, hint);
}

/** Refuses what int32 would make negative. */
function requireSmall(op: string, indices: NDArray): void {
  requireLive(indices.storage, op);
  const source = dense(indices);
  const data = elements(source.storage, source.type);
  for (let i = source.offset; i < source.offset + source.size; i++) {
    if (data[i] >= 2 ** 31) throw new ValueError(op, "indices must be below 2³¹", data[i]);
  }
}

/** The indices that an operation can use. */
export interface Bounds {
  readonly low: number;
  /** Excluded. */
  readonly high: number;
  /** What the indices are for, in words. */
  readonly of: string;
}

/** Indices of an axis, from either end. */
export function axisBounds(shape: readonly number[], axis: number): Bounds {
  return { low: -shape[axis], high: shape[axis], of: ` for axis ${axis} of an array [${shape.join(", ")}]` };
}

/**
 * The indices in one dimension, in row-major order; negative ones are counted from the end. To be called where an
 * operation is evaluated, as it reads them.
 *
 * @throws {IndexError} for an index out of bounds, with its position
 */
export function checkedIndices(op: string, indices: NDArray, bounds: Bounds): NDArray {
  const out = ownList(indices);
  const data = elements(out.storage, int32);
  for (let i = 0; i < out.size; i++) {
    const k = data[i];
    if (k < bounds.low || k >= bounds.high) throw outside(op, indices.layout.shape, i, k, bounds);
    if (k < 0) data[i] = k + bounds.high;
  }
  return out;
}

function outside(op: string, shape: readonly number[], i: number, k: number, { low, high, of }: Bounds): IndexError {
  const expected = low >= high ? `there must be no indices${of}` : `indices must lie in [${low}, ${high - 1}]${of}`;
  const place = shape.length === 0 ? "" : ` at position [${unravel(i, shape).join(", ")}]`;
  return new IndexError(op, expected, `${k}${place}`);
}

/** A copy in one dimension, to be written. */
function ownList(x: NDArray): NDArray {
  const out = allocate({ type: int32, layout: rowMajor([x.size]) });
  writeElements(x, viewOf(out, rowMajor(x.layout.shape)));
  return out;
}

function isList(x: Indices): x is readonly number[] {
  return Array.isArray(x);
}
