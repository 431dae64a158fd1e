import type { NDArray } from "@linnet/core";
import {
  type BatchAxes,
  type BatchRule,
  type Interpreter,
  type Primitive,
  type PrimitiveMany,
  bind,
  bindMany,
  currentInterpreter,
  interpretWith,
} from "@linnet/core/extend";

/** How many floating-point operations an operation takes: a product and a sum are two. */
type Count = (inputs: readonly NDArray[], outputs: readonly NDArray[], params: unknown) => number;

const sizes = (arrays: readonly NDArray[]): number => arrays.reduce((n, { size }) => n + size, 0);
const nothing: Count = () => 0;
/** One for each element that is read. */
const ofInput: Count = ([x]) => x.size;
const ofEachInput =
  (n: number): Count =>
  ([x]) =>
    n * x.size;

/** y = x·Wᵀ + b, with W along the last axis of x: 2·in for each output, and one for its bias. */
const affine: Count = ([x, , bias], [y]) => y.size * (2 * lastOf(x) + Number(bias !== undefined));

/** 2·(in/groups)·Πk for each output, and one for its bias. */
const convolution: Count = ([, w, bias], [y]) => y.size * ((2 * w.size) / w.shape[0] + Number(bias !== undefined));

const pool: Count = ([x], [y], params) => {
  const { rows, cols } = params as { readonly rows: Spans; readonly cols: Spans };
  const planes = y.size / (rows.start.length * cols.start.length);
  return x.size === 0 ? 0 : planes * lengthOf(rows) * lengthOf(cols);
};

interface Spans {
  readonly start: readonly number[];
  readonly end: readonly number[];
  readonly step: number;
}

/** Elementwise operations and views are told by their rules; these are the others. */
const counts: Readonly<Record<string, Count>> = {
  // products
  matmul: ([x], [y]) => 2 * y.size * lastOf(x),
  affine,
  convolution,
  transposedConvolution: ([y, w]) => (2 * y.size * w.size) / w.shape[0],
  correlation: ([, y], [w]) => (2 * w.size * y.size) / y.shape[1],
  recurrence: ([x, w], outputs) => 2 * (x.size / lastOf(x)) * w.size + 2 * sizes(outputs),
  // reductions and scans
  sum: ofInput,
  mean: ofInput,
  prod: ofInput,
  max: ofInput,
  min: ofInput,
  argmax: ofInput,
  argmin: ofInput,
  all: ofInput,
  any: ofInput,
  cumulativeSum: ofInput,
  cumulativeProd: ofInput,
  maxPool: pool,
  averagePool: pool,
  // largest element, difference, exponential, sum, quotient
  softmax: ofEachInput(5),
  maskedSoftmax: ofEachInput(5),
  logSoftmax: ofEachInput(5),
  logSumExp: ofEachInput(4),
  // mean, difference, square, mean, quotient, scale, shift
  standardize: ofEachInput(7),
  // elements that move
  addAt: nothing,
  astype: nothing,
  complex: nothing,
  concat: nothing,
  diag: nothing,
  imag: nothing,
  mergeHeads: nothing,
  oneHot: nothing,
  pad: nothing,
  positive: nothing,
  real: nothing,
  slice: nothing,
  splitHeads: nothing,
  take: nothing,
  takeAlongAxis: nothing,
  triangle: nothing,
  with: nothing,
};

/** Evaluates as the interpreter outside would, and counts what that takes. */
export class FlopCounter implements Interpreter {
  flops = 0;
  /** Bytes of all results, without those that share their input's memory. */
  bytes = 0;
  /** Operations that are counted as one for each element of their results, because nothing else is known of them. */
  readonly unknown: Set<string> = new Set();
  /** How often such an operation came. */
  guesses = 0;
  private readonly outer: Interpreter | null = currentInterpreter();

  process<P>(p: Primitive<P>, inputs: readonly NDArray[], params: P): NDArray {
    const output = interpretWith(this.outer, () => bind(p, inputs, params));
    if (p.view === undefined) this.note(p.name, p.batch as Batch, inputs, [output], params);
    return output;
  }

  processMany<P>(p: PrimitiveMany<P>, inputs: readonly NDArray[], params: P): NDArray[] {
    const outputs = interpretWith(this.outer, () => bindMany(p, inputs, params));
    this.note(p.name, p.batch, inputs, outputs, params);
    return outputs;
  }

  private note(
    name: string,
    batch: Batch,
    inputs: readonly NDArray[],
    outputs: readonly NDArray[],
    params: unknown,
  ): void {
    this.bytes += outputs.reduce((n, { size, type }) => n + size * 2 ** type.shift, 0);
    const count = Object.hasOwn(counts, name) ? counts[name] : undefined;
    if (count !== undefined) {
      this.flops += count(inputs, outputs, params);
      return;
    }
    this.flops += sizes(outputs);
    const isElementwise = Array.isArray(batch) && batch.every((axes) => axes === 0);
    if (isElementwise) return;
    this.unknown.add(name);
    this.guesses++;
  }
}

type Batch = BatchAxes | BatchRule<unknown> | undefined;

function lastOf({ shape }: NDArray): number {
  return shape[shape.length - 1] as number;
}

function lengthOf({ start, end, step }: Spans): number {
  return start.reduce((n, at, i) => n + Math.ceil((end[i] - at) / step), 0);
}
