import { short } from "../../ui/format.js";
import { entries, entry } from "../entries.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { square } from "../square.js";
import type { compute } from "./code.js";

const fields = {
  A: square(
    [
      [3, 1],
      [1, 2],
    ],
    { least: -100, most: 100 },
    { least: 2, most: 3 },
  ),
};

type Result = ResultOf<typeof compute>;

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption(result) {
    const [what, shape] = result.U.length === 2 ? ["area", "parallelogram"] : ["volume", "parallelepiped"];
    const exact = exactly(result);
    if (exact === 0) return `det A = 0: the ${shape} of the columns is flat, and has no ${what}.`;
    const turned =
      exact > 0
        ? "keeps orientation"
        : `turns orientation over${result.U.length === 2 ? ": from a₁ to a₂ it goes clockwise" : ", like a mirror"}`;
    return `det A = ${short(exact)}: A makes every ${what} ${short(Math.abs(exact))} times as large, and ${turned}.`;
  },
  steps: (result) => [
    ...result.expansion.steps.map((step): LessonStep => ({ ...step, code: "expand" })),
    ...result.elimination.steps.map((step): LessonStep => ({ ...step, code: "eliminate" })),
    inFloats(result),
  ],
};

/** The determinant as the fractions have it: whether it is zero is no matter of rounding. */
export function exactly({ elimination }: Result): number {
  return elimination.results["det"][0][0].value;
}

function inFloats(result: Result): LessonStep {
  const error = Math.abs(result.determinant - exactly(result));
  const rounded =
    error === 0
      ? "Here nothing was rounded away."
      : `It differs from the exact one by ${error.toPrecision(2)}, which is what rounding has cost.`;
  return {
    title: "A program multiplies the diagonal of U",
    why: `It factors A into L and U in floats, with the largest entry of a column as pivot. The determinant is the product of the diagonal of U, with a sign for the exchanges. ${rounded}`,
    rule: "P·A = L·U,  det A = ±∏ᵢ uᵢᵢ",
    latex: `\\det A \\approx ${entry(result.determinant, 6).latex}`,
    before: {},
    after: { U: entries(result.U), det: entries([[result.determinant]]) },
    highlighted: result.U.map((_, i) => ({ side: "after", matrix: "U", row: i, column: i, role: "used" })),
    code: "factor",
  };
}
