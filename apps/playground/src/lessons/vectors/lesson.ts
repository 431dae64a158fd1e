import { choice, number, vector } from "../../state/fields.js";
import { short } from "../../ui/format.js";
import { column } from "../entries.js";
import { latexColumn, latexFactor } from "../latex.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { plainStep } from "../plain-step.js";
import { settled } from "../settled.js";
import { tuple } from "../tuple.js";
import type { Inputs, compute } from "./code.js";

const size = { least: -100, most: 100 };

const fields = {
  operation: choice<Inputs["operation"]>("add", ["add", "scale", "dot", "cross", "norms"]),
  x: vector([3, 1], size),
  y: vector([1, 2], size),
  factor: number(1.5, { least: -3, most: 3 }),
  heights: vector([0, 0], size),
};

type Result = ResultOf<typeof compute>;

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption: (result, inputs) => CAPTIONS[result.operation](result, inputs),
  steps: (result, inputs) => STEPS[result.operation](result, inputs),
};

const CAPTIONS: Readonly<Record<Inputs["operation"], (result: Result, inputs: Inputs) => string>> = {
  add: ({ sum, difference }) => `x + y = ${tuple(sum)}, and x − y = ${tuple(difference)}.`,
  scale: ({ scaled, lengths: [, length] }, { factor }) =>
    `${short(factor)}·x = ${tuple(scaled)}, of length ${short(Math.abs(factor) * length)}.`,
  dot({ dot }, { x, y }) {
    if (isZero(x) || isZero(y)) return "x·y = 0: a vector that is zero has no direction, and so there is no angle.";
    const degrees = (Math.atan2(Math.abs(x[0] * y[1] - x[1] * y[0]), dot) * 180) / Math.PI;
    if (settled(dot) === 0) return "x·y = 0: x and y are at a right angle.";
    return `x·y = ${short(dot)}: the angle between x and y is ${short(degrees, 1)}°, ${dot > 0 ? "less" : "more"} than a right one.`;
  },
  cross: ({ product, area }) =>
    settled(area) === 0
      ? "x × y = 0: x and y lie on one line and span no area."
      : `x × y = ${tuple(product.map(settled))}: orthogonal to both, and ${short(area)} long, the area that they span.`,
  norms: ({ lengths: [one, two, most] }, { x }) =>
    isZero(x)
      ? "x is zero: so are all its norms, and those of nothing else."
      : `‖x‖₁ = ${short(one)}, ‖x‖₂ = ${short(two)}, ‖x‖∞ = ${short(most)}.`,
};

const STEPS: Readonly<Record<Inputs["operation"], (result: Result, inputs: Inputs) => readonly LessonStep[]>> = {
  add: additions,
  scale: scalings,
  dot: (result, inputs) => [...told(result, "dot"), shadowStep(result, inputs)],
  cross: (result) => told(result, "cross"),
  norms: (result) => told(result, "norms"),
};

function told({ story }: Result, code: string): LessonStep[] {
  return (story?.steps ?? []).map((step): LessonStep => ({ ...step, code }));
}

function isZero(vector: readonly number[]): boolean {
  return vector.every((value) => value === 0);
}

function additions({ sum, difference }: Result, { x, y }: Inputs): readonly LessonStep[] {
  const shown = { x: column(x), y: column(y) };
  return [
    plainStep({
      code: "add",
      title: "Let y begin where x ends",
      why: `Go ${tuple(x)} first and ${tuple(y)} from there: you stand at ${tuple(sum)}. The other way round you get there too.`,
      shown,
      latex: "\\mathbf{x} + \\mathbf{y} = \\mathbf{y} + \\mathbf{x}",
    }),
    plainStep({
      code: "add",
      title: "Add entry by entry",
      why: `Steps to the right add up, ${short(x[0])} and ${short(y[0])}, and steps up add up, ${short(x[1])} and ${short(y[1])}.`,
      shown: { ...shown, "x+y": column(sum) },
      latex: `${latexColumn(x)} + ${latexColumn(y)} = ${latexColumn(sum)}`,
    }),
    plainStep({
      code: "subtract",
      title: "Subtract: from the tip of y to the tip of x",
      why: `x − y is what must be added to y to come to x: ${tuple(difference)}.${isZero(difference) ? " Here x and y are equal, and there is no way to go." : ""}`,
      shown: { ...shown, "x−y": column(difference) },
      latex: `${latexColumn(x)} - ${latexColumn(y)} = ${latexColumn(difference)}`,
    }),
  ];
}

