import { type NDArray, type Random, array, cumulativeSum, searchsorted, slice, softmax } from "@linnet/core";
import {
  Embedding,
  type Layer,
  LayerNorm,
  Linear,
  Sequential,
  SinusoidalPositions,
  TransformerEncoderLayer,
  crossEntropy,
  predict,
} from "@linnet/nn";

export interface TransformerOptions {
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
 * @returns a layer of characters, int32 `[n, time]`, to logits of the character after each, `[n, time, alphabet]`
 * @see Vaswani et al., *Attention is all you need*, 2017; Radford et al., *Improving language understanding by generative
 *   pre-training*, 2018
 */
export function transformer(rng: Random, { alphabet, features, heads, depth, dropout = 0 }: TransformerOptions): Layer {
  const options = { normFirst: true, causal: true, activation: "gelu", dropout } as const;
  return new Sequential<readonly Layer[]>([
    Embedding.init(rng, alphabet, features),
    new SinusoidalPositions(),
    ...Array.from({ length: depth }, () => TransformerEncoderLayer.init(rng, features, heads, options)),
    LayerNorm.init(features),
    Linear.init(rng, features, alphabet),
  ]);
}

/** Mean −log p of the next characters. @param logits `[n, time, alphabet]` @param next int32 `[n, time]` */
export function nextCharacterLoss(logits: NDArray, next: NDArray): NDArray {
  return crossEntropy(logits, next, { axis: -1 });
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
