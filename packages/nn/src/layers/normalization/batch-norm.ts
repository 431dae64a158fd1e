import { stopGradient } from "@linnet/autograd";
import {
  type Dim,
  type Float,
  type NDArray,
  type Shape,
  ShapeError,
  State,
  ValueError,
  add,
  astype,
  div,
  mul,
  ones,
  permuteDims,
  reshape,
  sqrt,
  sub,
  zeros,
} from "@linnet/core";
import { kindOf, requireFloat, requireOptions } from "@linnet/core/extend";
import type { Fit, Layer, Same } from "../../layer.js";
import { alongChannels, channelAffine, requireChannels } from "../../ops/channel-affine.js";
import { requireCount, requirePositiveNumber } from "../../require.js";
import { type Standardized, standardize } from "../../ops/standardize.js";
import type { Run } from "../../run.js";

/** Options of `BatchNorm.init`. */
export interface BatchNormOptions<D extends Float> {
  /** Scale and shift each channel by parameters. Default `true`. */
  readonly affine?: boolean;
  /** Share of a batch's statistics in the running ones. Default 0.1. */
  readonly momentum?: number;
  /** Added to each variance. Default 1e−5. */
  readonly epsilon?: number;
  /** Default `"float32"`. */
  readonly dtype?: D;
}

/**
 * Each channel, along axis 1, brought to mean 0 and variance 1 over the batch and all other axes, then scaled and shifted.
 *
 *     y = (x − mean) / √(variance + ε) · weight + bias
 *
 * In training the moments are those of the batch, and the running ones move towards them, the variance by its unbiased estimate:
 *
 *     running ← (1 − momentum)·running + momentum·batch
 *
 * In inference the moments are the running ones.
 *
 * @see Ioffe & Szegedy, *Batch normalization*, 2015; `docs/notes/normalization.md`
 */
export class BatchNorm<D extends Float = "float32"> implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  constructor(
    /** Shape `[channels]`, or `null` for no scale. */
    readonly weight: NDArray<D, readonly [number]> | null,
    /** Shape `[channels]`, or `null` for no shift. */
    readonly bias: NDArray<D, readonly [number]> | null,
    /** Shape `[channels]`. */
    readonly runningMean: State<NDArray<D, readonly [number]>>,
    /** Shape `[channels]`. */
    readonly runningVariance: State<NDArray<D, readonly [number]>>,
    readonly momentum = 0.1,
    /** ε */
    readonly epsilon = 1e-5,
  ) {}

  /**
   * Begins with weights 1, biases 0, means 0 and variances 1.
   *
   * @throws {ValueError} unless channels are a positive integer, momentum is in [0, 1] and ε is positive
   */
  static init<D extends Float = "float32">(channels: number, options?: BatchNormOptions<D>): BatchNorm<D> {
    const {
      affine = true,
      momentum = 0.1,
      epsilon = 1e-5,
      dtype = "float32" as D,
    } = requireOptions("BatchNorm.init", options); // D is so when it is left out
    requireCount("BatchNorm.init", "channels", channels);
    requirePositiveNumber("BatchNorm.init", "epsilon", epsilon);
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new ValueError("BatchNorm.init", "momentum must be in [0, 1]", kindOf(momentum));
    }
    const [shape, as] = [[channels] as readonly [number], { dtype }];
    const [mean, variance] = [new State(zeros(shape, as)), new State(ones(shape, as))];
    return affine
      ? new BatchNorm<D>(ones(shape, as), zeros(shape, as), mean, variance, momentum, epsilon)
      : new BatchNorm<D>(null, null, mean, variance, momentum, epsilon);
  }

  /**
   * @param x shape `[n, channels, …]`
   * @throws {ShapeError} for other channels, and in training for a single number a channel
   * @throws {DTypeError} for bool and complex
   */
  forward<S extends Shape>(x: NDArray<D, S>, run?: Run): NDArray<D, S> {
    return batchNormalized(this, x, run);
  }
}

function batchNormalized(layer: BatchNorm<any>, given: NDArray, run: Run | undefined): NDArray {
  const x = requireFloat("BatchNorm.forward", "x", given);
  const [mean, variance]: readonly NDArray[] = [layer.runningMean.value, layer.runningVariance.value];
  requireChannels("BatchNorm.forward", x, mean.shape[0]);
  if (run?.training !== true) {
    const deviation = alongChannels(sqrt(add(variance, layer.epsilon)), x.ndim);
    return channelAffine(div(sub(x, alongChannels(mean, x.ndim)), deviation), layer.weight, layer.bias);
  }
  const { shape }: { shape: readonly number[] } = x;
  const count = x.size / shape[1];
  if (count < 2) {
    const contract = "in training there must be more than one number for each channel";
    throw new ShapeError("BatchNorm.forward", contract, { x: shape });
  }
  const swapped = [1, 0, ...shape.slice(2).map((_, i) => i + 2)]; // its own inverse
  const channels: NDArray = permuteDims(x, swapped);
  const moments = standardize(reshape(channels, [shape[1], count]), { centred: true, epsilon: layer.epsilon });
  run.update(layer, moved(layer, moments, count));
  return channelAffine(permuteDims(reshape(moments.rows, channels.shape), swapped), layer.weight, layer.bias);
}

/** The running moments after a batch. */
function moved(
  { runningMean, runningVariance, momentum }: BatchNorm<any>,
  { means, variances }: Standardized,
  count: number,
): { runningMean: State; runningVariance: State } {
  const step = ({ value: running }: State, batch: NDArray): State => {
    const own = astype(reshape(stopGradient(batch), [-1]), running.dtype);
    return new State(add(mul(running, 1 - momentum), mul(own, momentum)));
  };
  const unbiased: NDArray = mul(variances, count / (count - 1));
  return { runningMean: step(runningMean, means), runningVariance: step(runningVariance, unbiased) };
}
