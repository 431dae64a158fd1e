import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { isNDArray, readNumbers } from "./numbers.js";

/** What each of n things is: a whole number or a word. */
export type Labels = NDArray | ArrayLike<number | string>;

/** Labels as indices into their distinct names. */
export interface Classes {
  readonly names: readonly string[];
  readonly index: Int32Array;
}

/** Colours and shapes together tell this many classes apart. */
const MOST_CLASSES = 50;

type Shapes = Readonly<Record<string, readonly number[]>>;

/**
 * Reads the classes of n things; numbers are sorted, words keep the order of their first appearance.
 *
 * @param of what has a label each, as an error says it
 * @param partner the shape of those things
 * @throws {ShapeError} unless there are `n` labels
 * @throws {ValueError} when a label is neither a finite number nor a word, or when there are more than fifty classes
 */
export function readClasses(op: string, labels: Labels, n: number, of = "a row of xy", partner?: Shapes): Classes {
  const values: ArrayLike<unknown> = isNDArray(labels) ? readNumbers(op, "labels", labels, 1).data : labels;
  if (values.length !== n) {
    const shapes = { labels: [values.length], ...(partner ?? { xy: [n, 2] }) };
    throw new ShapeError(op, `labels must have one label ${of}`, shapes);
  }
  const all = Array.from(values);
  for (const [i, label] of all.entries()) {
    if (typeof label === "string" || Number.isFinite(label)) continue;
    throw new ValueError(op, "labels must hold words or finite numbers", `${String(label)} at index ${i}`);
  }
  const distinct = [...new Set(all as (number | string)[])];
  if (distinct.length > MOST_CLASSES) {
    const hint = "Pass values on a scale as color instead.";
    throw new ValueError(op, `labels must name at most ${MOST_CLASSES} classes`, distinct.length, hint);
  }
  if (distinct.every((label) => typeof label === "number")) distinct.sort((a, b) => a - b);
  const position = new Map(distinct.map((label, i) => [label, i]));
  return { names: distinct.map(String), index: Int32Array.from(all, (label) => position.get(label as string) ?? 0) };
}

/** The names of `n` things: `labels` where given (their number is checked), else 0 … n−1. */
export function readNames(
  op: string,
  name: string,
  labels: ArrayLike<number | string> | undefined,
  n: number,
): string[] {
  if (labels === undefined) return Array.from({ length: n }, (_, i) => String(i));
  if (labels.length === n) return Array.from(labels, String);
  throw new ShapeError(op, `${name} must have ${n} names, one each`, { [name]: [labels.length] });
}
