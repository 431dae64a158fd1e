import {
  type NDArray,
  type Random,
  array,
  concat,
  expandDims,
  mean,
  mul,
  slice,
  softplus,
  sum,
  take,
  zeros,
} from "@linnet/core";
import type { Layer, Run } from "@linnet/nn";

/** How often words are drawn as noise: their frequency to this power. */
const FLATTENING = 0.75;
const TABLE_SIZE = 100_000;

/**
 * Skip-gram with negative sampling: a word's vector is to tell the words around it from words drawn at random.
 *
 *     log σ(u_o·v_c) + Σₖ log σ(−u_k·v_c),  k drawn in proportion to frequency^¾
 *
 * @see Mikolov, Sutskever, Chen, Corrado & Dean, *Distributed representations of words and phrases and their
 *   compositionality*, 2013
 */
export class SkipGram implements Layer {
  constructor(
    /** v: the vectors that are wanted, shape `[words, features]`. */
    readonly words: NDArray,
    /** u: what words look like as neighbours, shape `[words, features]`. */
    readonly contexts: NDArray,
    /** int32: every word as often as it is drawn in `TABLE_SIZE` draws. */
    readonly noise: NDArray,
    readonly negatives: number,
  ) {}

  /** @param counts how often each word occurs in the text */
  static init(rng: Random, counts: readonly number[], features: number, negatives = 5): SkipGram {
    const range = { low: -0.5 / features, high: 0.5 / features, dtype: "float32" } as const;
    return new SkipGram(
      rng.uniform([counts.length, features], range),
      zeros([counts.length, features], { dtype: "float32" }),
      noiseTable(counts),
      negatives,
    );
  }

  /**
   * @param pairs int32 `[n, 2]`: a word and one near it
   * @returns u·v of the pairs and, in training, of words drawn at random, shape `[n, 1 + negatives]`
   */
  forward(pairs: NDArray, run?: Run): NDArray {
    const center: NDArray = take(this.words, slice(pairs, ":", 0));
    const near: NDArray = slice(pairs, ":", "1:2");
    const drawn = run?.training === true ? [near, this.draw(pairs.shape[0], run.rng)] : [near];
    const contexts: NDArray = take(this.contexts, concat(drawn, { axis: 1 }));
    return sum(mul(contexts, expandDims(center, 1)), { axis: 2 });
  }

  private draw(n: number, rng: Random): NDArray {
    return take(this.noise, rng.choice(this.noise.size, n * this.negatives)).reshape([n, this.negatives]);
  }
}

/** −log σ(first) − Σ log σ(−others), the mean over pairs; −log σ(z) = log(1 + e⁻ᶻ). */
export function negativeSampling(logits: NDArray): NDArray {
  const near: NDArray = slice(logits, ":", 0);
  const drawn: NDArray = slice(logits, ":", "1:");
  return mean(softplus(mul(near, -1)).add(sum(softplus(drawn), { axis: 1 })));
}

/** Every word with every other in its sentence: int32 `[n, 2]`. */
export function pairsOf(sentences: readonly (readonly number[])[]): NDArray {
  const pairs = sentences.flatMap((words) =>
    words.flatMap((word, i) => words.filter((_, j) => j !== i).flatMap((near) => [word, near])),
  );
  return array(Int32Array.from(pairs)).reshape([-1, 2]);
}

function noiseTable(counts: readonly number[]): NDArray {
  const shares = counts.map((count) => count ** FLATTENING);
  const scale = TABLE_SIZE / shares.reduce((a, b) => a + b, 0);
  return array(
    Int32Array.from(shares.flatMap((share, word) => new Array<number>(Math.round(share * scale)).fill(word))),
  );
}
