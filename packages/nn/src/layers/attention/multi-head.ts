import {
  DTypeError,
  type Dim,
  type Float,
  type IndexSpec,
  type NDArray,
  type Random,
  type Shape,
  ShapeError,
  ValueError,
  logicalAnd,
  reshape,
  slice,
  where,
  zeros,
} from "@linnet/core";
import { kindOf, requireArray, requireNdim, requireOptions, sameShape } from "@linnet/core/extend";
import { affine } from "../../ops/affine.js";
import { mergeHeads, splitHeads } from "../../ops/heads.js";
import type { Fit, Layer } from "../../layer.js";
import { forwardPart } from "../../part.js";
import type { Run } from "../../run.js";
import { Linear } from "../linear.js";
import { attentionWeights, requireShare, scaledDotProductAttention } from "./scaled-dot-product.js";

export interface MultiHeadAttentionOptions<D extends Float> {
  /** Add biases after the projections. Default `true`. */
  readonly bias?: boolean;
  /** Position t looks at positions s ≤ t only, unless a call says otherwise. Default `false`. */
  readonly causal?: boolean;
  /** Share of the weights that is dropped while training. Default 0. */
  readonly dropout?: number;
  /** Dtype of the parameters. Default `"float32"`. */
  readonly dtype?: D;
}

/** What a call of attention may look at. */
export interface AttentionMasks {
  /** Broadcasts to `[…, heads, T, S]`: bool, false where a query must not look at a key; or numbers added to the scores. */
  readonly mask?: NDArray;
  /** bool `[…, S]`: false for keys that are padding. The inverse of torch's `key_padding_mask`. */
  readonly keyMask?: NDArray;
  /** Default: what the layer was made with. */
  readonly causal?: boolean;
}

/**
 * Attention of several heads, each in a subspace of its own.
 *
 *     headᵢ = attention(q·Qᵢᵀ, k·Kᵢᵀ, v·Vᵢᵀ),   y = [head₁ … headₕ]·Oᵀ
 *
 * `forward(x)` is self-attention, so that the layer stands among others; `attend` takes keys and values of their own.
 *
 * @remarks Fields are named as torch's parameters are, in camel case: `inProjWeight` holds Q, K and V one below the other, as
 *   `in_proj_weight` does.
 * @see Vaswani et al., *Attention is all you need*, 2017, section 3.2.2
 * @example
 * const layer = MultiHeadAttention.init(random(0), 128, 4, { causal: true });
 * layer.forward(x); // x [16, 64, 128] → [16, 64, 128]
 */
export class MultiHeadAttention<E extends Dim, D extends Float = "float32"> implements Layer {
  declare readonly fits?: Fit<E, E>;

  constructor(
    /** Shape `[3·embed, embed]`: for queries, keys and values. */
    readonly inProjWeight: NDArray<D>,
    /** Shape `[3·embed]`, or `null`. */
    readonly inProjBias: NDArray<D> | null,
    readonly outProj: Linear<E, E, D>,
    readonly heads: number,
    readonly causal: boolean = false,
    readonly dropout: number = 0,
  ) {}

  /**
   * Draws Q, K, V from U(−c, c) with c = √(6 / (embed + 3·embed)), the variance that keeps signals and gradients even; biases are 0.
   *
   * @param rng stream of random numbers
   * @param embed features of inputs and outputs
   * @param heads must divide `embed`
   * @throws {ValueError} for lengths that are none, heads that do not divide them, or a dropout outside [0, 1)
   * @see Glorot & Bengio, *Understanding the difficulty of training deep feedforward neural networks*, 2010
   */
  static init<E extends Dim, D extends Float = "float32">(
    rng: Random,
    embed: E,
    heads: number,
    options?: MultiHeadAttentionOptions<D>,
  ): MultiHeadAttention<E, D> {
    const op = "MultiHeadAttention.init";
    const { bias = true, causal = false, dropout = 0, dtype = "float32" as D } = requireOptions(op, options); // D is so when it is left out
    requireShare(op, dropout);
    const outProj: Linear<E, E, D> = Linear.init(rng, embed, embed, { bias, dtype }); // checks rng and embed
    if (!Number.isInteger(heads) || heads < 1 || embed % heads !== 0) {
      throw new ValueError(op, `heads must be a positive integer that divides ${embed}`, kindOf(heads));
    }
    const c = Math.sqrt(6 / (4 * embed));
    const weight = rng.uniform([3 * embed, embed], { low: -c, high: c, dtype });
    const inBias = bias ? zeros([3 * embed], { dtype }) : null;
    return new MultiHeadAttention<E, D>(weight, inBias, outProj, heads, causal, dropout);
  }

