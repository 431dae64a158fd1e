import { NO_TABLE } from "../../own-data/own-table.js";
import { choiceOrOwn, flag, integer, matrix, ofView, ownData } from "../../state/fields.js";
import { percent, short } from "../../ui/format.js";
import { entries } from "../entries.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { shorten } from "../shorten.js";
import type { compute } from "./code.js";

type Result = ResultOf<typeof compute>;

/** How far the plane of the points to drag goes. */
export const REACH = 7;

const fields = {
  source: choiceOrOwn("points", ["points", "iris"]),
  points: matrix(
    [
      [-3.5, -2.2],
      [-2.4, -0.6],
      [-1.6, -1.8],
      [-0.7, 0.4],
      [0.2, -0.5],
      [0.9, 1.1],
      [1.8, 0.2],
      [2.5, 1.9],
      [3.4, 1.2],
      [4.4, 3.3],
    ],
    { least: -REACH, most: REACH },
    { least: 2, most: 40 },
  ),
  own: ownData(NO_TABLE),
  standardize: flag(false),
  components: integer(1, { least: 1, most: 20 }),
  /** The columns that the picture has to the right and upwards. */
  across: ofView(integer(0, { least: 0, most: 19 })),
  up: ofView(integer(1, { least: 0, most: 19 })),
};

/** The sections of the code that the steps of `explain.pca` belong to, in their order. */
const SECTIONS = ["centre", "centre", "axes", "axes", "axes", "scores", "rebuild"];

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption({ ratio, variance, k, columns }) {
    if (variance[0] === 0) return "All points are the same: there is no direction in which they spread.";
    const held = ratio.slice(0, k).reduce((sum, share) => sum + share, 0);
    const axes = k === 1 ? "The first principal axis holds" : `The first ${k} principal axes hold`;
    const rest =
      k === Math.min(columns.length, ratio.length)
        ? "nothing is lost."
        : `rebuilding from ${k === 1 ? "it" : "them"} loses ${percent(1 - held)}.`;
    return `${axes} ${percent(held)} of the variance; ${rest}`;
  },
  steps(result) {
    const told = result.story.steps.map((step, i): LessonStep => ({ ...step, code: SECTIONS[i] }));
    const last = told[told.length - 1];
    const { X, scores, rebuilt } = result.story.results; // the others have been seen
    const steps = [...told.slice(0, 2), covarianceStep(result), ...told.slice(2, -1)];
    return [...steps, { ...last, after: { X, scores, rebuilt } }].map((step) => shorten(step));
  },
};

function covarianceStep({ columns, C, x }: Result): LessonStep {
  const [a, b] = columns;
  const way = C[0][1] > 0 ? "rise together" : C[0][1] < 0 ? "rise against each other" : "do not rise together";
  return {
    title: "Multiply the columns of Y with each other",
    why: `The diagonal has the variance of each column, ${short(C[0][0], 3)} for ${a}; beside it stands how they vary together: ${a} and ${b} ${way} (${short(C[0][1], 3)}). The ellipse in the picture is this matrix.`,
    rule: "C = YᵀY/(n − 1)",
    before: {},
    after: { C: entries(C, 3) },
    highlighted: [],
    latex: `C = \\tfrac{1}{${x.length - 1}}\\, Y^{\\mathsf T} Y`,
    code: "covariance",
  };
}
