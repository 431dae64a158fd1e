import { choice, ofView, vector } from "../../state/fields.js";
import { short } from "../../ui/format.js";
import { column } from "../entries.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { settled } from "../settled.js";
import { square } from "../square.js";
import type { compute } from "./code.js";

const SIZE = { least: -100, most: 100 };
const COUNT = { least: 2, most: 3 };
/** From here on an error of 2 % in b may make one in x as large as x. */
const ILL = 50;

/** The section of the code that asks how errors grow. */
export const SHAKE = "shake";

const fields = {
  A: square(
    [
      [2, 1],
      [1, 3],
    ],
    SIZE,
    COUNT,
  ),
  b: vector([3, 5], SIZE, COUNT),
  picture: ofView(choice("columns", ["columns", "rows"])),
};

type Result = ResultOf<typeof compute>;

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  fits: [{ of: ["A", "b"], holds: ({ A, b }) => A.length === b.length }],
  caption(result) {
    const { x, free, stretches } = result;
    if (free.length === 0) {
      const parts = x.map((factor, j) => `${short(settled(factor))} times ${ORDER[j]}`);
      const condition = stretches[0] / stretches[stretches.length - 1];
      const warning = condition >= ILL ? " A is nearly singular: small errors of b become large ones of x." : "";
      return `b is ${list(parts)}. The condition number is ${short(condition, 2)}.${warning}`;
    }
    const { where, verb } = FLAT[x.length - free.length];
    return isSolved(result)
      ? `The columns of A ${where}, and so ${verb} b: there are infinitely many solutions.`
      : `The columns of A ${where}, and b ${verb} not: there is no solution.`;
  },
  steps(result) {
    const { story } = result;
    const told = story.steps.map((step): LessonStep => ({
      ...step,
      code: "A·x" in step.after ? "check" : "eliminate",
    }));
    return [...told, ...(result.free.length === 0 ? [shake(result)] : result.free.map((way) => freedom(result, way)))];
  },
};

const ORDER = ["the first column", "the second", "the third"];
/** What columns of rank 0, 1 and 2 do together. */
const FLAT = [
  { where: "are all zero", verb: "is" },
  { where: "lie on one line", verb: "does" },
  { where: "lie in one plane", verb: "does" },
];

/** Whether no equation has become 0 = 1 or the like; otherwise x is only nearest. */
export function isSolved({ story }: Pick<Result, "story">): boolean {
  const { Ab = [] } = story.results; // where there is one solution, it ends without it
  return !Ab.some((row) => row.every(({ value }, j) => (value === 0) === j < row.length - 1));
}

function shake(result: Result): LessonStep {
  const { stretches } = result;
  const [most, least] = [stretches[0], stretches[stretches.length - 1]];
  const condition = short(most / least, 2);
  return {
    title: `Errors of b may grow ${condition}-fold`,
    why: `A makes a vector of length 1 at most ${short(most, 3)} and at least ${short(least, 3)} long. So an error of 1 % in b becomes one of up to ${condition} % in x.${result.shaken === null ? "" : " If b is anywhere in a circle of radius ½, x is anywhere in an ellipse (in the picture of the rows)."}`,
    rule: "‖Δx‖/‖x‖ ≤ κ·‖Δb‖/‖b‖,  κ = σ₁/σₙ",
    latex: `\\kappa(A) = \\frac{\\sigma_1}{\\sigma_{${stretches.length}}} = ${latex(condition)}`,
    before: {},
    after: { σ: column(stretches) },
    highlighted: [],
    code: SHAKE,
  };
}

function freedom(result: Result, way: readonly number[]): LessonStep {
  const written = `(${way.map((value) => short(value)).join(", ")})`;
  const [x, n] = [column(result.x.map(settled)), column(way)];
  const { title, why } = isSolved(result)
    ? {
        title: `Along ${written} nothing changes`,
        why: `A takes n = ${written} to zero. So with x every x + t·n is a solution; the x written here is the shortest of them.`,
      }
    : {
        title: `A takes ${written} to zero`,
        why: `What A does to the unknowns forgets the direction n = ${written}, so its columns reach too little. The nearest that they come to b is A·x, ${short(distance(result), 3)} away.`,
      };
  return {
    title,
    why,
    rule: "A·n = 0  ⟹  A·(x + t·n) = A·x",
    latex: `n = \\begin{pmatrix} ${way.map((value) => latex(short(value))).join(" \\\\ ")} \\end{pmatrix}, \\quad A n = 0`,
    before: {},
    after: isSolved(result) ? { n, x } : { n, x, A·x: column(result.product.map(settled)) },
    highlighted: [],
    code: isSolved(result) ? "free" : "solve",
  };
}

function distance({ story, product }: Result): number {
  const b = story.steps[0].after["Ab"].map((row) => row[row.length - 1].value);
  return Math.hypot(...b.map((value, i) => value - product[i]));
}

function list(parts: readonly string[]): string {
  return `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}

function latex(text: string): string {
  return text.replaceAll("−", "-").replace("∞", "\\infty");
}
