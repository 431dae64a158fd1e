import type { ElementType } from "../element-type.js";
import { wholeMemory } from "./memory.js";
import { stagingSpace } from "./scratch.js";
import { type Storage, inHeap } from "./storage.js";

/** Bytes staged at a time in elementwise work: three such chunks stay in the second-level cache. */
export const CHUNK_BYTES = 65536;

/** Copies bytes `[from, from + bytes)` of a storage that spilled to the address `to`; else does nothing. */
export function stageIn(storage: Storage, from: number, bytes: number, to: number): void {
  if (storage.buffer === null) return;
  wholeMemory().u8.set(new Uint8Array(storage.buffer, from, bytes), to);
}

/** Copies what a kernel wrote at `at` to bytes `[from, from + bytes)` of a storage that spilled; else does nothing. */
export function stageOut(storage: Storage, from: number, bytes: number, at: number): void {
  if (storage.buffer === null) return;
  new Uint8Array(storage.buffer, from, bytes).set(wholeMemory().u8.subarray(at, at + bytes));
}

/** What a kernel reads or writes: some part of a storage, from element `offset` on, lowest and highest included. */
export interface Operand {
  readonly type: ElementType;
  readonly storage: Storage;
  /** Of the first element, in elements. */
  readonly offset: number;
  /** The elements touched, as [lowest, highest] relative to `offset`; negative strides make the first negative. */
  readonly reach: readonly [number, number];
}

/** The reach of shape and strides; `[0, −1]` where there are no elements. */
export function reachOf(shape: readonly number[], strides: readonly number[]): [number, number] {
  let lowest = 0;
  let highest = 0;
  for (let i = 0; i < shape.length; i++) {
    if (shape[i] === 0) return [0, -1];
    const last = (shape[i] - 1) * strides[i];
    if (last < 0) lowest += last;
    else highest += last;
  }
  return [lowest, highest];
}

/** The part of a spilled storage that a kernel call needs. */
interface Span {
  readonly storage: Storage;
  start: number;
  end: number;
  written: boolean;
}

/**
 * Runs a kernel that needs its operands whole. It gets the address of each operand's first element, inputs first; those
 * that spilled are copied into the memory before and, where they are outputs, back afterwards. Operands that share a
 * storage keep sharing it. The kernel must not stage again.
 */
export function withStaged<R>(
  inputs: readonly Operand[],
  outputs: readonly Operand[],
  kernel: (...addresses: number[]) => R,
): R {
  const spans = new Map<Storage, Span>();
  for (const operand of inputs) addSpan(spans, operand, false);
  for (const operand of outputs) addSpan(spans, operand, true);
  const bases = stageSpans(spans);
  const addresses = [...inputs, ...outputs].map((operand) => {
    const base = bases.get(operand.storage) ?? operand.storage.address;
    return base + operand.offset * 2 ** operand.type.shift;
  });
  const result = kernel(...addresses);
  for (const { storage, start, end, written } of spans.values()) {
    if (written) stageOut(storage, start, end - start, (bases.get(storage) ?? 0) + start);
  }
  return result;
}

function addSpan(spans: Map<Storage, Span>, operand: Operand, written: boolean): void {
  const { storage, offset, reach, type } = operand;
  if (inHeap(storage)) return;
  const start = (offset + reach[0]) * 2 ** type.shift;
  const end = (offset + reach[1] + 1) * 2 ** type.shift;
  if (end <= start) return;
  const span = spans.get(storage);
  if (span === undefined) {
    spans.set(storage, { storage, start, end, written });
    return;
  }
  span.start = Math.min(span.start, start);
  span.end = Math.max(span.end, end);
  span.written ||= written;
}

/** Copies the spans in; answers the address that byte 0 of each storage would have (it may lie below the memory). */
function stageSpans(spans: ReadonlyMap<Storage, Span>): Map<Storage, number> {
  const bases = new Map<Storage, number>();
  if (spans.size === 0) return bases;
  let total = 0;
  for (const { start, end } of spans.values()) total += padded(start, end);
  let to = stagingSpace(total);
  for (const { storage, start, end } of spans.values()) {
    const lead = start % 64; // keeps the alignment that the storage has
    stageIn(storage, start, end - start, to + lead);
    bases.set(storage, to + lead - start);
    to += padded(start, end);
  }
  return bases;
}

/** Room for a span that keeps its place in a 64-byte line, and 64 bytes beyond that vector kernels may read. */
function padded(start: number, end: number): number {
  return Math.ceil(((start % 64) + end - start) / 64) * 64 + 64;
}
