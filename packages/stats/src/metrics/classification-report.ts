import { type NDArray, ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { accuracy } from "./accuracy.js";
import { crossTable } from "./confusion-matrix.js";
import { f1, precision, recall } from "./precision-recall.js";

/** How well one class, or the classes on average, are told from the others. */
export interface ClassScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** How many examples are of the class. */
  readonly support: number;
}

/** Of every class, and of all. */
export interface ClassificationReport {
  readonly classes: readonly (ClassScores & { readonly name: string })[];
  readonly accuracy: number;
  /** Plain means over the classes that occur. */
  readonly macro: ClassScores;
  /** Means weighted by how often each is true. */
  readonly weighted: ClassScores;
  /** A table of them. */
  toString(): string;
}

/**
 * Precision, recall and F1 of every class that occurs, and their means.
 *
 * @param prediction class indices `[n]`, or scores `[n, classes]`
 * @param target class indices `[n]`
 * @param options `names` of the classes, in their order; their numbers when left out
 * @throws {ShapeError} when there are not as many predictions as targets, or none
 * @throws {ValueError} for labels that are no class index, and fewer names than classes
 * @remarks A class that was never predicted has a precision of 0, one that is never true a recall of 0.
 * @example
 * const report = classificationReport(array([0, 1, 1, 1]), array([0, 0, 1, 1]), { names: ["no", "yes"] });
 * report.classes[0].recall; // 0.5
 * console.log(report.toString());
 */
export function classificationReport(
  prediction: NDArray,
  target: NDArray,
  options?: { readonly names?: readonly string[] },
): ClassificationReport {
  const op = "classificationReport";
  const { names } = requireOptions<{ readonly names?: readonly string[] }>(op, options);
  const table = crossTable(op, prediction, target).toArray();
  if (names !== undefined && !(Array.isArray(names) && names.length >= table.length)) {
    const got = Array.isArray(names) ? `${names.length} for ${table.length} classes` : kindOf(names);
    throw new ValueError(op, "names must be a list with a name for each class", got);
  }
  const supports = table.map((row) => row.reduce((a, b) => a + b, 0));
  const [p, r, f] = [precision, recall, f1].map((metric) => metric(prediction, target, { average: "none" }).toArray());
  const occurs = (c: number): boolean => supports[c] > 0 || table.some((row) => row[c] > 0);
  const mean = (average: "macro" | "weighted"): ClassScores => ({
    precision: precision(prediction, target, { average }),
    recall: recall(prediction, target, { average }),
    f1: f1(prediction, target, { average }),
    support: target.size,
  });
  const report = {
    classes: supports.flatMap((support, c) =>
      occurs(c) ? [{ name: names?.[c] ?? String(c), precision: p[c], recall: r[c], f1: f[c], support }] : [],
    ),
    accuracy: accuracy(prediction, target),
    macro: mean("macro"),
    weighted: mean("weighted"),
  };
  return { ...report, toString: () => printed(report) };
}

function printed({ classes, accuracy, macro, weighted }: Omit<ClassificationReport, "toString">): string {
  const scored = (name: string, of: ClassScores): string[] => [
    name,
    ...[of.precision, of.recall, of.f1].map((v) => v.toFixed(3)),
    String(of.support),
  ];
  const rows = [
    ["", "precision", "recall", "f1", "support"],
    ...classes.map((of) => scored(of.name, of)),
    ["accuracy", "", "", accuracy.toFixed(3), String(macro.support)],
    scored("macro mean", macro),
    scored("weighted mean", weighted),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((word, column) => word.padStart(widths[column])).join("  ")).join("\n");
}
