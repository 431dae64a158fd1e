import { stopGradient } from "@linnet/autograd";
import {
  NDArray,
  type Shape,
  ShapeError,
  State,
  ValueError,
  astype,
  div,
  matmul,
  matrixTranspose,
  mul,
  reshape,
  slice,
  sum,
} from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { svd } from "@linnet/linalg";
import type { Fit, InOf, Layer, OutOf } from "../layer.js";
import { normalize } from "../ops/similarity.js";
import { forwardPart } from "../part.js";
import type { Run } from "../run.js";
import { withFields } from "../tree-nodes.js";

/** A layer with weights `[out, …]`. */
export interface Weighted extends Layer {
  readonly weight: NDArray;
}

/**
 * A layer whose weights, as a matrix `[out, …]`, are divided by their largest singular value: a map that stretches nothing by more
 * than 1.
 *
 *     W / σ,  σ = uᵀ·W·v
 *
 * @remarks u and v are `State`. A step of training moves them by one power iteration, v ← Wᵀu/‖Wᵀu‖, u ← Wv/‖Wv‖, which keeps up
 *   with weights that change little: the error of σ shrinks by (σ₂/σ₁)² a step. Derivatives take u and v as constants, as the
 *   derivative of the largest singular value does.
 * @see Miyato, Kataoka, Koyama & Yoshida, *Spectral normalization for generative adversarial networks*, 2018, algorithm 1
 */
export class SpectralNorm<L extends Weighted> implements Layer {
  declare readonly fits?: Fit<InOf<L>, OutOf<L, InOf<L>>>;

  constructor(
    readonly layer: L,
    /** u, shape `[out]`, of length 1. */
    readonly left: State,
    /** v, of as many numbers as an output has weights, of length 1. */
    readonly right: State,
  ) {}

  forward<Batch extends Shape>(
    x: NDArray<any, readonly [...Batch, InOf<L>]>,
    run?: Run,
  ): NDArray<any, readonly [...Batch, OutOf<L, InOf<L>>]> {
    return normalized(this, x, run);
  }
}

/**
 * The layer with weights divided by their largest singular value, which is found by an SVD here and followed by power iteration in
 * training.
 *
 * @param layer with a field `weight` of shape `[out, …]`: `Linear`, or a convolution
 * @throws {ValueError} for a layer without weights, and for weights that are all 0, or not finite
 * @throws {ShapeError} for weights of fewer than two axes
 * @example
 * const critic = sequential(spectralNorm(Linear.init(rng, 64, 128)), new LeakyRelu(0.2), spectralNorm(Linear.init(rng, 128, 1)));
 */
export function spectralNorm<L extends Weighted>(layer: L): SpectralNorm<L> {
  const matrix = matrixOf("spectralNorm", layer);
  const { U, S, Vh }: { U: NDArray; S: NDArray; Vh: NDArray } = svd(matrix);
  if (!(S.size > 0 && slice(S, 0).item() > 0)) {
    throw new ValueError(
      "spectralNorm",
      "weights must not all be 0",
      `weight [${layer.weight.shape.join(", ")}] of zeros`,
    );
  }
  const { dtype } = layer.weight;
  const [left, right]: NDArray[] = [slice(U, ":", 0), slice(Vh, 0)].map((vector: NDArray) => astype(vector, dtype));
  return new SpectralNorm<L>(layer, new State(left), new State(right));
}

function normalized(norm: SpectralNorm<any>, x: NDArray, run: Run | undefined): NDArray {
  const { layer }: { layer: Weighted } = norm;
  const matrix = matrixOf("SpectralNorm.forward", layer);
  let [left, right]: NDArray[] = [norm.left.value, norm.right.value];
  if (run?.training === true) {
    const fixed = stopGradient(matrix);
    right = normalize(matmul(matrixTranspose(fixed), left) as NDArray);
    left = normalize(matmul(fixed, right) as NDArray);
    run.update(norm, { left: new State(left), right: new State(right) });
  }
  const sigma: NDArray = sum(mul(left, matmul(matrix, right)));
  return forwardPart("layer", withFields(layer, { weight: div(layer.weight, sigma) }), x, run);
}

function matrixOf(op: string, layer: Weighted): NDArray {
  const weight: NDArray | undefined = (layer as Weighted | undefined)?.weight;
  if (!(weight instanceof NDArray)) throw new ValueError(op, "layer must have a weight", kindOf(weight));
  if (weight.ndim < 2) throw new ShapeError(op, "weight must be [out, …]", { weight: weight.shape });
  return reshape(weight, [weight.shape[0], -1]);
}
