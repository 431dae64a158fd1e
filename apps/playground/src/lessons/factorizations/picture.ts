import type { Matrix } from "@linnet/explain";
import type { Tone } from "../../ui/arrow.js";
import type { LessonStep } from "../lesson.js";
import type { Inputs } from "./code.js";
import { familyOf } from "./ways.js";

type Vector = readonly number[];

/** An arrow of the picture, in as many coordinates as A has rows. */
export interface Drawn {
  readonly to: Vector;
  readonly from?: Vector;
  readonly tone: Tone;
  readonly name?: string;
  readonly dashed?: boolean;
}

const TONES: readonly Tone[] = ["a", "b", "c"];
const DIGITS = "₁₂₃";

/** What a step does, as arrows: rows that elimination moves, columns that are made orthogonal, or b as a mixture of columns. */
export function arrowsOf(step: LessonStep, { A, b, by }: Inputs, x: Vector | undefined): readonly Drawn[] {
  if (step.code !== "factor" && x !== undefined) return mixture(A, b, x);
  const family = familyOf(by);
  if (family === "LU") return moved(step, "U", A, "u");
  if (family === "LLT") return halves(step);
  return by === "householder" ? reflected(step, A) : directions(step, A);
}

/** The mirror of a reflection, by the direction across it. */
export function mirrorOf({ after }: LessonStep, { A, by }: Inputs): Vector | null {
  const v = by === "householder" ? after["v"]?.map(([{ value }]) => value) : undefined;
  return v === undefined ? null : [...Array.from({ length: A.length - v.length }, () => 0), ...v];
}

/** The rows of a matrix; where a step moves one, from where; and the rows of A that are gone. */
function moved({ before, after }: LessonStep, name: string, A: readonly Vector[], letter: string): readonly Drawn[] {
  const now = after[name] === undefined ? A : numbersOf(after[name]);
  const then = before[name] === undefined ? now : numbersOf(before[name]);
  const gone = A.filter((row) => !now.some((other) => isSame(row, other)));
  return [
    ...gone.map((to): Drawn => ({ to, tone: "quiet" })),
    ...now.flatMap((to, i) => track(then[i], { to, tone: TONES[i], name: `${letter}${DIGITS[i]}` })),
  ];
}

/** The columns of R as reflections make them. */
function reflected({ before, after }: LessonStep, A: readonly Vector[]): readonly Drawn[] {
  const turned = (matrices: LessonStep["after"]): LessonStep["after"] =>
    matrices["R"] === undefined ? {} : { R: transposed(matrices["R"]) };
  return moved(
    { title: "", why: "", latex: "", highlighted: [], before: turned(before), after: turned(after) },
    "R",
    columnsOf(A),
    "r",
  );
}

/** The columns of A, the directions made of them, and what is left of the column at hand. */
function directions({ before, after }: LessonStep, A: readonly Vector[]): readonly Drawn[] {
  const first = (matrix: Matrix | undefined): Vector | undefined => matrix && columnsOf(numbersOf(matrix))[0];
  const v = first(after["v"]);
  const found = columnsOf(numbersOf(after["Q"] ?? []));
  return [
    ...columnsOf(A).map((to, j): Drawn => ({ to, tone: "quiet", name: `a${DIGITS[j]}` })),
    ...(v === undefined ? [] : track(first(before["v"]), { to: v, tone: "d", name: "v" })),
    ...found.flatMap((to, j): Drawn[] =>
      to.includes(Number.NaN) ? [] : [{ to, tone: TONES[j], name: `q${DIGITS[j]}` }],
    ),
  ];
}

/** The rows of L, whose products with each other are the entries of A; or what shows that there is no L. */
function halves({ after }: LessonStep): readonly Drawn[] {
  const { x, A·x: image, L } = after;
  if (x !== undefined) {
    return [
      { to: columnsOf(numbersOf(x))[0], tone: "a", name: "x" },
      { to: columnsOf(numbersOf(image))[0], tone: "b", name: "A·x" },
    ];
  }
  return numbersOf(L ?? []).map((to, i) => ({ to, tone: TONES[i], name: `l${DIGITS[i]}` }));
}

/** b, reached along the columns of A by the entries of x. */
function mixture(A: readonly Vector[], b: Vector, x: Vector): readonly Drawn[] {
  const columns = columnsOf(A);
  const corners = x.reduce<Vector[]>(
    (path, scale, j) => [...path, path[j].map((value, i) => value + scale * columns[j][i])],
    [b.map(() => 0)],
  );
  return [
    ...columns.map((to, j): Drawn => ({ to, tone: TONES[j], name: `a${DIGITS[j]}` })),
    ...x.map((_, j): Drawn => ({ from: corners[j], to: corners[j + 1], tone: TONES[j], dashed: true })),
    { to: b, tone: "d", name: "b" },
  ];
}

/** An arrow, and the way that its tip has come. */
function track(from: Vector | undefined, arrow: Drawn): readonly Drawn[] {
  if (from === undefined || isSame(from, arrow.to)) return [arrow];
  return [{ from, to: arrow.to, tone: "d", dashed: true }, arrow];
}

function isSame(a: Vector, b: Vector): boolean {
  return a.every((value, i) => value === b[i]);
}

function numbersOf(matrix: Matrix): Vector[] {
  return matrix.map((row) => row.map(({ value }) => value));
}

function columnsOf(rows: readonly Vector[]): Vector[] {
  return rows.length === 0 ? [] : rows[0].map((_, j) => rows.map((row) => row[j]));
}

function transposed(matrix: Matrix): Matrix {
  return matrix[0].map((_, j) => matrix.map((row) => row[j]));
}
