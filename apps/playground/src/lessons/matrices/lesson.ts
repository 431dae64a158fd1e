import { choice, matrix, vector } from "../../state/fields.js";
import { short } from "../../ui/format.js";
import { column, entries } from "../entries.js";
import { latexColumn, latexFactor, latexMatrix } from "../latex.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { plainStep } from "../plain-step.js";
import { settled } from "../settled.js";
import { tuple } from "../tuple.js";
import type { Inputs, compute } from "./code.js";

const size = { least: -100, most: 100 };

const fields = {
  role: choice<Inputs["role"]>("data", ["data", "weights", "map"]),
  A: matrix(
    [
      [2, 1],
      [-1, 1.5],
    ],
    size,
  ),
  x: vector([1, 2], size),
};

type Result = ResultOf<typeof compute>;

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption({ role, centre, output, determinant }, { A, x }) {
    if (role === "data") return `Two points, ${tuple(A[0])} and ${tuple(A[1])}, with the mean ${tuple(centre)}.`;
    if (role === "weights") return `The inputs ${tuple(x)} give the outputs ${tuple(output)}.`;
    if (A.flat().every((value) => value === 0)) return "This map takes every point to 0: its determinant is 0.";
    if (settled(determinant) === 0) return "This map lays the plane on a line: its determinant is 0.";
    return `Areas become ${short(Math.abs(determinant))} times as large${determinant < 0 ? ", and the plane is turned over" : ""}.`;
  },
  steps: (result, inputs) => STEPS[result.role](result, inputs),
};

const STEPS: Readonly<Record<Inputs["role"], (result: Result, inputs: Inputs) => readonly LessonStep[]>> = {
  data: asData,
  weights: asWeights,
  map: asMap,
};

function asData({ centre, centred }: Result, { A }: Inputs): readonly LessonStep[] {
  const shown = { A: entries(A) };
  return [
    plainStep({
      code: "data",
      title: "A row is a point",
      why: `Row 1 says that the first point lies ${way(A[0])}. In a table of people, a row would be a person.`,
      shown,
      read: { A: rowPlaces(0) },
      latex: `\\mathbf{a}_{1,:} = ${latexMatrix([A[0]])}`,
    }),
    plainStep({
      code: "data",
      title: "A column is one quantity, of all points",
      why: `Column 1 has how far to the right of 0 every point lies: ${short(A[0][0])} and ${short(A[1][0])}. In a table of people, it might be their heights.`,
      shown,
      read: { A: columnPlaces(0) },
      latex: `\\mathbf{a}_{:,1} = ${latexColumn(A.map(([first]) => first))}`,
    }),
    plainStep({
      code: "data",
      title: "Take the mean of every column",
      why: `The mean is a point as well: ${tuple(centre)}, half way between the two.`,
      shown: { ...shown, mean: entries([centre]) },
      latex: `\\bar{a}_j = \\tfrac{1}{2} (a_{1j} + a_{2j}), \\quad \\bar{\\mathbf{a}} = ${latexMatrix([centre])}`,
    }),
    plainStep({
      code: "centred",
      title: "Subtract the mean from every row",
      why: "What is left says where the points lie around their mean; every column adds up to 0. Most statistics begin so.",
      shown: { ...shown, centred: entries(centred) },
      latex: `${latexMatrix(A)} - ${latexMatrix([centre, centre])} = ${latexMatrix(centred)}`,
    }),
  ];
}

function asWeights({ output }: Result, { A, x }: Inputs): readonly LessonStep[] {
  const shown = { A: entries(A), x: column(x), A·x: column(output) };
  const weigh = (i: number): LessonStep =>
    plainStep({
      code: "weights",
      title: `Output ${i + 1} weighs the inputs by row ${i + 1}`,
      why: `It takes ${short(A[i][0])} times the first input and ${short(A[i][1])} times the second: ${short(output[i])}.`,
      shown,
      read: { A: rowPlaces(i), x: columnPlaces(0), A·x: [[i, 0]] },
      latex: `y_{${i + 1}} = ${A[i].map((weight, j) => `${latexFactor(weight)} \\cdot ${latexFactor(x[j])}`).join(" + ")} = ${latexFactor(output[i])}`,
    });
  return [
    weigh(0),
    weigh(1),
    plainStep({
      code: "weights",
      title: "A column is what one input does to all outputs",
      why: `When the first input grows by 1, the outputs grow by column 1, ${tuple(A.map(([first]) => first))}. Training a network changes these numbers until the outputs are right.`,
      shown,
      read: { A: columnPlaces(0), x: [[0, 0]] },
      latex: `A \\mathbf{x} = x_1 \\mathbf{a}_1 + x_2 \\mathbf{a}_2 = ${latexColumn(output)}`,
    }),
  ];
}

function asMap({ moved, letter, determinant }: Result, { A }: Inputs): readonly LessonStep[] {
  const shown = { A: entries(A) };
  const tip = [letter[0][0], letter[1][0]];
  const goes = (j: number): LessonStep =>
    plainStep({
      code: "map",
      title: `e${"₁₂"[j]} goes to column ${j + 1}`,
      why: `e${"₁₂"[j]}, one step ${j === 0 ? "to the right" : "up"}, picks column ${j + 1} out of A: it goes to ${tuple(A.map((row) => row[j]))}.`,
      shown,
      read: { A: columnPlaces(j) },
      latex: `A \\mathbf{e}_{${j + 1}} = ${latexMatrix(A)} ${latexColumn(j === 0 ? [1, 0] : [0, 1])} = ${latexColumn(A.map((row) => row[j]))}`,
    });
  return [
    goes(0),
    goes(1),
    plainStep({
      code: "map",
      title: "Everything else goes along",
      why: `The tip of the letter is ${short(tip[0])} step to the right and ${short(tip[1])} up, and so it goes to ${short(tip[0])} times column 1 and ${short(tip[1])} times column 2. Lines stay lines, and parallel ones parallel.`,
      shown: { ...shown, A·x: column([moved[0][0], moved[1][0]]) },
      latex: `A ${latexColumn(tip)} = 1 \\, ${latexColumn(A.map((row) => row[0]))} + 2 \\, ${latexColumn(A.map((row) => row[1]))} = ${latexColumn([moved[0][0], moved[1][0]])}`,
    }),
    plainStep({
      code: "area",
      title: "Every area grows by the same factor",
      why:
        settled(determinant) === 0
          ? "The columns lie on one line: every area becomes 0, and the plane is flat."
          : `The unit square has area 1; the parallelogram on the columns has ${short(Math.abs(determinant))}.${determinant < 0 ? " The determinant is negative: the letter is seen in a mirror." : ""}`,
      shown: { ...shown, det: entries([[settled(determinant)]]) },
      latex: `\\det A = a_{11} a_{22} - a_{12} a_{21} = ${latexFactor(A[0][0])} \\cdot ${latexFactor(A[1][1])} - ${latexFactor(A[0][1])} \\cdot ${latexFactor(A[1][0])} = ${latexFactor(settled(determinant))}`,
    }),
  ];
}

/** "2 to the right and 1 down". */
function way([x, y]: readonly number[]): string {
  return `${short(Math.abs(x))} to the ${x < 0 ? "left" : "right"} and ${short(Math.abs(y))} ${y < 0 ? "down" : "up"}`;
}

function rowPlaces(i: number): [number, number][] {
  return [
    [i, 0],
    [i, 1],
  ];
}

function columnPlaces(j: number): [number, number][] {
  return [
    [0, j],
    [1, j],
  ];
}
