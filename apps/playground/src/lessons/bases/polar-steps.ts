import { short } from "../../ui/format.js";
import { column, entries, entry } from "../entries.js";
import { latexColumn, latexFactor, latexMatrix } from "../latex.js";
import type { LessonStep } from "../lesson.js";
import { plainStep } from "../plain-step.js";
import { tuple } from "../tuple.js";
import type { Inputs } from "./code.js";
import type { Result } from "./lesson.js";

/** From Cartesian to polar coordinates, back, and the basis that they have at each point. */
export function polarSteps(result: Result, { p }: Inputs): readonly LessonStep[] {
  return [there(result, p), back(result, p), local(result)];
}

function there({ polar: [distance, angle] }: Result, [x, y]: readonly number[]): LessonStep {
  const where =
    distance === 0
      ? "At the origin no angle is better than another; the program takes 0."
      : `The angle is counted from the x axis towards the y axis${angle < 0 ? "; below the x axis it is negative" : ""}. The quotient y/x alone would not tell (${short(x)}, ${short(y)}) from the point opposite, so that atan2 looks at both signs.`;
  return plainStep({
    code: "polar",
    title: "How far, and in which direction?",
    why: `The distance ρ is the length of p, by Pythagoras. ${where}`,
    shown: { p: column([x, y]), "(ρ, φ)": column([distance, angle]) },
    latex: `\\rho = \\sqrt{${latexFactor(x)}^2 + ${latexFactor(y)}^2} = ${entry(distance).latex}, \\quad \\varphi = \\operatorname{atan2}(${entry(y).latex}, ${entry(x).latex}) = ${entry(angle).latex}`,
  });
}

function back({ polar: [distance, angle], back: found }: Result, p: readonly number[]): LessonStep {
  const error = Math.hypot(found[0] - p[0], found[1] - p[1]);
  const rounded = error === 0 ? "exactly p again" : `p again, up to ${error.toPrecision(2)}, which rounding has cost`;
  return plainStep({
    code: "back",
    title: "And back",
    why: `Go ρ far in the direction φ: ρ·cos φ is the way along the x axis, ρ·sin φ that along the y axis. That is ${rounded}.`,
    shown: { "(ρ, φ)": column([distance, angle]), p: column(found) },
    latex: `\\rho \\begin{bmatrix} \\cos \\varphi \\\\ \\sin \\varphi \\end{bmatrix} = ${entry(distance).latex} \\begin{bmatrix} \\cos ${latexFactor(angle)} \\\\ \\sin ${latexFactor(angle)} \\end{bmatrix} = ${latexColumn(found)}`,
  });
}

function local({ polar: [distance], local: J }: Result): LessonStep {
  const across = J.map(([, second]) => second);
  const why =
    distance === 0
      ? "When ρ grows, p moves outwards; when φ grows, p stays where it is. The second vector is zero: at the origin polar coordinates have no basis."
      : `When ρ grows, p moves outwards, at the rate of 1. When φ grows, p moves along the circle, at the rate of ρ = ${short(distance)} per radian: in the direction ${tuple(across)}. The two are at right angles, but they turn with p, so that each point has a basis of its own.`;
  return plainStep({
    code: "local",
    title: "At each point a basis of its own",
    why,
    shown: { J: entries(J) },
    latex: `J = \\begin{bmatrix} \\dfrac{\\partial \\mathbf{p}}{\\partial \\rho} & \\dfrac{\\partial \\mathbf{p}}{\\partial \\varphi} \\end{bmatrix} = ${latexMatrix(J)}, \\quad \\det J = \\rho = ${entry(distance).latex}`,
  });
}
