import { ShapeError, ValueError } from "@linnet/core";
import { type Labels, readNames } from "./classes.js";
import { type Matrix, type Vector, isNDArray, readNumbers, requireLength } from "./numbers.js";

/** Scores of being of a class: one classifier's, several classifiers' by name, or a column for each of several classes `[n, k]`. */
export type Scores = Vector | Readonly<Record<string, Vector>> | Matrix;

/** What charts of scores take to know which examples are of which class. */
export interface TargetOptions {
  /** The label of the class that scores are of, where labels are not 0 and 1. @defaultValue 1 */
  readonly positive?: number | string;
  /** Names of the columns of a matrix of scores, 0, 1, 2, … by default: what `target` holds, or in the order of its indices. */
  readonly classNames?: ArrayLike<number | string>;
}

/** Scores and truths of one curve. */
export interface ScoredClass {
  /** Empty for the only one. */
  readonly name: string;
  readonly scores: Float64Array;
  /** 1 for examples of the class, else 0; some of both. */
  readonly isOne: Int32Array;
}

/** Colours and dashes together tell this many curves apart. */
const MOST_CURVES = 50;

/**
 * @returns a curve for each classifier or class, and notes about classes without examples
 * @throws {ShapeError} when scores have not one or two axes, or there is not a label an example
 * @throws {ValueError} for scores that are NaN, labels that are no class, all or no examples of a class, and more than fifty curves
 */
export function readScores(
  op: string,
  scores: Scores,
  target: Labels,
  options: TargetOptions,
): { curves: ScoredClass[]; notes: string[] } {
  if (isColumns(scores)) return againstRest(op, scores, target, options);
  const named = isNDArray(scores) || Array.isArray(scores) || ArrayBuffer.isView(scores) ? { "": scores } : scores;
  const entries = typeof named === "object" && named !== null ? Object.entries(named) : [];
  requireCount(op, entries.length);
  let truths: Int32Array | undefined;
  const curves = entries.map(([name, values]): ScoredClass => {
    const read = readNumbers(op, name || "scores", values, 1);
    requireNumbers(op, name || "scores", read.data);
    truths ??= positives(op, target, options.positive, read.data.length);
    requireLength(op, name || "scores", read, "target", truths.length);
    return { name, scores: read.data, isOne: truths };
  });
  return { curves, notes: [] };
}

function againstRest(op: string, scores: Matrix, target: Labels, { classNames }: TargetOptions) {
  const { shape, data } = readNumbers(op, "scores", scores, 2);
  requireNumbers(op, "scores", data);
  const [n, k] = shape;
  requireCount(op, k);
  const names = readNames(op, "classNames", classNames, k);
  const labels = readLabels(op, target, n);
  const index = labels.map((label, i) => {
    const found = typeof label === "string" ? names.indexOf(label) : label;
    if (Number.isInteger(found) && found >= 0 && found < k) return found;
    const hint = "Numbers are indices of columns of scores; words are among classNames.";
    throw new ValueError(
      op,
      `target must hold the ${k} classes of scores`,
      `${JSON.stringify(label)} at index ${i}`,
      hint,
    );
  });
  const all = names.map((name, c): ScoredClass => ({
    name,
    scores: Float64Array.from({ length: n }, (_, i) => data[i * k + c]),
    isOne: Int32Array.from(index, (own) => (own === c ? 1 : 0)),
  }));
  const curves = all.filter(({ isOne }) => isOne.includes(1) && isOne.includes(0));
  if (curves.length === 0) throw new ValueError(op, "target must hold two classes", `${String(labels[0])} only`);
  const lost = all.filter(({ isOne }) => !isOne.includes(1)).map(({ name }) => name);
  const note = `${lost.length === 1 ? "A class has" : "Classes have"} no examples and no curve: ${lost.join(", ")}.`;
  return { curves, notes: lost.length > 0 ? [note] : [] };
}

function positives(op: string, target: Labels, positive: number | string | undefined, n: number): Int32Array {
  const labels = readLabels(op, target, n);
  const other = positive === undefined ? labels.findIndex((label) => label !== 0 && label !== 1) : -1;
  if (other >= 0) {
    const hint = "Say which label is of the class: { positive: … }.";
    throw new ValueError(op, "target must hold 0 and 1", `${JSON.stringify(labels[other])} at index ${other}`, hint);
  }
  const isOne = Int32Array.from(labels, (label) => (label === (positive ?? 1) ? 1 : 0));
  const ones = isOne.reduce((sum, one) => sum + one, 0);
  if (ones > 0 && ones < isOne.length) return isOne;
  throw new ValueError(op, "target must hold examples of the class and others", `${ones} of ${isOne.length}`);
}

/** @throws {ShapeError} unless there are `n` labels @throws {ValueError} for what is neither a finite number nor a word */
function readLabels(op: string, target: Labels, n: number): (number | string)[] {
  const values = isNDArray(target) ? Array.from(readNumbers(op, "target", target, 1).data) : Array.from(target);
  if (values.length !== n) {
    throw new ShapeError(op, "target must have one label an example", { target: [values.length], scores: [n] });
  }
  const bad = values.findIndex((label) => typeof label !== "string" && !Number.isFinite(label));
  if (bad < 0) return values;
  throw new ValueError(op, "target must hold words or finite numbers", `${String(values[bad])} at index ${bad}`);
}

function requireCount(op: string, count: number): void {
  if (count > 0 && count <= MOST_CURVES) return;
  throw new ValueError(op, `scores must be of 1 to ${MOST_CURVES} classifiers or classes`, count);
}

/** Infinite scores have a rank; NaN has none. */
function requireNumbers(op: string, name: string, data: Float64Array): void {
  const bad = data.findIndex(Number.isNaN);
  if (bad >= 0) throw new ValueError(op, `${name} must not be NaN`, `NaN at index ${bad}`);
}

function isColumns(scores: Scores): scores is Matrix {
  if (isNDArray(scores)) return scores.ndim !== 1;
  const first: unknown = Array.isArray(scores) ? scores[0] : undefined;
  return Array.isArray(first) || ArrayBuffer.isView(first);
}
