import {
  type Dim,
  type Float,
  type NDArray,
  type Random,
  type Shape,
  ValueError,
  add,
  gelu,
  relu,
  reshape,
} from "@linnet/core";
import { kindOf, requireNdim, requireOptions } from "@linnet/core/extend";
import type { Fit, Layer } from "../../layer.js";
import { callPart, forwardPart } from "../../part.js";
import type { Run } from "../../run.js";
import { Linear } from "../linear.js";
import { LayerNorm } from "../normalization/layer-norm.js";
import { drop } from "../../ops/drop.js";
import { type AttentionMasks, MultiHeadAttention } from "./multi-head.js";
import { requireShare } from "./scaled-dot-product.js";

export interface TransformerEncoderLayerOptions<D extends Float> {
  /** Features between the two linear maps. Default `4·embed`. */
  readonly feedForward?: number;
  readonly activation?: "relu" | "gelu";
  /** Normalize before each part and not after the sum, which trains without a warm-up. Default `false`. */
  readonly normFirst?: boolean;
  /** Position t looks at positions s ≤ t only. Default `false`. */
  readonly causal?: boolean;
  /** Share of the weights, of the hidden features and of what each part adds that is dropped while training. Default 0. */
  readonly dropout?: number;
  /** Dtype of the parameters. Default `"float32"`. */
  readonly dtype?: D;
}

/**
 * Self-attention and a network of two linear maps, each added to its input, and normalized.
 *
 *     u = norm₁(x + attention(x)),   y = norm₂(u + W₂·f(W₁·u))       (normFirst: u = x + attention(norm₁(x)), y = u + W₂·f(W₁·norm₂(u)))
 *
 * @remarks Fields are named as those of torch's layer, in camel case.
 * @see Vaswani et al., *Attention is all you need*, 2017; Xiong et al., *On layer normalization in the transformer architecture*, 2020
 * @example
 * const layer = TransformerEncoderLayer.init(random(0), 128, 4, { normFirst: true });
 * layer.forward(x); // x [16, 64, 128] → [16, 64, 128]
 */
export class TransformerEncoderLayer<E extends Dim, D extends Float = "float32"> implements Layer {
  declare readonly fits?: Fit<E, E>;

  constructor(
    readonly selfAttn: MultiHeadAttention<E, D>,
    readonly linear1: Linear<E, Dim, D>,
    readonly linear2: Linear<Dim, E, D>,
    readonly norm1: LayerNorm<E, D>,
    readonly norm2: LayerNorm<E, D>,
    readonly activation: "relu" | "gelu" = "relu",
    readonly normFirst: boolean = false,
    readonly dropout: number = 0,
  ) {}

  /**
   * @param rng stream of random numbers
   * @param embed features of inputs and outputs
   * @param heads must divide `embed`
   * @throws {ValueError} for lengths that are none, heads that do not divide them, or a dropout outside [0, 1)
   */
  static init<E extends Dim, D extends Float = "float32">(
    rng: Random,
    embed: E,
    heads: number,
    options?: TransformerEncoderLayerOptions<D>,
  ): TransformerEncoderLayer<E, D> {
    const op = "TransformerEncoderLayer.init";
    const {
      feedForward = 4 * embed,
      activation = "relu",
      normFirst = false,
      causal = false,
      dropout = 0,
      dtype = "float32" as D, // D is so when it is left out
    } = requireOptions(op, options);
    requireShare(op, dropout);
    if (activation !== "relu" && activation !== "gelu") {
      throw new ValueError(op, 'activation must be "relu" or "gelu"', kindOf(activation));
    }
    return new TransformerEncoderLayer<E, D>(
      MultiHeadAttention.init(rng, embed, heads, { causal, dropout, dtype }),
      Linear.init(rng, embed, feedForward, { dtype }),
      Linear.init(rng, feedForward, embed, { dtype }),
      LayerNorm.init(embed, { dtype }),
      LayerNorm.init(embed, { dtype }),
      activation,
      normFirst,
      dropout,
    );
  }

  /** @param x shape `[…, T, embed]` @returns the same shape @throws {ShapeError} for other features */
  forward<S extends Shape>(x: NDArray<D, readonly [...S, E]>, run?: Run): NDArray<D, readonly [...S, E]> {
    return encode(this, x, {}, run);
  }

  /** As `forward`, with masks. @throws {DTypeError} for masks of another dtype */
  encode<S extends Shape>(
    x: NDArray<D, readonly [...S, E]>,
    masks: AttentionMasks,
    run?: Run,
  ): NDArray<D, readonly [...S, E]> {
    return encode(this, x, masks, run);
  }
}

type Parts = TransformerEncoderLayer<Dim, Float>;

function encode(layer: Parts, x: NDArray, masks: AttentionMasks, run: Run | undefined): NDArray {
  requireNdim("TransformerEncoderLayer.forward", "x", x, 2);
  const normalized = (name: "norm1" | "norm2", y: NDArray): NDArray => forwardPart(name, layer[name], y, run);
  const attended = (y: NDArray): NDArray =>
    drop(
      callPart("selfAttn", layer.selfAttn, run, (): NDArray => layer.selfAttn.attend(y, masks, run)),
      layer.dropout,
      run,
    );
  if (layer.normFirst) {
    const u: NDArray = add(x, attended(normalized("norm1", x)));
    return add(u, feedForward(layer, normalized("norm2", u), run));
  }
  const u = normalized("norm1", add(x, attended(x)));
  return normalized("norm2", add(u, feedForward(layer, u, run)));
}

/** W₂·f(W₁·x + b₁) + b₂, all rows in one product. */
function feedForward({ linear1, linear2, activation, dropout }: Parts, x: NDArray, run: Run | undefined): NDArray {
  const rows = reshape(x, [-1, x.shape[x.ndim - 1]]);
  const hidden: NDArray = forwardPart("linear1", linear1, rows, run);
  const active = drop(activation === "relu" ? relu(hidden) : gelu(hidden), dropout, run);
  return drop(reshape(forwardPart("linear2", linear2, active, run), x.shape), dropout, run);
}