function scalings({ scaled, lengths: [, length] }: Result, { x, factor }: Inputs): readonly LessonStep[] {
  const shown = { x: column(x), factor·x: column(scaled) };
  const line = length === 0 ? "All multiples of 0 are 0." : "All multiples of x together are the line through 0 and x.";
  return [
    plainStep({
      code: "scale",
      title: `Multiply every entry by ${short(factor)}`,
      why: `${tuple(x)} becomes ${tuple(scaled)}. ${direction(factor, length)}`,
      shown,
      latex: `${latexFactor(factor)} \\, ${latexColumn(x)} = ${latexColumn(scaled)}`,
    }),
    plainStep({
      code: "scale",
      title: "The length is scaled by the size of the factor",
      why: `x is ${short(length)} long, and the result ${short(Math.abs(factor))} times as long: ${short(Math.abs(factor) * length)}. ${line}`,
      shown,
      latex: `\\|${latexFactor(factor)} \\, \\mathbf{x}\\| = ${latexFactor(Math.abs(factor))} \\cdot ${latexFactor(length)} = ${latexFactor(Math.abs(factor) * length)}`,
    }),
    length === 0
      ? plainStep({
          code: "norms",
          title: "The zero vector has no direction",
          why: "To divide by its length would be to divide by 0: there is no vector of length 1 along x.",
          shown: { x: column(x) },
          latex: "\\|\\mathbf{x}\\| = 0",
        })
      : plainStep({
          code: "norms",
          title: "Divide by the length: a vector of length 1",
          why: `With the factor 1/‖x‖ only the direction of x is left, a vector from 0 to the unit circle.`,
          shown: { x: column(x), "x/‖x‖": column(x.map((entry) => entry / length)) },
          latex: `\\frac{\\mathbf{x}}{\\|\\mathbf{x}\\|} = \\frac{1}{${latexFactor(length)}} ${latexColumn(x)} = ${latexColumn(x.map((entry) => entry / length))}`,
        }),
  ];
}

/** What becomes of the direction of x. */
function direction(factor: number, length: number): string {
  if (length === 0) return "The zero vector has no direction, and stays what it is.";
  if (factor === 0) return "Nothing is left of it: 0·x is the zero vector.";
  if (factor < 0) return "It points the other way, because the factor is negative.";
  return "It keeps its direction.";
}

function shadowStep({ shadow, dot, lengths: [, length] }: Result, { x, y }: Inputs): LessonStep {
  return plainStep({
    code: "shadow",
    title: "How much of y lies along x",
    why: isZero(x)
      ? "x is zero and points nowhere: nothing of y lies along it."
      : `Divided by the length of x, x·y is the length of p, the shadow that y throws on the line of x: ${short(dot / length)}${dot < 0 ? ", negative because it falls on the other side of 0" : ""}.`,
    shown: { x: column(x), y: column(y), p: column(shadow) },
    latex: isZero(x)
      ? "\\mathbf{x} = \\mathbf{0}"
      : `\\mathbf{p} = \\frac{\\mathbf{x} \\cdot \\mathbf{y}}{\\mathbf{x} \\cdot \\mathbf{x}} \\, \\mathbf{x} = \\frac{${latexFactor(dot)}}{${latexFactor(length * length)}} ${latexColumn(x)} = ${latexColumn(shadow)}`,
  });
}
