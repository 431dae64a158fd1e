import { choice, matrix, vector } from "../../state/fields.js";
import { short } from "../../ui/format.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { refusal } from "../refusal.js";
import type { Inputs, compute } from "./code.js";
import { spectrumOf } from "./spectrum.js";

const fields = {
  A: matrix(
    [
      [2, 1],
      [1, 1],
    ],
    { least: -100, most: 100 },
  ),
  x: vector([1, 0.5], { least: -100, most: 100 }),
  method: choice("characteristic", ["characteristic", "power", "qr", "jacobi"]),
};

export const lesson: Lesson<typeof fields, ResultOf<typeof compute>> = {
  fields,
  caption: (_, { A }) => captionOf(A),
  steps: ({ story, refused }, { A }) => {
    if (story === null) return [refusal("This method cannot begin", refused ?? "", A, "find")];
    return story.steps.map((step, i): LessonStep => ({ ...step, code: codeOf(step, i === story.steps.length - 1) }));
  },
};

function codeOf(step: LessonStep, isLast: boolean): string {
  if (isLast) return "check";
  return step.after["p"] === undefined ? "find" : "polynomial";
}

function captionOf(A: Inputs["A"]): string {
  const spectrum = spectrumOf(A);
  switch (spectrum.kind) {
    case "two": {
      const [smaller, larger] = spectrum.values.map((value) => short(value));
      return `Two directions stay where they are: A stretches one by λ₁ = ${smaller} and the other by λ₂ = ${larger}.`;
    }
    case "all":
      return `Every direction stays where it is: A stretches all of them by ${short(spectrum.value)}.`;
    case "defective":
      return `One eigenvalue twice, λ = ${short(spectrum.value)}, and only one direction that stays: A is defective.`;
    case "complex": {
      const { re, im } = spectrum;
      const degrees = (Math.atan2(im, re) * 180) / Math.PI;
      return `No direction stays: the eigenvalues are ${short(re)} ± ${short(im)}·i. Seen from its own basis, A turns by ${short(degrees, 1)}° and stretches by ${short(Math.hypot(re, im))}.`;
    }
  }
}
