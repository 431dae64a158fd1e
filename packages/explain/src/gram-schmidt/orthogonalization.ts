import { ValueError } from "@linnet/core";
import {
  type Draft,
  type Grid,
  blank,
  columnOf,
  distance,
  dot,
  filled,
  identity,
  product,
  transposed,
} from "../arithmetic/grid.js";
import type { Recorder } from "../story/recorder.js";
import { verdictOf } from "../story/verdict.js";

/** Gram–Schmidt, column by column. */
export class Orthogonalization<T> {
  private readonly Q: Draft<T>;
  private readonly R: T[][];
  private readonly directions: (readonly T[])[] = [];

  constructor(
    private readonly op: string,
    readonly story: Recorder<T>,
    private readonly A: Grid<T>,
    private readonly isModified: boolean,
  ) {
    const { read } = story.arithmetic;
    this.Q = blank(A.length, A[0].length);
    this.R = filled(A[0].length, A[0].length, () => read(0));
    story.set("A", A);
    story.set("Q", this.Q);
    story.set("R", this.R);
  }

  /** The columns of Q so far. */
  get columns(): readonly (readonly T[])[] {
    return this.directions;
  }

  /** Makes a direction of column j. */
  take(j: number): void {
    const { A, story, directions } = this;
    const column = columnOf(A, j);
    story.set(
      "v",
      column.map((entry) => [entry]),
    );
    story.step({
      title: `Take column ${j + 1}`,
      why:
        j === 0
          ? "Its direction is the first."
          : `From it, whatever lies along the first ${j === 1 ? "direction" : `${j} directions`} is taken away.`,
      rule: "v ← aⱼ",
      latex: `\\mathbf{v} = \\mathbf{a}_{${j + 1}}`,
      shown: ["A", "v"],
      points: [{ matrix: "A", role: "used", at: A.map((_, i) => [i, j]) }],
    });
    const left = directions.reduce((v: readonly T[], q, i) => this.project(j, i, q, column, v), column);
    this.normalize(j, column, left);
  }

  /** Takes away from v its part along direction i. */
  private project(j: number, i: number, q: readonly T[], column: readonly T[], v: readonly T[]): readonly T[] {
    const { story, R, isModified } = this;
    const { arithmetic } = story;
    const along = dot(arithmetic, q, isModified ? v : column);
    const left = v.map((entry, k) => arithmetic.sub(entry, arithmetic.mul(along, q[k])));
    const measured = isModified ? "what is left of the column" : "the column as it was";
    story.step(
      {
        title: `Take away the part along direction ${i + 1}`,
        why: `${arithmetic.write(along).text} measures ${measured} against direction ${i + 1}. The rest is orthogonal to it.`,
        rule: isModified ? "rᵢⱼ = qᵢ·v,  v ← v − rᵢⱼ·qᵢ" : "rᵢⱼ = qᵢ·aⱼ,  v ← v − rᵢⱼ·qᵢ",
        latex: `r_{${i + 1}${j + 1}} = ${arithmetic.write(along).latex}, \\quad \\mathbf{v} \\leftarrow \\mathbf{v} - r_{${i + 1}${j + 1}} \\mathbf{q}_{${i + 1}}`,
        shown: ["Q", "v", "R"],
        points: [{ matrix: "Q", role: "used", at: q.map((_, k) => [k, i]) }],
      },
      () => {
        R[i][j] = along;
        story.set(
          "v",
          left.map((entry) => [entry]),
        );
      },
    );
    return left;
  }

  private normalize(j: number, column: readonly T[], v: readonly T[]): void {
    const { story, Q, R, directions } = this;
    const { arithmetic } = story;
    const length = arithmetic.sqrt(dot(arithmetic, v, v));
    const whole = Math.sqrt(column.reduce((sum, entry) => sum + arithmetic.value(entry) ** 2, 0));
    if (arithmetic.value(length) <= 2 * v.length * arithmetic.unitRoundoff * whole) {
      const got = `column ${j}, of which ${arithmetic.write(length).text} is left`;
      throw new ValueError(this.op, "the columns of a must be independent", got, "Leave that column out.");
    }
    const q = v.map((entry) => arithmetic.div(entry, length));
    directions.push(q);
    story.step(
      {
        title: `Scale it to length 1: direction ${j + 1}`,
        why: `${arithmetic.write(length).text} is the length of what is left.`,
        rule: "rⱼⱼ = ‖v‖,  qⱼ = v/rⱼⱼ",
        latex: `r_{${j + 1}${j + 1}} = ${arithmetic.write(length).latex}, \\quad \\mathbf{q}_{${j + 1}} = \\mathbf{v} / r_{${j + 1}${j + 1}}`,
        shown: ["Q", "R"],
      },
      () => {
        R[j][j] = length;
        q.forEach((entry, k) => (Q[k][j] = entry));
      },
    );
  }

  finish(): void {
    const { story, R, directions } = this;
    const { arithmetic } = story;
    const Q = transposed(directions);
    const gram = product(arithmetic, directions, Q);
    const error = distance(arithmetic, gram, identity(arithmetic, R.length));
    story.set("Q", Q);
    story.set("QᵀQ", gram);
    story.step({
      title: "A is Q·R, and the columns of Q are orthonormal",
      why: verdictOf(error, "QᵀQ is the identity.", "QᵀQ differs from the identity"),
      rule: "A = Q·R,  QᵀQ = I",
      latex: "A = Q R, \\quad Q^{\\mathsf T} Q = I",
      shown: ["Q", "R", "QᵀQ"],
    });
  }
}
