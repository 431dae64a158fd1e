import { bool } from "../element-type.js";
import { attentionWasm } from "../generated/attention.js";
import { fuse, innerLength, innerStep, walk } from "../loops.js";
import { scratch } from "../memory/scratch.js";
import { type Operand, reachOf, withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import type { Strided } from "../strided.js";
import { address } from "../wasm/address.js";
import { Family } from "../wasm/family.js";
import { referenceSoftmaxRows } from "./softmax-rows-reference.js";

/** Contiguous operands at addresses in bytes; strides of the mask in bytes. */
interface AttentionExports {
  softmax(
    bytes: number,
    count: number,
    m: number,
    n: number,
    scale: number,
    causal: boolean,
    x: number,
    kind: number,
    mask: number,
    maskStep: number,
    maskRow: number,
    o: number,
    work: number,
  ): void;
  slope(bytes: number, m: number, n: number, scale: number, ct: number, y: number, o: number): void;
}

const attentionFamily: Family<AttentionExports> = /* @__PURE__ */ new Family<AttentionExports>(attentionWasm, 0);

/** How rows become weights. */
export interface SoftmaxRows {
  /** What elements are multiplied by first. */
  readonly scale: number;
  /** Whether row i of a matrix counts its elements up to the i-th only. */
  readonly causal: boolean;
}

/**
 * out ← softmax(scale·x + mask) along the last axis.
 *
 * @param x contiguous float32 or float64, at least two axes; `out` likewise, of the same shape
 * @param mask of x's shape, any strides: numbers of x's type that are added, or bools that are false where an element does not
 *   count. What does not count is not looked at and has weight 0; a row in which nothing does is 0.
 * @remarks Weights below some 2⁻¹²⁵ (2⁻¹⁰²¹ in float64) are 0. A NaN or ∞ that counts makes its row NaN.
 */
export function softmaxRows(x: Strided, mask: Strided | null, out: Strided, { scale, causal }: SoftmaxRows): void {
  const { shape, size } = out.layout;
  if (size === 0) return;
  if (mask !== null && shape.at(-1) !== 1 && mask.layout.strides.at(-1) !== 1) {
    referenceSoftmaxRows(x, mask, out, { scale, causal });
    return;
  }
  const [m, n] = shape.slice(-2);
  const bytes = 2 ** out.type.shift;
  const work = scratch(64 + n * bytes + 64);
  const { softmax } = attentionFamily.exports;
  if (mask === null) {
    const run = (from: number, to: number): void =>
      softmax(bytes, size / (m * n), m, n, scale, causal, from, 0, 0, 0, 0, to, work);
    if (inHeap(x.storage) && inHeap(out.storage)) run(address(x), address(out));
    else withStaged([whole(x)], [whole(out)], run);
    return;
  }
  const kind = mask.type === bool ? 2 : 1;
  const maskBytes = 2 ** mask.type.shift;
  const maskRow = mask.layout.strides[shape.length - 2] * maskBytes;
  const loops = fuse(shape.slice(0, -2), [out.layout.strides.slice(0, -2), mask.layout.strides.slice(0, -2)]);
  const [count, step] = [innerLength(loops), innerStep(loops, 1) * maskBytes];
  const run = (from: number, over: number, to: number): void =>
    walk(loops, 1, [0, 0], ([at, k]) => {
      const [p, q, r] = [from + at * bytes, over + k * maskBytes, to + at * bytes];
      softmax(bytes, count, m, n, scale, causal, p, kind, q, step, maskRow, r, work);
    });
  if (inHeap(x.storage) && inHeap(mask.storage) && inHeap(out.storage)) run(address(x), address(mask), address(out));
  else withStaged([whole(x), whole(mask)], [whole(out)], run);
}

/**
 * out ← scale·y·(ct − Σ ct·y) along the last axis: what `softmaxRows`, whose value is y, does to cotangents and to tangents.
 *
 * @param ct contiguous float32 or float64, as are `y` and `out`, of one shape of at least one axis
 */
export function softmaxSlopeRows(ct: Strided, y: Strided, out: Strided, scale: number): void {
  const { shape, size } = out.layout;
  if (size === 0) return;
  const n = shape[shape.length - 1];
  const bytes = 2 ** out.type.shift;
  const { slope } = attentionFamily.exports;
  const run = (p: number, q: number, r: number): void => slope(bytes, size / n, n, scale, p, q, r);
  if (inHeap(ct.storage) && inHeap(y.storage) && inHeap(out.storage)) run(address(ct), address(y), address(out));
  else withStaged([whole(ct), whole(y)], [whole(out)], run);
}

function whole({ type, storage, offset, layout }: Strided): Operand {
  return { type, storage, offset, reach: reachOf(layout.shape, layout.strides) };
}
