import { choice, integer, matrix, ownData } from "../../state/fields.js";
import { decimal, percent, short } from "../../ui/format.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import type { compute } from "./code.js";
import { layering } from "./layering.js";
import { PORTRAIT } from "./portrait.js";

/** Pixels of the longer side of a picture: few enough that it is taken apart while a slider moves. */
export const LONGEST = 128;

const fields = {
  of: choice("plane", ["plane", "picture"]),
  A: matrix(
    [
      [2, 1],
      [0, 1.5],
    ],
    { least: -100, most: 100 },
  ),
  picture: ownData(PORTRAIT),
  rank: integer(12, { least: 1, most: LONGEST }),
};

type Result = ResultOf<typeof compute>;
export type Moves = NonNullable<Result["plane"]>;
export type Layers = NonNullable<Result["layers"]>;

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption: ({ plane, layers }) => (plane === null ? tellLayers(layers) : tellStretch(plane)),
  steps: ({ plane, layers }) => (plane === null ? layering(layers) : moving(plane)),
};

function moving({ story }: Moves): readonly LessonStep[] {
  return story.steps.map((step) => ({ ...step, code: step.after["x"] === undefined ? "tell" : "move" }));
}

function tellStretch({ values: [first, second] }: Moves): string {
  const most = short(first);
  if (first === 0) return "A sends every vector to zero.";
  if (second <= first * Number.EPSILON) {
    return `A stretches one direction by s₁ = ${most} and sends the one across it to zero: the circle becomes a stroke.`;
  }
  return `A stretches by s₁ = ${most} at most and by s₂ = ${short(second)} at least, in directions at right angles; s₁/s₂ = ${short(first / second, 2)}.`;
}

function tellLayers({ count, values, numbers, height, width, error }: Layers): string {
  const all = height * width;
  return `${count} of ${values.length} layers: ${decimal(numbers)} numbers instead of ${decimal(all)} (${percent(numbers / all)}), with a relative error of ${percent(error)}.`;
}
