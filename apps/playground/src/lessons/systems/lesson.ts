import { matrix, vector } from "../../state/fields.js";
import { short } from "../../ui/format.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import type { compute } from "./code.js";

const fields = {
  A: matrix(
    [
      [2, 1],
      [1, 3],
    ],
    { least: -100, most: 100 },
  ),
  b: vector([3, 5], { least: -100, most: 100 }),
};

export const lesson: Lesson<typeof fields, ResultOf<typeof compute>> = {
  fields,
  caption: ({ x, determinant }) =>
    x === null
      ? "The columns of A lie on one line: mixtures of them reach no other point."
      : `b is ${short(x[0])} times the first column and ${short(x[1])} times the second; det A = ${short(determinant)}.`,
  steps: ({ story }) =>
    story.steps.map((step, i): LessonStep => ({ ...step, code: i === story.steps.length - 1 ? "check" : "eliminate" })),
};
