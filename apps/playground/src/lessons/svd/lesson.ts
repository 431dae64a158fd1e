import { choice, integer, matrix, ownData } from "../../state/fields.js";
import { decimal, percent, short } from "../../ui/format.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import type { compute } from "./code.js";
import { layering } from "./layering.js";
import { CAT } from "./cat.js";

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
  picture: ownData(CAT),
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
  const steps = story.steps.map((step) => ({ ...step, code: step.after["x"] === undefined ? "tell" : "move" }));
  const last = steps[steps.length - 1];
  const { A: _, ...after } = last.after; // which stands beside the picture
  return [...steps.slice(0, -1), { ...last, after }];
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
  const price =
    numbers < all
      ? `${decimal(numbers)} numbers instead of ${decimal(all)} (${percent(numbers / all)})`
      : `${decimal(numbers)} numbers, which is no fewer than the ${decimal(all)} of the picture`;
  return `${count} of ${values.length} layers: ${price}, with a relative error of ${percent(error)}.`;
}
