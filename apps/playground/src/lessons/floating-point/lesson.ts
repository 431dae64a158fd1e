import { choice, integer, number } from "../../state/fields.js";
import type { Lesson, ResultOf } from "../lesson.js";
import type { compute } from "./code.js";
import { told } from "./telling.js";

const fields = {
  about: choice("numbers", ["numbers", "cancellation", "hilbert", "orthogonality", "normal"]),
  bits: integer(3, { least: 1, most: 6 }),
  x: number(1.3, { least: 0.25, most: 3.9 }),
  n: integer(8, { least: 2, most: 14 }),
  k: integer(8, { least: 1, most: 12 }),
};

export const lesson: Lesson<typeof fields, ResultOf<typeof compute>> = {
  fields,
  caption: ({ values }, inputs) => told(values, inputs).caption,
  steps: ({ values }, inputs) => told(values, inputs).steps,
};
