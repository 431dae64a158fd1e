import { matrix } from "../../state/fields.js";
import { short } from "../../ui/format.js";
import { entries } from "../entries.js";
import { latexColumn, latexMatrix } from "../latex.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { plainStep } from "../plain-step.js";
import { tuple } from "../tuple.js";
import type { Inputs, compute } from "./code.js";

const fields = {
  A: matrix(
    [
      [2, -2],
      [1, 1],
    ],
    { least: -100, most: 100 },
  ),
};

type Result = ResultOf<typeof compute>;

/** From this condition number on a matrix counts as nearly singular here: three digits are lost. */
const NEARLY = 1000;

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption({ inverse, condition }, { A }) {
    if (A.flat().every((value) => value === 0))
      return "A is zero: it takes every point to 0, and nothing can undo that.";
    if (inverse === null) return "A is singular: it lays the plane on a line, and nothing can undo that.";
    const [[a, b], [c, d]] = inverse.map((row) => row.map((value) => short(value)));
    const verdict =
      condition > NEARLY
        ? `A is nearly singular: its inverse may enlarge relative errors ${short(condition, 0)} times.`
        : `Relative errors grow at most ${short(condition, 1)} times.`;
    return `A⁻¹ = [${a} ${b}; ${c} ${d}]. ${verdict}`;
  },
  steps: (result, inputs) => [
    ...beginning(result, inputs),
    ...result.story.steps.map((step): LessonStep => ({ ...step, code: "eliminate" })),
    ...ending(result, inputs),
  ],
};

const I = [
  [1, 0],
  [0, 1],
];

function tipOf(corners: readonly (readonly number[])[]): number[] {
  return [corners[0][0], corners[1][0]];
}

function beginning({ letter, transposed, moved }: Result, { A }: Inputs): LessonStep[] {
  const [first] = A;
  return [
    plainStep({
      code: "transpose",
      title: "Turn rows into columns",
      why: `Row 1 of A, ${tuple(first)}, is column 1 of the transpose Aᵀ. Entry (i, j) goes to (j, i); done twice, that is A again.${
        A[0][1] === A[1][0] ? " Here Aᵀ = A: the matrix is symmetric." : ""
      }`,
      shown: { A: entries(A), Aᵀ: entries(transposed) },
      latex: `A^{\\mathsf T} = ${latexMatrix(A)}^{\\mathsf T} = ${latexMatrix(transposed)}`,
    }),
    plainStep({
      code: "identity",
      title: "The identity leaves everything where it is",
      why: "I is to matrices what 1 is to numbers: I·x = x for every x, and I·A = A·I = A.",
      shown: { I: entries(I) },
      latex: `I \\mathbf{x} = ${latexMatrix(I)} ${latexColumn(tipOf(letter))} = ${latexColumn(tipOf(letter))}`,
    }),
    plainStep({
      code: "map",
      title: "A moves the letter",
      why: `The tip of its upper arm goes from ${tuple(tipOf(letter))} to ${tuple(tipOf(moved))}. Which matrix would bring it back?`,
      shown: { A: entries(A) },
      latex: `A \\mathbf{x} = ${latexMatrix(A)} ${latexColumn(tipOf(letter))} = ${latexColumn(tipOf(moved))}`,
    }),
  ];
}

function ending({ inverse, back, moved, letter, condition }: Result, { A }: Inputs): LessonStep[] {
  if (inverse === null || back === null) {
    return [
      plainStep({
        code: "undo",
        title: "Nothing brings the letter back",
        why: "A lays different points on the same one. Who only sees where they went cannot tell where they came from.",
        shown: { A: entries(A) },
        latex: "\\det A = 0",
      }),
    ];
  }
  const product = "A^{-1} (A \\mathbf{x})";
  return [
    plainStep({
      code: "undo",
      title: "A⁻¹ brings the letter back",
      why: `From ${tuple(tipOf(moved))} the tip returns to ${tuple(tipOf(back))}, where it was: ${tuple(tipOf(letter))}.`,
      shown: { "A⁻¹": entries(inverse) },
      latex: `${product} = ${latexMatrix(inverse)} ${latexColumn(tipOf(moved))} = ${latexColumn(tipOf(back))}`,
    }),
    plainStep({
      code: "trust",
      title: "How well is the way back known?",
      why:
        condition > NEARLY
          ? `If A·x is only known to lie in the small circle, x may lie anywhere in the long ellipse: the columns of A are nearly on one line. The condition number is ${short(condition, 0)}.`
          : `If A·x is only known to lie in the small circle, x may lie anywhere in the ellipse. The condition number ${short(condition, 2)} is the ratio of its axes.`,
      shown: { A: entries(A), "A⁻¹": entries(inverse) },
      latex: `\\kappa(A) = \\lVert A \\rVert_2 \\, \\lVert A^{-1} \\rVert_2 = ${short(condition, 2)}`,
    }),
  ];
}
