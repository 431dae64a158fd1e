import type { Matrix } from "@linnet/explain";
import type { Tone } from "../../ui/arrow.js";
import type { LessonStep } from "../lesson.js";
import type { Inputs } from "./code.js";

/** An arrow of the picture, in as many coordinates as A has rows. */
export interface Drawn {
  readonly to: readonly number[];
  readonly from?: readonly number[];
  readonly tone: Tone;
  readonly name?: string;
  readonly dashed?: boolean;
}

const TONES: readonly Tone[] = ["a", "b", "c"];
const DIGITS = "₁₂₃";

/** What a step does, as arrows: rows that elimination moves, columns that are made orthogonal, or b as a mixture of columns. */
export function arrowsOf(step: LessonStep, { A, b, by }: Inputs, x: readonly number[] | undefined): readonly Drawn[] {
  if (step.code !== "factor" && x !== undefined) return mixture(A, b, x);
  return by.startsWith("lu") ? rows(step, A) : directions(step, A);
}

/** The rows of U, where a step moves one, from where, and the rows of A that are gone. */
function rows({ before, after }: LessonStep, A: Inputs["A"]): readonly Drawn[] {
  const now = after["U"] === undefined ? A : numbersOf(after["U"]);
  const then = before["U"] === undefined ? now : numbersOf(before["U"]);
  const moved = now.flatMap((row, i): Drawn[] => {
    const there = { to: row, tone: TONES[i], name: `u${DIGITS[i]}` };
    const hasMoved = row.some((entry, j) => entry !== then[i]?.[j]);
    return hasMoved && then[i] !== undefined ? [{ from: then[i], to: row, tone: "d", dashed: true }, there] : [there];
  });
  const gone = A.filter((row) => !now.some((other) => row.every((entry, j) => entry === other[j])));
  return [...gone.map((row): Drawn => ({ to: row, tone: "quiet" })), ...moved];
}

/** The columns of A, the directions made of them, and what is left of the column at hand. */
function directions({ before, after }: LessonStep, A: Inputs["A"]): readonly Drawn[] {
  const columns = A.map((_, j): Drawn => ({ to: columnOf(A, j), tone: "quiet", name: `a${DIGITS[j]}` }));
  const Q = numbersOf(after["Q"] ?? []);
  const found = A.flatMap((_, j): Drawn[] => {
    const to = columnOf(Q, j);
    return Q.length > 0 && !to.includes(Number.NaN) ? [{ to, tone: TONES[j], name: `q${DIGITS[j]}` }] : [];
  });
  const v = after["v"] === undefined ? undefined : columnOf(numbersOf(after["v"]), 0);
  const old = before["v"] === undefined ? v : columnOf(numbersOf(before["v"]), 0);
  const left: Drawn[] = v === undefined ? [] : [{ to: v, tone: "d", name: "v" }];
  const hasMoved = v !== undefined && old !== undefined && v.some((entry, i) => entry !== old[i]);
  return [...columns, ...(hasMoved ? [{ from: old, to: v, tone: "d", dashed: true } as const] : []), ...left, ...found];
}

/** b, reached along the columns of A by the entries of x. */
function mixture(A: Inputs["A"], b: readonly number[], x: readonly number[]): readonly Drawn[] {
  const corners = x.reduce<number[][]>(
    (path, scale, j) => [...path, path[j].map((value, i) => value + scale * A[i][j])],
    [b.map(() => 0)],
  );
  return [
    ...A.map((_, j): Drawn => ({ to: columnOf(A, j), tone: TONES[j], name: `a${DIGITS[j]}` })),
    ...x.map((_, j): Drawn => ({ from: corners[j], to: corners[j + 1], tone: TONES[j], dashed: true })),
    { to: b, tone: "d", name: "b" },
  ];
}

function numbersOf(matrix: Matrix): number[][] {
  return matrix.map((row) => row.map(({ value }) => value));
}

function columnOf(rows: readonly (readonly number[])[], j: number): number[] {
  return rows.map((row) => row[j]);
}
