import { type NDArray, ValueError, array } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { crossTable } from "./confusion-matrix.js";

/**
 * How several classes become one number: `"binary"` asks for one class only; `"macro"` takes the mean over classes, `"weighted"` weights it by how
 * often each is true, `"micro"` counts all classes together; `"none"` keeps one number a class.
 */
export type Average = "binary" | "macro" | "weighted" | "micro" | "none";

/** Options of `precision`, `recall` and `f1`. */
export interface ClassMetricOptions<A extends Average = Average> {
  /** Default `"binary"`. */
  readonly average?: A;
  /** The class that `"binary"` asks for. Default 1. */
  readonly positive?: number;
  /** What a ratio 0/0 is: of a class that was never predicted, or never true. Default 0. */
  readonly zeroDivision?: 0 | 1 | "throw";
}

/** One number, or one a class `[classes]`. */
export type Averaged<A extends Average> = A extends "none" ? NDArray<"float64", readonly [number]> : number;

/**
 * Share of those predicted to be of a class that are.
 *
 *     tp / (tp + fp)
 *
 * @param prediction class indices `[n]`, or scores `[n, classes]`
 * @param target class indices `[n]`
 * @throws {ShapeError} when there are not as many predictions as targets, or none
 * @throws {ValueError} for labels that are no class index, for more than two classes under `"binary"`, and where `zeroDivision` says so
 * @remarks Means are over the classes that occur, in the prediction or the target.
 */
export function precision<const A extends Average = "binary">(
  prediction: NDArray,
  target: NDArray,
  options?: ClassMetricOptions<A>,
): Averaged<A> {
  return measured("precision", prediction, target, options, ({ hits, predicted }) => [hits, predicted]) as Averaged<A>; // by its average
}

/**
 * Share of those of a class that are predicted to be.
 *
 *     tp / (tp + fn)
 *
 * @param prediction class indices `[n]`, or scores `[n, classes]`
 * @param target class indices `[n]`
 * @throws {ShapeError} when there are not as many predictions as targets, or none
 * @throws {ValueError} for labels that are no class index, for more than two classes under `"binary"`, and where `zeroDivision` says so
 * @remarks Means are over the classes that occur, in the prediction or the target.
 */
export function recall<const A extends Average = "binary">(
  prediction: NDArray,
  target: NDArray,
  options?: ClassMetricOptions<A>,
): Averaged<A> {
  return measured("recall", prediction, target, options, ({ hits, actual }) => [hits, actual]) as Averaged<A>; // by its average
}

/**
 * Harmonic mean of precision and recall.
 *
 *     2·tp / (2·tp + fp + fn)
 *
 * @param prediction class indices `[n]`, or scores `[n, classes]`
 * @param target class indices `[n]`
 * @throws {ShapeError} when there are not as many predictions as targets, or none
 * @throws {ValueError} for labels that are no class index, for more than two classes under `"binary"`, and where `zeroDivision` says so
 * @remarks Means are over the classes that occur, in the prediction or the target.
 */
export function f1<const A extends Average = "binary">(
  prediction: NDArray,
  target: NDArray,
  options?: ClassMetricOptions<A>,
): Averaged<A> {
  const ratio: Ratio = ({ hits, predicted, actual }) => [2 * hits, predicted + actual];
  return measured("f1", prediction, target, options, ratio) as Averaged<A>; // by its average
}

/** Of one class, or of several together. */
interface Counts {
  readonly hits: number;
  readonly predicted: number;
  readonly actual: number;
}

type Ratio = (counts: Counts) => readonly [number, number];

const averages: readonly unknown[] = ["binary", "macro", "weighted", "micro", "none"];

function measured(
  op: string,
  prediction: NDArray,
  target: NDArray,
  options: ClassMetricOptions | undefined,
  ratio: Ratio,
): number | NDArray {
  const { average = "binary", positive = 1, zeroDivision = 0 } = requireOptions<ClassMetricOptions>(op, options);
  if (!averages.includes(average)) {
    throw new ValueError(op, 'average must be "binary", "macro", "weighted", "micro" or "none"', kindOf(average));
  }
  if (zeroDivision !== 0 && zeroDivision !== 1 && zeroDivision !== "throw") {
    throw new ValueError(op, 'zeroDivision must be 0, 1 or "throw"', kindOf(zeroDivision));
  }
  const counts = countsOf(op, prediction, target);
  const value = (of: Counts, name: string): number => quotient(op, ratio(of), zeroDivision, name);
  if (average === "binary") return value(ofPositive(op, counts, positive), `class ${positive}`);
  if (average === "micro") return value(together(counts), "all classes");
  const each = counts.map((of, i) => (average === "none" || occurs(of) ? value(of, `class ${i}`) : 0));
  if (average === "none") return array(each);
  const weights = counts.map((of) => (average === "weighted" ? of.actual : Number(occurs(of))));
  const weighted = each.reduce((total, v, i) => total + weights[i] * v, 0);
  return weighted / weights.reduce((total, w) => total + w, 0);
}

function countsOf(op: string, prediction: NDArray, target: NDArray): readonly Counts[] {
  const table = crossTable(op, prediction, target).toArray();
  return table.map((row, i) => ({
    hits: row[i],
    predicted: table.reduce((total, other) => total + other[i], 0),
    actual: row.reduce((total, n) => total + n, 0),
  }));
}

function ofPositive(op: string, counts: readonly Counts[], positive: number): Counts {
  const labels = counts.flatMap((of, i) => (occurs(of) ? [i] : []));
  if (!(Number.isInteger(positive) && positive >= 0)) {
    throw new ValueError(op, "positive must be a class index", kindOf(positive));
  }
  if (labels.length <= 2 && labels.filter((label) => label !== positive).length <= 1) {
    return counts[positive] ?? { hits: 0, predicted: 0, actual: 0 };
  }
  const hint = 'Choose average: "macro", "weighted", "micro" or "none".';
  throw new ValueError(op, "classes must be two where one is asked for", `classes ${labels.join(", ")}`, hint);
}

function together(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (all, of) => ({
      hits: all.hits + of.hits,
      predicted: all.predicted + of.predicted,
      actual: all.actual + of.actual,
    }),
    { hits: 0, predicted: 0, actual: 0 },
  );
}

function occurs({ predicted, actual }: Counts): boolean {
  return predicted + actual > 0;
}

function quotient(
  op: string,
  [part, whole]: readonly [number, number],
  zeroDivision: 0 | 1 | "throw",
  name: string,
): number {
  if (whole > 0) return part / whole;
  if (zeroDivision !== "throw") return zeroDivision;
  throw new ValueError(op, "the ratio must not be 0/0", `none of ${name}`, "Choose zeroDivision: 0 or 1.");
}
