import { type Grid, columnVector, distance, filled, product, transposed } from "../arithmetic/grid.js";
import type { Recorder } from "../story/recorder.js";
import { withLibrarySigns } from "./library-signs.js";

/** What a story of eigenvalues ends with. */
export interface Conclusion<T> {
  readonly A: Grid<T>;
  /** Eigenvectors in columns. */
  readonly V: Grid<T>;
  /** Eigenvalues on the diagonal. */
  readonly D: Grid<T>;
  readonly isSymmetric: boolean;
  readonly title?: string;
  readonly why?: string;
  /** Whether an iteration ended before it had its answer. */
  readonly isUnfinished?: boolean;
}

/** Tells that A·V is V·D. */
export function conclude<T>(story: Recorder<T>, { A, V, D, isSymmetric, ...said }: Conclusion<T>): void {
  const { arithmetic } = story;
  const [left, right] = [product(arithmetic, A, V), product(arithmetic, V, D)];
  const error = distance(arithmetic, left, right);
  story.set("vectors", V);
  story.set("D", D);
  story.set("A·V", left);
  story.set("V·D", right);
  const why =
    said.why ??
    (isSymmetric
      ? "A is symmetric, so its eigenvectors are orthogonal to each other: turn them onto the axes, stretch along the axes, turn back."
      : "In the basis of its eigenvectors A does nothing but stretch.");
  const cause = said.isUnfinished ? "" : ": that is what rounding has cost";
  const cost = error === 0 ? "A·V is V·D." : `A·V and V·D differ by at most ${error.toPrecision(3)}${cause}.`;
  story.step({
    title: said.title ?? (isSymmetric && V.length === V[0].length ? "A is V·D·Vᵀ" : "A·V is V·D"),
    why: `${why} ${cost}`,
    rule: "A·V = V·D",
    latex: "A V = V D",
    shown: ["values", "vectors", "D", "A·V", "V·D"],
  });
}

/** Eigenpairs of a symmetric matrix that an iteration has found. */
interface Found<T> {
  readonly values: readonly T[];
  readonly columns: readonly (readonly T[])[];
  /** How much was left off the diagonal when the steps ran out; 0 when nothing that counts was. */
  readonly left: number;
}

/** Tells the order and the signs that linalg's `eigh` has, and that A is V·D·Vᵀ. */
export function concludeSymmetric<T>(story: Recorder<T>, A: Grid<T>, { values, columns, left }: Found<T>): void {
  const { arithmetic } = story;
  const order = values.map((_, i) => i).sort((i, j) => arithmetic.value(values[i]) - arithmetic.value(values[j]));
  const sorted = order.map((i) => values[i]);
  const pairs = order.map((i) => ({ re: values[i], v: columns[i] }));
  story.set("values", columnVector(values));
  story.set("vectors", transposed(columns));
  const V = transposed(withLibrarySigns(arithmetic, A, true, pairs));
  story.step(
    {
      title: "Sort them, and choose the signs",
      why: "The diagonal has the eigenvalues, and the columns of V are the eigenvectors: in any order, and −v as well as v. linalg's eigh sorts them from the smallest, with these signs.",
      rule: "λ₁ ≤ λ₂ ≤ …,  v ← ±v",
      latex: "\\lambda_1 \\le \\lambda_2 \\le \\dots, \\quad \\mathbf{v} \\leftarrow \\pm \\mathbf{v}",
      shown: ["values", "vectors"],
    },
    () => {
      story.set("values", columnVector(sorted));
      story.set("vectors", V);
    },
  );
  const D = filled(A.length, A.length, (i, j) => (i === j ? sorted[i] : arithmetic.read(0)));
  const unfinished = {
    isUnfinished: true,
    title: "The steps have run out",
    why: `${left.toPrecision(3)} is left off the diagonal: more steps would bring it down.`,
  };
  conclude(story, { A, V, D, isSymmetric: true, ...(left > 0 ? unfinished : {}) });
}
