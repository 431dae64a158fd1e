import { choice, integer, matrix, ofView, vector } from "../../state/fields.js";
import { scientific, short } from "../../ui/format.js";
import { plain, refusal } from "../refusal.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import type { Inputs, compute } from "./code.js";
import { solving } from "./solving.js";

const SIZE = { least: 2, most: 3 };
const ENTRIES = { least: -1000, most: 1000 };

const fields = {
  A: matrix(
    [
      [1, 3],
      [4, 2],
    ],
    ENTRIES,
    SIZE,
    SIZE,
  ),
  b: vector([5, 5], ENTRIES, SIZE),
  by: choice("lu", ["lu", "luWithoutPivoting", "classical", "modified"]),
  numbers: choice("exact", ["exact", "digits", "float64"]),
  n: ofView(integer(1000, { least: 2, most: 2000 })),
};

type Result = ResultOf<typeof compute>;

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption: ({ story, solved, refused }, { by }) => {
    const product = by.startsWith("lu") ? "A[p] = L·U" : "A = Q·R";
    if (solved === null) return story === null ? plain(refused ?? "") : `${product}, but ${plain(refused ?? "")}`;
    const exact = solved.error < 1e-12 ? "" : ` The rounded factors cost ${scientific(solved.error)} of it.`;
    return `${product}, and with the factors x = (${solved.x.map((value) => short(value)).join(", ")}).${exact}`;
  },
  steps: (result, inputs) => [
    ...factoring(result, inputs),
    ...(result.story === null || result.solved === null
      ? []
      : solving(result.story.steps[result.story.steps.length - 1].after, inputs, result.solved)),
  ],
};

/** The story of the factors, or why there are none. */
function factoring({ story, refused }: Result, { A }: Inputs): readonly LessonStep[] {
  if (story !== null) return story.steps.map((step) => ({ ...step, code: "factor" }));
  return [refusal("These factors do not exist", refused ?? "", A, "factor")];
}
