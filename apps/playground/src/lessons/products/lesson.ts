import { choice, matrix } from "../../state/fields.js";
import { short } from "../../ui/format.js";
import { entries } from "../entries.js";
import { latexColumn, latexMatrix } from "../latex.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { plainStep } from "../plain-step.js";
import { tuple } from "../tuple.js";
import type { Inputs, compute } from "./code.js";

const size = { least: -100, most: 100 };

const fields = {
  A: matrix(
    [
      [1, 0.5],
      [0, 1],
    ],
    size,
  ),
  B: matrix(
    [
      [0, -1],
      [1, 0],
    ],
    size,
  ),
  by: choice<Inputs["by"]>("columns", ["entries", "columns", "outer"]),
};

type Result = ResultOf<typeof compute>;

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption({ product, swapped }) {
    const written = (rows: readonly (readonly number[])[]): string =>
      rows.map((row) => row.map((value) => short(value)).join(" ")).join("; ");
    return isSame(product, swapped)
      ? `A·B = [${written(product)}], and B·A is the same: these two maps may change places.`
      : `A·B = [${written(product)}], but B·A = [${written(swapped)}]: the order matters.`;
  },
  steps: (result, inputs) => [
    ...result.story.steps.map((step): LessonStep => ({ ...step, code: "tell" })),
    ...composition(result, inputs),
  ],
};

/** The product as one map after another, followed at the tip of the letter's upper arm. */
function composition({ letter, first, second, both, other, product, swapped }: Result, { A, B }: Inputs): LessonStep[] {
  const tip = (corners: readonly (readonly number[])[]): number[] => [corners[0][0], corners[1][0]];
  const point = (corners: readonly (readonly number[])[]): string => tuple(tip(corners));
  return [
    plainStep({
      code: "first",
      title: "B moves the letter first",
      why: `A matrix is also a map. B stands next to x in A·(B·x), so it acts first: the tip of the letter goes from ${point(letter)} to ${point(first)}.`,
      shown: { B: entries(B) },
      latex: `B \\mathbf{x} = ${latexMatrix(B)} ${latexColumn(tip(letter))} = ${latexColumn(tip(first))}`,
    }),
    plainStep({
      code: "second",
      title: "A moves what B has made",
      why: `A takes over where B left off and carries the tip from ${point(first)} to ${point(second)}.`,
      shown: { A: entries(A) },
      latex: `A (B \\mathbf{x}) = ${latexMatrix(A)} ${latexColumn(tip(first))} = ${latexColumn(tip(second))}`,
    }),
    plainStep({
      code: "both",
      title: "A·B does both at once",
      why: `The product is made so that (A·B)·x = A·(B·x) for every x: the tip goes from ${point(letter)} straight to ${point(both)}.`,
      shown: { A·B: entries(product) },
      latex: `(AB) \\mathbf{x} = ${latexMatrix(product)} ${latexColumn(tip(letter))} = ${latexColumn(tip(both))}`,
    }),
    plainStep({
      code: "other",
      title: isSame(product, swapped) ? "The other order gives the same map here" : "The other order is another map",
      why: otherOrder(point(other), point(both), isSame(product, swapped)),
      shown: { A·B: entries(product), B·A: entries(swapped) },
      latex: `(BA) \\mathbf{x} = ${latexMatrix(swapped)} ${latexColumn(tip(letter))} = ${latexColumn(tip(other))}`,
    }),
  ];
}

function otherOrder(other: string, both: string, commute: boolean): string {
  if (commute) return `A·B and B·A are equal: with A first and B second the tip lands on ${other} too. That is rare.`;
  const tip = other === both ? "on the same point this time" : `not on ${both}`;
  return `With A first and B second the tip lands on ${other}, ${tip}. Products may be regrouped, but not reordered.`;
}

/** Whether two matrices agree, but for rounding in the last digits that are shown. */
function isSame(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): boolean {
  return a.every((row, i) => row.every((value, j) => short(value) === short(b[i][j])));
}
