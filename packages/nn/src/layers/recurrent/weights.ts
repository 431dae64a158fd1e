import { type Dim, type Float, type NDArray, type Random, ValueError, fromFunction, zeros } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { requireShare } from "../attention/scaled-dot-product.js";
import { requireStream } from "../../require.js";

export interface RecurrentOptions<D extends Float, Both extends boolean = boolean> {
  /** Layers, each of which reads the outputs of the one before. Default 1. */
  readonly layers?: number;
  /** A second pass from the last step to the first; outputs are those of both, side by side. Default `false`. */
  readonly bidirectional?: Both;
  /** Add biases to inputs and states. Default `true`. */
  readonly bias?: boolean;
  /** Share of the outputs that is dropped between layers while training. Default 0. */
  readonly dropout?: number;
  /** Dtype of the parameters. Default `"float32"`. */
  readonly dtype?: D;
}

/** Weights and biases by torch's names: `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`, `bias_hh_l0`, `…_l0_reverse`, `…_l1`. */
export interface RecurrentWeights<D extends Float> {
  readonly [name: `weight_${string}` | `bias_${string}`]: NDArray<D>;
}

/** Features that come out: those of a state, and twice as many (which types do not count) of both directions. */
export type Features<Hidden extends Dim, Both extends boolean> = Both extends true ? number : Hidden;

/** What a layer keeps of its options. */
export interface Wiring {
  readonly layers: number;
  readonly bidirectional: boolean;
  readonly dropout: number;
}

/** The ends of the names of the weights of a layer's directions. */
export function suffixes(layer: number, bidirectional: boolean): readonly string[] {
  return bidirectional ? [`l${layer}`, `l${layer}_reverse`] : [`l${layer}`];
}

/**
 * Draws all weights from U(−c, c) with c = 1/√hidden; biases are 0, but those of an LSTM's forget gate 1, so that it remembers.
 *
 * @throws {ValueError} for lengths and numbers of layers that are none, or a dropout outside [0, 1)
 * @see Gers, Schmidhuber & Cummins, *Learning to forget*, 2000
 */
export function drawWeights<D extends Float>(
  op: string,
  rng: Random,
  gates: number,
  inputs: number,
  hidden: number,
  options: RecurrentOptions<D> | undefined,
): readonly [RecurrentWeights<D>, Wiring] {
  const {
    layers = 1,
    bidirectional = false,
    bias = true,
    dropout = 0,
    dtype = "float32" as D, // D is so when it is left out
  } = requireOptions(op, options);
  requireStream(op, rng);
  for (const n of [inputs, hidden]) {
    if (!Number.isInteger(n) || n < 1) throw new ValueError(op, "features must be positive integers", kindOf(n));
  }
  if (!Number.isInteger(layers) || layers < 1) {
    throw new ValueError(op, "layers must be a positive integer", kindOf(layers));
  }
  requireShare(op, dropout);
  const c = 1 / Math.sqrt(hidden);
  const draw = (columns: number): NDArray<D> => rng.uniform([gates * hidden, columns], { low: -c, high: c, dtype });
  const weights: Record<string, NDArray<D>> = {};
  for (let layer = 0; layer < layers; layer++) {
    const columns = layer === 0 ? inputs : hidden * (bidirectional ? 2 : 1);
    for (const end of suffixes(layer, bidirectional)) {
      weights[`weight_ih_${end}`] = draw(columns);
      weights[`weight_hh_${end}`] = draw(hidden);
      if (!bias) continue;
      weights[`bias_ih_${end}`] = gates === 4 ? remembering(hidden, dtype) : zeros([gates * hidden], { dtype });
      weights[`bias_hh_${end}`] = zeros([gates * hidden], { dtype });
    }
  }
  return [weights, { layers, bidirectional, dropout }];
}

/** Biases of an LSTM's gates i, f, g, o. */
function remembering<D extends Float>(hidden: number, dtype: D): NDArray<D> {
  return fromFunction([4 * hidden], (i) => Number(i >= hidden && i < 2 * hidden), { dtype });
}
