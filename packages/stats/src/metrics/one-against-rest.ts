import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { kindOf, requireArray, requireFloat, requireOptions } from "@linnet/core/extend";
import { requireNumbers, requireScores } from "./scores.js";

/** Options of metrics of one class against the rest, for several classes. */
export interface OneAgainstRestOptions {
  /** The mean over classes, each against the rest: plain (default), or weighted by how often each is true. */
  readonly average?: "macro" | "weighted";
}

/** Scores of being of a class, and which examples are. */
export interface OneClass {
  readonly scores: ArrayLike<number>;
  readonly isOne: readonly boolean[];
  /** How many are, at least one. */
  readonly ones: number;
  /** How many are not, at least one. */
  readonly others: number;
}

/** A metric of one class against the rest, averaged where scores have a column for each of several. */
export function againstRest(
  op: string,
  scores: NDArray,
  target: NDArray,
  options: OneAgainstRestOptions | undefined,
  metric: (of: OneClass) => number,
): number {
  const { average = "macro" } = requireOptions<OneAgainstRestOptions>(op, options);
  if (average !== "macro" && average !== "weighted") {
    throw new ValueError(op, 'average must be "macro" or "weighted"', kindOf(average));
  }
  if (requireArray(op, "scores", scores).ndim !== 2) return metric(requireOneClass(op, scores, target));
  const { rows, labels, classes } = requireScores(op, scores, target);
  let sum = 0;
  let weights = 0;
  for (let c = 0; c < classes; c++) {
    const isOne = Array.from(labels, (label) => label === c);
    const own = Float64Array.from(isOne, (_, i) => rows[i * classes + c]);
    const one = counted(op, own, isOne, c);
    const weight = average === "weighted" ? one.ones : 1;
    sum += weight * metric(one);
    weights += weight;
  }
  return sum / weights;
}

/**
 * Scores of being of class 1.
 *
 * @throws {ShapeError} when there are not as many scores as targets, or none
 * @throws {ValueError} for scores that are NaN, labels other than 0 and 1, and when all or none are of class 1
 */
export function requireOneClass(op: string, scores: NDArray, target: NDArray): OneClass {
  const x = requireFloat(op, "scores", scores);
  requireArray(op, "target", target);
  if (x.ndim !== 1 || target.ndim !== 1 || x.size !== target.size || x.size === 0) {
    const shapes = { scores: x.shape, target: target.shape };
    throw new ShapeError(op, "scores must be [n] or [n, classes] and target [n], n ≥ 1", shapes);
  }
  const labels = Array.from(target.toTypedArray());
  const wrong = labels.find((label) => label !== 0 && label !== 1);
  if (wrong !== undefined) {
    const hint = "Give several classes one column of scores each.";
    throw new ValueError(op, "labels must be 0 or 1 beside one score", wrong, hint);
  }
  const isOne = labels.map((label) => label === 1);
  return counted(op, requireNumbers(op, "scores", x), isOne, 1);
}

/** Rows in order of falling scores, cut where the score changes: of each such threshold how many have it or more, of the class and not. */
export function thresholdsOf({ scores, isOne }: OneClass): {
  readonly thresholds: readonly number[];
  readonly hits: readonly number[];
  readonly alarms: readonly number[];
} {
  const order = Uint32Array.from(isOne, (_, i) => i).sort((i, j) => scores[j] - scores[i] || 0); // ∞ − ∞ are equal
  const [thresholds, hits, alarms]: [number[], number[], number[]] = [[], [], []];
  let hit = 0;
  order.forEach((row, seen) => {
    if (isOne[row]) hit++;
    if (seen + 1 < order.length && scores[order[seen + 1]] === scores[row]) return;
    thresholds.push(scores[row]);
    hits.push(hit);
    alarms.push(seen + 1 - hit);
  });
  return { thresholds, hits, alarms };
}

function counted(op: string, scores: ArrayLike<number>, isOne: readonly boolean[], label: number): OneClass {
  const ones = isOne.filter(Boolean).length;
  const others = isOne.length - ones;
  if (ones > 0 && others > 0) return { scores, isOne, ones, others };
  const got = `${ones} of ${isOne.length} of class ${label}`;
  throw new ValueError(op, "there must be examples of a class and others", got);
}