  /** Self-attention. @param x shape `[…, T, embed]` @returns the same shape @throws {ShapeError} for other features */
  forward<S extends Shape>(x: NDArray<D, readonly [...S, E]>, run?: Run): NDArray<D, readonly [...S, E]> {
    return multiHead(this, x, x, x, {}, run);
  }

  /**
   * Attention of queries to keys; values are the keys, unless given.
   *
   * @param query shape `[…, T, embed]`
   * @param key shape `[…, S, embed]`
   * @param value shape `[…, S, embed]`
   * @returns shape `[…, T, embed]`
   * @throws {ShapeError} when the shapes do not fit
   * @throws {DTypeError} for masks of another dtype
   */
  attend<S extends Shape>(
    query: NDArray<D, readonly [...S, E]>,
    { key = query, value = key, ...masks }: { readonly key?: NDArray; readonly value?: NDArray } & AttentionMasks = {},
    run?: Run,
  ): NDArray<D, readonly [...S, E]> {
    return multiHead(this, query, key, value, masks, run);
  }

  /** The weights of each head, `[…, heads, T, S]`; nothing is dropped. */
  weights(query: NDArray<D>, { key = query, ...masks }: { readonly key?: NDArray } & AttentionMasks = {}): NDArray<D> {
    return weightsOf(this, query, key, masks);
  }
}

type Layers = MultiHeadAttention<Dim, Float>;

function multiHead(
  layer: Layers,
  query: NDArray,
  key: NDArray,
  value: NDArray,
  masks: AttentionMasks,
  run: Run | undefined,
): NDArray {
  const op = "MultiHeadAttention.forward";
  for (const [name, x] of Object.entries({ query, key, value })) requireFeatures(op, name, x, layer);
  const [q, k, v] = project(layer, [query, key, value]);
  const options = { ...masksOf(op, layer, masks, key), dropout: layer.dropout, run };
  const y = mergeHeads([scaledDotProductAttention(q, k, v, options)]);
  const { shape } = query;
  return reshape(forwardPart("outProj", layer.outProj, reshape(y, [-1, shape[shape.length - 1]]), run), y.shape);
}

function weightsOf(layer: Layers, query: NDArray, key: NDArray, masks: AttentionMasks): NDArray {
  const op = "MultiHeadAttention.weights";
  requireFeatures(op, "query", query, layer);
  requireFeatures(op, "key", key, layer);
  const [q, k] = project(layer, [query, key]);
  return attentionWeights(q, k, masksOf(op, layer, masks, key));
}

/** Heads of queries, keys and values; neighbours that are projections of one array are one product. */
function project({ inProjWeight, inProjBias, heads }: Layers, xs: readonly NDArray[]): NDArray[] {
  const embed = inProjWeight.shape[1];
  const projections: NDArray[] = [];
  for (let first = 0; first < xs.length;) {
    let end = first + 1;
    while (end < xs.length && xs[end] === xs[first]) end++;
    const rows: IndexSpec = `${first * embed}:${end * embed}`;
    const isAll = end - first === 3;
    const weight: NDArray = isAll ? inProjWeight : slice(inProjWeight, rows);
    const bias: NDArray | null = isAll || inProjBias === null ? inProjBias : slice(inProjBias, rows);
    projections.push(...splitHeads(affine(xs[first], weight, bias), end - first, heads));
    first = end;
  }
  return projections;
}

function requireFeatures(op: string, name: string, x: NDArray, { inProjWeight }: Layers): void {
  requireNdim(op, name, x, 2);
  const embed = inProjWeight.shape[1];
  if (x.shape[x.ndim - 1] === embed) return;
  throw new ShapeError(op, `${name} must have ${embed} features along its last axis`, { [name]: x.shape });
}

/** The masks as one that broadcasts to `[…, heads, T, S]`. */
function masksOf(
  op: string,
  layer: Layers,
  { mask, keyMask, causal = layer.causal }: AttentionMasks,
  key: NDArray,
): { readonly mask?: NDArray; readonly causal: boolean } {
  if (keyMask === undefined) return mask === undefined ? { causal } : { mask, causal };
  const shape: readonly number[] = requireArray(op, "keyMask", keyMask).shape;
  if (keyMask.dtype !== "bool") {
    throw new DTypeError(op, "keyMask must be bools", { keyMask: keyMask.dtype }, "Make it of a comparison.");
  }
  if (!sameShape(shape, key.shape.slice(0, -1))) {
    throw new ShapeError(op, "keyMask must have one bool for each key", { keyMask: shape, key: key.shape });
  }
  const keys: NDArray = reshape(keyMask, [...shape.slice(0, -1), 1, 1, shape[shape.length - 1]]);
  if (mask === undefined) return { mask: keys, causal };
  if (requireArray(op, "mask", mask).dtype === "bool") return { mask: logicalAnd(mask, keys), causal };
  return { mask: where(keys, mask, -Infinity), causal };
}
