import { choice, matrix, ofView, vector } from "../../state/fields.js";
import { short } from "../../ui/format.js";
import { column, entries, entry } from "../entries.js";
import { latexColumn, latexFactor } from "../latex.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { plainStep } from "../plain-step.js";
import { tuple } from "../tuple.js";
import type { Inputs, compute } from "./code.js";
import { polarSteps } from "./polar-steps.js";

const SIZE = { least: -100, most: 100 };

/** From this condition number on a basis counts as nearly dependent here. */
const NEARLY = 30;

const fields = {
  B: matrix(
    [
      [2, -1],
      [1, 1.5],
    ],
    SIZE,
  ),
  p: vector([3, 3.5], SIZE),
  kind: ofView(choice("straight", ["straight", "polar"])),
};

export type Result = ResultOf<typeof compute>;

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption: (result, inputs) => (inputs.kind === "polar" ? tellPolar(result, inputs) : tellStraight(result, inputs)),
  steps(result, inputs) {
    if (inputs.kind === "polar") return polarSteps(result, inputs);
    return [
      ...result.independence.steps.map((step): LessonStep => ({ ...step, code: "independent" })),
      beforeChange(inputs),
      ...result.change.steps.map((step): LessonStep => ({ ...step, code: "change" })),
      ...(isIndependent(result) ? [solved(result, inputs), ...trust(result, inputs)] : []),
    ];
  },
};

/** As the fractions have it: whether a combination is zero is no matter of rounding. */
export function isIndependent({ independence }: Pick<Result, "independence">): boolean {
  return !("N" in independence.results);
}

function isNearly({ stretches: [most, least] }: Result): boolean {
  return most >= NEARLY * least;
}

function tellStraight(result: Result, { B, p }: Inputs): string {
  const { coordinates } = result;
  if (B.flat().every((value) => value === 0))
    return "b₁ and b₂ are zero: they reach nothing but the origin, and are no basis.";
  if (!isIndependent(result))
    return "b₁ and b₂ are dependent: they reach only the points of a line. These have many coordinates, all others none.";
  if (coordinates === null)
    return "b₁ and b₂ are independent, but by so little that floating point cannot tell: it counts them as dependent.";
  const told = `p = ${tuple(p)} has the coordinates ${tuple(coordinates)} in the basis of b₁ and b₂`;
  if (!isNearly(result)) return `${told}.`;
  return `In the nearly dependent basis of b₁ and b₂, p has the coordinates ${tuple(coordinates)}: ${moved(result)}.`;
}

/** By how much coordinates may change. */
function moved({ stretches: [, least] }: Result): string {
  return `if p moves by 0.1, these may by ${short(0.1 / least, 2)}`;
}

function tellPolar({ polar: [distance, angle] }: Result, { p }: Inputs): string {
  if (distance === 0) return "p is the origin: its distance is 0, and any angle will do.";
  const degrees = short((angle * 180) / Math.PI, 2);
  return `p = ${tuple(p)} lies ${short(distance)} from the origin, at an angle of ${degrees}° (${short(angle)} radians).`;
}

function beforeChange({ B, p }: Inputs): LessonStep {
  return plainStep({
    code: "change",
    title: "One point, two descriptions",
    why: `p = ${tuple(p)} is told by coordinates already: ${short(p[0])} along e₁ and ${short(p[1])} along e₂. Which amounts of b₁ and b₂ lead to the same point? A matrix C shall tell it for every point: from the usual basis A = I to B.`,
    shown: {
      A: entries([
        [1, 0],
        [0, 1],
      ]),
      B: entries(B),
      p: column(p),
    },
    latex: `${latexColumn(p)} = c_1 ${latexColumn(B.map(([first]) => first))} + c_2 ${latexColumn(B.map(([, second]) => second))}`,
  });
}

function solved({ coordinates }: Result, { B, p }: Inputs): LessonStep {
  const told = { code: "solve", title: "A program solves B·c = p" };
  if (coordinates === null) {
    return plainStep({
      ...told,
      why: "B counts as dependent where its smaller singular value is at most 2·ε of the larger one: rounding alone could have made it. It is so here, and the program refuses.",
      shown: { B: entries(B), p: column(p) },
      latex: "\\sigma_2 \\le 2 \\varepsilon \\, \\sigma_1",
    });
  }
  return plainStep({
    ...told,
    why: `It needs no C: it factors B into an orthogonal Q and a triangle R and solves R·c = Qᵀ·p. From the origin go ${short(coordinates[0])} times along b₁, then ${short(coordinates[1])} times along b₂: there is p.`,
    shown: { B: entries(B), c: column(coordinates), p: column(p) },
    latex: `\\mathbf{p} = ${latexFactor(coordinates[0])} \\, \\mathbf{b}_1 ${coordinates[1] < 0 ? "-" : "+"} ${entry(Math.abs(coordinates[1])).latex} \\, \\mathbf{b}_2`,
  });
}

function trust(result: Result, { B }: Inputs): readonly LessonStep[] {
  const { near, nearCoordinates, coordinates, stretches } = result;
  if (nearCoordinates === null || coordinates === null) return [];
  const latex = `\\lVert \\Delta \\mathbf{c} \\rVert \\le \\frac{\\lVert \\Delta \\mathbf{p} \\rVert}{\\sigma_2}, \\quad \\kappa(B) = \\frac{\\sigma_1}{\\sigma_2} = ${entry(stretches[0] / stretches[1], 2).latex}`;
  const verdict = isNearly(result)
    ? "b₁ and b₂ are nearly on one line: two almost opposite walks are needed to get off it."
    : "b₁ and b₂ are far from being on one line: that is a good basis.";
  const told = {
    code: "trust",
    title: "How much do the coordinates move when p does?",
    why: `q = ${tuple(near)} is 0.1 away from p, in the worst direction. Its coordinates are ${tuple(nearCoordinates)} instead of ${tuple(coordinates)}: a move of ${short(0.1 / stretches[1])}. ${verdict}`,
    shown: { B: entries(B), c: column(coordinates), "c of q": column(nearCoordinates) },
    latex,
  };
  return [plainStep(told)];
}
