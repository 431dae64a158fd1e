import type { Matrices, Step } from "@linnet/explain";
import { choice, integer, matrix, ofView, vector } from "../../state/fields.js";
import { scientific, short } from "../../ui/format.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { plain, refusal } from "../refusal.js";
import type { Inputs, compute } from "./code.js";
import { solving } from "./solving.js";
import { PRODUCTS, familyOf } from "./ways.js";

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
  by: choice("lu", ["lu", "luWithoutPivoting", "householder", "modified", "classical", "cholesky"]),
  numbers: choice("exact", ["exact", "digits", "float64"]),
  n: ofView(integer(1000, { least: 2, most: 2000 })),
};

type Result = ResultOf<typeof compute>;

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  fits: [{ of: ["A", "b"], holds: ({ A, b }) => A.length === b.length && A.every((row) => row.length === b.length) }],
  caption: ({ story, solved, refused }, { by }) => {
    const product = PRODUCTS[familyOf(by)];
    if (solved === null) {
      const why = plain(refused ?? "");
      return story === null || by === "cholesky" ? why : `${product}, but ${why}`;
    }
    const lost =
      solved.error < 1e-12 ? "" : ` Rounding the factors has cost a relative error of ${scientific(solved.error)}.`;
    return `${product}, and with the factors x = (${solved.x.map((value) => short(value)).join(", ")}).${lost}`;
  },
  steps: (result, inputs) => {
    const { story, solved, refused } = result;
    if (story === null) return [refusal("These factors do not exist", refused ?? "", inputs.A, "factor")];
    const told = story.steps.map((step, i): LessonStep => ({
      ...brief(step, inputs, i === story.steps.length - 1),
      code: "factor",
    }));
    return solved === null ? told : [...told, ...solving(told[told.length - 1].after, inputs as Inputs, solved)];
  },
};

/**
 * A step without what follows from the rest of it and would push it off the screen: the matrix H of a reflection, which is in v.
 * Of three columns also what R was before, and Q while it grows; and at the end the products that make the test.
 */
function brief(step: Step, { A, by }: Pick<Inputs, "A"> & { readonly by: string }, isLast: boolean): Step {
  const isLarge = A.length === 3;
  const isReflecting = by === "householder" && !isLast;
  const dropped = [
    "H",
    ...(isLarge && isLast ? ["LU", "Q·R", "QᵀQ", "L·Lᵀ"] : []),
    ...(isLarge && isReflecting ? ["Q"] : []),
  ];
  const kept = (matrices: Matrices): Matrices =>
    Object.fromEntries(Object.entries(matrices).filter(([name]) => !dropped.includes(name)));
  const before = isLarge && isReflecting ? {} : kept(step.before);
  return {
    ...step,
    before,
    after: kept(step.after),
    highlighted: step.highlighted.filter(
      ({ matrix, side }) => !dropped.includes(matrix) && (side === "after" || matrix in before),
    ),
  };
}
