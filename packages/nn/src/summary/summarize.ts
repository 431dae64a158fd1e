import { type DType, NDArray, type TreeLeaf, scope, treeArrays, treeLeaves, zeros } from "@linnet/core";
import { interpretWith, requireOptions, requireShape } from "@linnet/core/extend";
import type { Layer } from "../layer.js";
import { forwardModel } from "../part.js";
import { type Observer, inference } from "../run.js";
import { requireLayer } from "../require.js";
import { FlopCounter } from "./flops.js";

/** One part of a model in one pass. */
export interface LayerSummary {
  /** `model.layers[0]` */
  readonly path: string;
  /** The name of its class. */
  readonly layer: string;
  /** How many parts it is inside of. */
  readonly depth: number;
  /** Shapes of what it gives: mostly one. */
  readonly outputs: readonly (readonly number[])[];
  /** Numbers in its arrays of float or complex dtype, those of its parts among them. */
  readonly parameters: number;
  /** Bytes of all arrays that it makes, with its parts: what a training step keeps of it at most. */
  readonly activationBytes: number;
  /** Floating-point operations of one pass, with its parts; a product and a sum are two. */
  readonly flops: number;
  /** Whether some operation is among them of which only the size of its results is known. */
  readonly isEstimate: boolean;
}

/** A model in one pass. */
export interface ModelSummary {
  /** In the order of the pass, outer parts before inner ones. A part that runs twice has two rows. */
  readonly rows: readonly LayerSummary[];
  /** Numbers in parameters, each counted once, also where it is in two places. */
  readonly parameters: number;
  readonly parameterBytes: number;
  readonly activationBytes: number;
  readonly flops: number;
  /** Names of operations that are counted as one for each element of their results. */
  readonly estimated: readonly string[];
}

export interface SummarizeOptions {
  /** Of the input. Default that of the first parameter, `"float32"` where there is none. Indices are `"int32"`. */
  readonly dtype?: DType;
}

/**
 * What each part of a model gives and takes: shapes, parameters, memory and operations of one pass in inference.
 *
 * @param inputShape with the axis of examples: `[1, 784]`
 * @throws {ValueError} for what is no model; whatever a layer throws at such an input
 * @example
 * const { flops, rows } = summarize(model, [1, 784]);
 */
export function summarize(model: Layer, inputShape: readonly number[], options?: SummarizeOptions): ModelSummary {
  requireLayer("summarize", model);
  requireShape("summarize", inputShape);
  const leaves = treeLeaves(model);
  const { dtype = leaves[0]?.leaf.dtype ?? "float32" } = requireOptions("summarize", options);
  const counter = new FlopCounter();
  const watch = new Watch(counter);
  scope(() => {
    const x: NDArray = zeros(inputShape, { dtype });
    interpretWith(counter, () => forwardModel(model, x, { ...inference(), observer: watch }));
  });
  return {
    rows: watch.rows.map((row) => row as LayerSummary), // all of them were left
    parameters: sizeOf(leaves),
    parameterBytes: bytesOf(leaves),
    activationBytes: counter.bytes,
    flops: counter.flops,
    estimated: [...counter.unknown],
  };
}

/** What a part enters with, and what it leaves with. */
interface Open {
  readonly row: { -readonly [K in keyof LayerSummary]?: LayerSummary[K] };
  readonly bytes: number;
  readonly flops: number;
  readonly guesses: number;
}

class Watch implements Observer {
  readonly rows: Open["row"][] = [];
  private readonly open: (Open & { readonly segment: string })[] = [];

  constructor(private readonly counter: FlopCounter) {}

  enter(segment: string, layer: object): void {
    const { bytes, flops, guesses } = this.counter;
    const path = [...this.open.map((around) => around.segment), segment].join(".");
    const row = { path, layer: layer.constructor.name, depth: this.open.length, parameters: sizeOf(treeLeaves(layer)) };
    this.rows.push(row);
    this.open.push({ row, bytes, flops, guesses, segment });
  }

  leave(_layer: object, output: unknown): void {
    const opened = this.open.pop();
    if (opened === undefined) return;
    const { row, bytes, flops, guesses } = opened;
    row.outputs = treeArrays(output).map(({ leaf }) => leaf.shape as readonly number[]);
    row.activationBytes = this.counter.bytes - bytes;
    row.flops = this.counter.flops - flops;
    row.isEstimate = this.counter.guesses > guesses;
  }
}

function sizeOf(leaves: readonly TreeLeaf[]): number {
  return leaves.reduce((n, { leaf }) => n + leaf.size, 0);
}

function bytesOf(leaves: readonly TreeLeaf[]): number {
  return leaves.reduce((n, { leaf }) => n + leaf.size * 2 ** leaf.type.shift, 0);
}
