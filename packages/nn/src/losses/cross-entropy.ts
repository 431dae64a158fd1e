import {
  type DType,
  DTypeError,
  type Divided,
  IndexError,
  type NDArray,
  ShapeError,
  logSoftmax,
  max,
  mean,
  min,
  reshape,
  sub,
  takeAlongAxis,
} from "@linnet/core";
import { requireArray } from "@linnet/core/extend";

/**
 * Mean cross-entropy of class indices under softmax(logits).
 *
 *     (1/n) Σᵢ ( log Σⱼ exp zᵢⱼ − zᵢ,tᵢ ) = −(1/n) Σᵢ log softmax(zᵢ)ₜᵢ
 *
 * @param logits shape `[n, classes]`, before any softmax
 * @param targets int32 `[n]`, class indices
 * @returns a 0-d array
 * @throws {ShapeError} when the shapes do not fit
 * @throws {DTypeError} when targets are not integers
 * @throws {IndexError} for a class that the logits do not have
 * @remarks From logits, so that it neither overflows nor loses digits where softmax would.
 */
export function crossEntropy<D extends DType>(logits: NDArray<D>, targets: NDArray): NDArray<Divided<D>, readonly []> {
  return negativeLogLikelihood(logits, targets);
}

function negativeLogLikelihood(logits: NDArray, targets: NDArray): NDArray {
  const [n, classes] = requireFit(logits, targets);
  requireClasses(targets, classes);
  const own = reshape(targets.astype("int32"), [n, 1]);
  return sub(0, mean(takeAlongAxis(logSoftmax(logits, { axis: 1 }), own, { axis: 1 }))); // certainty costs 0, not −0
}

function requireFit(logits: NDArray, targets: NDArray): readonly [number, number] {
  requireArray("crossEntropy", "logits", logits);
  requireArray("crossEntropy", "targets", targets);
  const shapes = { logits: logits.shape, targets: targets.shape };
  if (logits.ndim !== 2 || targets.ndim !== 1 || logits.shape[0] !== targets.shape[0]) {
    throw new ShapeError("crossEntropy", "logits must be [n, classes] and targets [n]", shapes);
  }
  if (logits.shape[1] === 0) throw new ShapeError("crossEntropy", "there must be at least one class", shapes);
  if (logits.shape[0] === 0) throw new ShapeError("crossEntropy", "there must be at least one example", shapes);
  if (targets.type.kind !== "int" && targets.type.kind !== "uint") {
    throw new DTypeError(
      "crossEntropy",
      "targets must be class indices",
      { targets: targets.dtype },
      'Convert them: targets.astype("int32").',
    );
  }
  return [logits.shape[0], logits.shape[1]];
}

function requireClasses(targets: NDArray, classes: number): void {
  const [low, high] = [min(targets).item(), max(targets).item()];
  if (low < 0 || high >= classes) {
    throw new IndexError("crossEntropy", `targets must lie in [0, ${classes - 1}]`, low < 0 ? low : high);
  }
}
