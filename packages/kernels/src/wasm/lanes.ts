import { rowMajor } from "../layout.js";
import { allocate } from "../memory/heap.js";
import { type Operand, withStaged } from "../memory/staging.js";
import { inHeap, requireLive } from "../memory/storage.js";
import type { Strided } from "../strided.js";
import { address } from "./address.js";
import { copy } from "./copy.js";

/** The lanes along an axis: `outer × inner` of n elements that lie `inner` apart. */
export interface Lanes {
  readonly outer: number;
  readonly n: number;
  readonly inner: number;
}

/** Runs a kernel on lanes of contiguous operands, of which the last is written; the first is copied where it is not contiguous. */
export function withLanes(
  op: string,
  axis: number,
  [x, ...others]: readonly [Strided, ...Strided[]],
  kernel: (lanes: Lanes, ...addresses: number[]) => void,
): void {
  for (const operand of [x, ...others]) requireLive(operand.storage, op);
  const { shape, size } = x.layout;
  if (size === 0) return;
  const source = x.layout.contiguous ? x : contiguousCopy(x);
  const outer = shape.slice(0, axis).reduce((a, b) => a * b, 1);
  const lanes = { outer, n: shape[axis], inner: size / shape[axis] / outer };
  if (inHeap(source.storage) && others.every(({ storage }) => inHeap(storage))) {
    kernel(lanes, address(source), ...others.map(address));
    return;
  }
  const operands = [source, ...others].map(wholeOf);
  withStaged(operands.slice(0, -1), operands.slice(-1), (...addresses) => kernel(lanes, ...addresses));
}

function contiguousCopy(x: Strided): Strided {
  const { type, layout } = x;
  const storage = allocate(layout.size * 2 ** type.shift);
  const out = { type, layout: rowMajor(layout.shape), storage, offset: 0 };
  copy(x, out);
  return out;
}

function wholeOf({ type, storage, offset, layout }: Strided): Operand {
  return { type, storage, offset, reach: [0, layout.size - 1] };
}
