import { type NDArray, ShapeError, ValueError, astype, moveaxis, notEqual, take, where } from "@linnet/core";
import { kindOf, normalizeAxis, requireArray, requireFloat, requireOptions, sameShape } from "@linnet/core/extend";
import { type LossOptions, type Reducer, type Reduction, reducer } from "./reduction.js";

/** Options of losses of classes. */
export interface ClassOptions<A extends number = number, R extends Reduction = Reduction> extends LossOptions<R> {
  /** The axis of the classes. Default 1. */
  readonly axis?: A;
  /** One number a class `[classes]`: multiplies the losses of its examples, and is what they count for in the mean. */
  readonly classWeights?: NDArray;
  /** A label whose examples count for nothing. Default: none. */
  readonly ignoreIndex?: number;
}

/** Scores of classes and their targets as they were found to fit, and how the losses are reduced. */
export interface ClassRows {
  /** The scores, their classes on the last axis. */
  readonly z: NDArray;
  readonly targets: NDArray;
  /** Whether the targets are distributions, their classes on the last axis. */
  readonly areDistributions: boolean;
  readonly classes: number;
  /** Of the losses. */
  readonly shape: readonly number[];
  readonly reduce: Reducer;
  /** Of the classes, in the dtype of the scores. */
  readonly weights: NDArray | null;
  readonly ignored: number | null;
}

const LABELS = "targets must have the shape of the scores without the axis of classes";
const OR_DISTRIBUTIONS = `${LABELS}, or be distributions of their shape`;

/**
 * Checks scores of classes, their targets, and the options that go with them.
 *
 * @param name of the scores in errors
 * @param distributions whether targets may be distributions
 * @throws {ShapeError} when the shapes do not fit, or there is no class
 * @throws {ValueError} for an `ignoreIndex` that is no integer
 */
export function requireClassRows(
  op: string,
  name: string,
  scores: NDArray,
  targets: NDArray,
  options: ClassOptions | undefined,
  distributions = false,
): ClassRows {
  const { axis = 1, classWeights, ignoreIndex } = requireOptions<ClassOptions>(op, options);
  const z = requireFloat(op, name, scores);
  requireArray(op, "targets", targets);
  const shapes = { [name]: z.shape as readonly number[], targets: targets.shape as readonly number[] };
  if (z.ndim === 0) throw new ShapeError(op, `${name} must have an axis of classes`, shapes);
  const along = normalizeAxis(op, z.ndim === 1 && options?.axis === undefined ? 0 : axis, z.ndim);
  const shape = (z.shape as readonly number[]).toSpliced(along, 1);
  const areDistributions = distributions && targets.ndim === z.ndim && sameShape(shapes.targets, shapes[name]);
  if (!areDistributions && !sameShape(shapes.targets, shape)) {
    throw new ShapeError(op, distributions ? OR_DISTRIBUTIONS : LABELS, shapes);
  }
  const classes: number = z.shape[along];
  if (classes === 0) throw new ShapeError(op, "there must be at least one class", shapes);
  if (ignoreIndex !== undefined && !Number.isInteger(ignoreIndex)) {
    throw new ValueError(op, "ignoreIndex must be an integer", kindOf(ignoreIndex));
  }
  const last = (x: NDArray): NDArray => (along === x.ndim - 1 ? x : moveaxis(x, along, -1));
  return {
    z: last(z),
    targets: areDistributions ? last(targets) : targets,
    areDistributions,
    classes,
    shape,
    reduce: reducer(op, options, shape, shapes),
    weights: classWeights === undefined ? null : astype(requireWeights(op, classWeights, classes), z.dtype),
    ignored: ignoreIndex ?? null,
  };
}

function requireWeights(op: string, classWeights: NDArray, classes: number): NDArray {
  const weights = requireFloat(op, "classWeights", classWeights);
  if (weights.ndim === 1 && weights.size === classes) return weights;
  throw new ShapeError(op, `classWeights must have one number for each of the ${classes} classes`, {
    classWeights: weights.shape,
  });
}

/** Which labels count, or `null` where all do. */
export function countedOf(labels: NDArray, ignored: number | null): NDArray | null {
  return ignored === null ? null : notEqual(labels, ignored);
}

/** Labels that can be looked up: where they do not count, class 0. */
export function findable(labels: NDArray, isCounted: NDArray | null): NDArray {
  return isCounted === null ? labels : where(isCounted, labels, 0);
}

/** The weight of each label's class; 0 where it does not count. */
export function ownWeights(weights: NDArray, labels: NDArray, isCounted: NDArray | null): NDArray {
  const own: NDArray = take(weights, findable(labels, isCounted));
  return isCounted === null ? own : where(isCounted, own, 0);
}
