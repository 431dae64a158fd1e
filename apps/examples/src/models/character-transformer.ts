import {
  type NDArray,
  type Random,
  array,
  cumulativeSum,
  reshape,
  searchsorted,
  slice,
  softmax,
  take,
} from "@linnet/core";
import {
  type Layer,
  LayerNorm,
  Linear,
  type Run,
  SinusoidalPositions,
  TransformerEncoderLayer,
  crossEntropy,
  predict,
} from "@linnet/nn";

export interface CharacterTransformerOptions {
  /** Different characters. */
  readonly alphabet: number;
  readonly features: number;
  readonly heads: number;
  readonly depth: number;
  readonly dropout?: number;
}

/**
 * A decoder in the manner of GPT: each position looks at itself and at what came before, and tells the next character.
 *
 * @see Vaswani et al., *Attention is all you need*, 2017; Radford et al., *Improving language understanding by generative
 *   pre-training*, 2018
 */
export class CharacterTransformer implements Layer {
  constructor(
    /** A vector for each character, shape `[alphabet, features]`. */
    readonly embedding: NDArray,
    readonly positions: SinusoidalPositions,
    readonly layers: readonly TransformerEncoderLayer<number>[],
    readonly norm: LayerNorm<number>,
    readonly head: Linear<number, number>,
  ) {}

  static init(rng: Random, options: CharacterTransformerOptions): CharacterTransformer {
    const { alphabet, features, heads, depth, dropout = 0 } = options;
    const layer = () =>
      TransformerEncoderLayer.init(rng, features, heads, {
        normFirst: true,
        causal: true,
        activation: "gelu",
        dropout,
      });
    return new CharacterTransformer(
      rng.normal([alphabet, features], { dtype: "float32" }),
      new SinusoidalPositions(),
      Array.from({ length: depth }, layer),
      LayerNorm.init(features),
      Linear.init(rng, features, alphabet),
    );
  }

  /** @param x int32 `[n, time]` @returns logits of the character after each, shape `[n, time, alphabet]` */
  forward(x: NDArray, run?: Run): NDArray {
    const embedded = this.positions.forward(take(this.embedding, x));
    const y = this.layers.reduce((h: NDArray, layer) => layer.forward(h, run), embedded);
    return this.head.forward(this.norm.forward(y));
  }
}

/** Mean −log p of the next characters. @param logits `[n, time, alphabet]` @param next int32 `[n, time]` */
export function nextCharacterLoss(logits: NDArray, next: NDArray): NDArray {
  return crossEntropy(reshape(logits, [-1, logits.shape[2]]), reshape(next, [-1]));
}

/** Windows of a text, and the same one character later: what `fit` takes. */
export function windows(codes: Int32Array, time: number, stride: number): { readonly x: NDArray; readonly y: NDArray } {
  const n = Math.floor((codes.length - 1 - time) / stride) + 1;
  const from = (offset: number): NDArray => {
    const rows = Int32Array.from(
      { length: n * time },
      (_, i) => codes[Math.floor(i / time) * stride + (i % time) + offset],
    );
    return array(rows).reshape([n, time]);
  };
  return { x: from(0), y: from(1) };
}

/** Goes on with a text, a character at a time, each drawn from what the model expects after the last `time`. */
export function continued(model: Layer, start: readonly number[], length: number, time: number, rng: Random): number[] {
  const text = [...start];
  for (let i = 0; i < length; i++) {
    const x = array(Int32Array.from(text.slice(-time))).reshape([1, -1]) as NDArray;
    const chances = softmax(slice(predict(model, x), 0, -1)) as NDArray;
    text.push(searchsorted(cumulativeSum(chances), rng.uniform([1], { dtype: "float32" })).item());
  }
  return text;
}
