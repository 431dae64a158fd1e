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

/**
 * The steps of `explain.pca`, in their order: the section of the code, and the matrices that have not been seen before; of
 * two wide ones few columns, so that they stand side by side.
 */
const TOLD = [
  { code: "centre", shown: ["X", "mean"], rows: 3, columns: 6 },
  { code: "centre", shown: ["X", "Y"], rows: 3, columns: 2 },
  { code: "axes", shown: ["S", "components"], rows: 3, columns: 6 },
  { code: "axes", shown: ["components"], rows: 3, columns: 2 },
  { code: "axes", shown: ["S", "variance", "ratio"], rows: 3, columns: 6 },
  { code: "scores", shown: ["components", "scores"], rows: 2, columns: 2 },
  { code: "rebuild", shown: ["X", "rebuilt"], rows: 3, columns: 2 },
];

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
    const steps = result.story.steps.map((step, i): LessonStep => {
      const { code, shown, ...most } = TOLD[i];
      const after = Object.fromEntries(shown.map((name) => [name, step.after[name]]));
      return shorten({ ...step, code, after }, most);
    });
    return [...steps.slice(0, 2), shorten(covarianceStep(result)), ...steps.slice(2)];
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
