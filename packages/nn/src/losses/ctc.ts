import {
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  ShapeError,
  ValueError,
  add,
  arange,
  array,
  astype,
  div,
  less,
  logSumExp,
  maximum,
  neg,
  pad,
  permuteDims,
  slice,
  stack,
  takeAlongAxis,
  where,
  zeros,
} from "@linnet/core";
import { kindOf, requireFloat, requireOptions } from "@linnet/core/extend";
import { labelsOf } from "./class-labels.js";
import { type Sequences, lengthsOf, sequencesOf } from "./ctc-sequences.js";
import { type LossOptions, type ReducedTo, type Reduction, reducer } from "./reduction.js";

/** Options of `ctc`. */
export interface CtcOptions<R extends Reduction = Reduction> extends LossOptions<R> {
  /** The class that stands for no label. Default 0. */
  readonly blank?: number;
  /** Whether a sequence that its input is too short for costs 0 instead of ∞. Default false. */
  readonly zeroInfinity?: boolean;
}

/**
 * Connectionist temporal classification: minus the log-probability of a sequence of labels, whenever in a longer input they
 * occur.
 *
 *     ℓ = −log Σ_π ∏ₜ pₜ,πₜ   over all paths π that are the labels once repetitions are merged and blanks left out
 *
 * @param logProbabilities shape `[steps, n, classes]`, as `logSoftmax` gives them
 * @param targets labels `[n, longest]`, integers; of each row the first `targetLengths` count
 * @param inputLengths how many steps count, for each of the n
 * @param targetLengths how many labels count, for each of the n
 * @returns the mean of ℓ over the number of labels (PyTorch's), unless `reduction` says otherwise
 * @throws {ShapeError} when the shapes do not fit, and when there is nothing to average
 * @throws {DTypeError} when targets are not integers
 * @throws {IndexError} for a label that is no class, or the blank, with its place
 * @throws {ValueError} for lengths out of range, and for a blank that is no class
 * @remarks The forward algorithm in logarithms: O(steps·n·longest), a few operations a step, and derivatives of any order. The gradient is the one by
 *   log-probabilities; PyTorch's is already the one by the logits under a `logSoftmax`: through it, both are the same.
 * @see Graves, Fernández, Gomez & Schmidhuber, *Connectionist temporal classification*, ICML 2006
 */
export function ctc<D extends DType, S extends Shape, const R extends Reduction = "mean">(
  logProbabilities: NDArray<D, S>,
  targets: NDArray,
  inputLengths: readonly number[] | NDArray,
  targetLengths: readonly number[] | NDArray,
  options?: CtcOptions<R>,
): NDArray<Divided<D>, ReducedTo<readonly [S[1]], R>> {
  return ofPaths(logProbabilities, targets, inputLengths, targetLengths, options);
}

/** The logarithm that stands for that of 0: finite, so that no difference of two is NaN. */
const LOG_ZERO = -1e30;

function ofPaths(
  logProbabilities: NDArray,
  targets: NDArray,
  inputLengths: readonly number[] | NDArray,
  targetLengths: readonly number[] | NDArray,
  options: CtcOptions | undefined,
): NDArray {
  const { blank = 0, zeroInfinity = false } = requireOptions<CtcOptions>("ctc", options);
  const x = requireFloat("ctc", "logProbabilities", logProbabilities);
  const labels = labelsOf("ctc", targets);
  const shapes = { logProbabilities: x.shape as readonly number[], targets: labels.shape as readonly number[] };
  if (x.ndim !== 3 || labels.ndim !== 2 || labels.shape[0] !== x.shape[1]) {
    throw new ShapeError("ctc", "logProbabilities must be [steps, n, classes] and targets [n, longest]", shapes);
  }
  const [steps, n, classes] = shapes.logProbabilities;
  if (!(Number.isInteger(blank) && blank >= 0 && blank < classes)) {
    throw new ValueError("ctc", `blank must be a class in [0, ${classes - 1}]`, kindOf(blank));
  }
  const reduce = reducer("ctc", options, [n], shapes);
  const ran = lengthsOf("inputLengths", inputLengths, n, [1, steps]);
  const told = lengthsOf("targetLengths", targetLengths, n, [0, shapes.targets[1]]);
  const sequences = sequencesOf(labels, told, { blank, classes });
  if (n === 0) return reduce.of(zeros([0], { dtype: x.dtype }));
  const cost = forward(reduce.kept(permuteDims(x, [1, 0, 2])), sequences, ran);
  const isPossible: NDArray = less(cost, -LOG_ZERO / 2);
  const losses = reduce.kept(where(isPossible, cost, zeroInfinity ? 0 : Number.POSITIVE_INFINITY));
  if (reduce.reduction !== "mean") return reduce.of(losses);
  const labelCounts = array(told.map((length) => Math.max(length, 1)));
  return reduce.of(div(losses, astype(labelCounts, losses.dtype)));
}

/**
 * −log Σ over paths, by α(t, s) = p(t, s)·(α(t−1, s) + α(t−1, s−1) + α(t−1, s−2) where that may be skipped to) in logarithms.
 *
 * @param x `[n, steps, classes]`
 * @param lengths steps that count
 */
function forward(x: NDArray, { states, skips, ends, areEnds }: Sequences, lengths: readonly number[]): NDArray {
  const emitted: NDArray = maximum(takeAlongAxis(x, states, { axis: 2 }), LOG_ZERO);
  const [, steps, width]: readonly number[] = emitted.shape;
  const isStart = less(arange(width), 2) as NDArray;
  let alpha: NDArray = where(isStart, slice(emitted, ":", 0), LOG_ZERO);
  for (let t = 1; t < steps; t++) {
    const ways = width === 1 ? [alpha] : [alpha, later(alpha, 1), where(skips, later(alpha, 2), LOG_ZERO) as NDArray];
    const next: NDArray = add(logSumExp(stack(ways), { axis: 0 }), slice(emitted, ":", t));
    const isRunning: NDArray = array(lengths.map((length) => [t < length]));
    alpha = where(isRunning, next, alpha);
  }
  const last: NDArray = where(areEnds, takeAlongAxis(alpha, ends, { axis: 1 }), LOG_ZERO);
  return neg(logSumExp(last, { axis: 1 }));
}

/** Each state's logarithm some states later. */
function later(alpha: NDArray, by: number): NDArray {
  const borders: readonly (readonly [number, number])[] = [
    [0, 0],
    [by, 0],
  ];
  return pad(slice(alpha, ":", `:-${by}`), borders as [[number, number], [number, number]], { value: LOG_ZERO });
}
