import type { Step } from "@linnet/explain";
import { type Field, choice, matrix, vector } from "../../state/fields.js";
import { short } from "../../ui/format.js";
import { column } from "../entries.js";
import { latexColumn } from "../latex.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { settled } from "../settled.js";
import type { compute } from "./code.js";

const SIZE = { least: -100, most: 100 };

const fields = {
  task: choice("project", ["project", "fit"]),
  A: spanning([[4], [2]]),
  b: vector([2, 4], SIZE, { least: 2, most: 3 }),
  points: matrix(
    [
      [-4, -2],
      [-2, 0],
      [0, -1],
      [2, 2],
      [4, 1],
    ],
    SIZE,
    { least: 2, most: 8 },
  ),
};

/** One row more than columns: a line in the plane, or a plane in space. */
function spanning(initial: readonly (readonly number[])[]): Field<readonly (readonly number[])[]> {
  const field = matrix(initial, SIZE, { least: 2, most: 3 }, { least: 1, most: 2 });
  return {
    ...field,
    read: (text) => {
      const rows = field.read(text);
      return rows !== null && rows.length === rows[0].length + 1 ? rows : null;
    },
  };
}

type Result = ResultOf<typeof compute>;

const SPANS = ["the origin alone", "a line", "a plane"];

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  fits: [{ of: ["A", "b"], holds: ({ A, b }) => A.length === b.length }],
  caption(result, { task }) {
    const { rank } = result;
    const [c, nearest] = [result.c.map(settled), result.nearest.map(settled)];
    const left = settled(Math.hypot(...result.rest));
    if (task === "fit") {
      if (rank < 2) {
        return `All points stand at the same x: infinitely many lines do equally well, and all leave squares of ${short(left ** 2)} in sum.`;
      }
      return `The line y = ${short(c[0])} ${c[1] < 0 ? "−" : "+"} ${short(Math.abs(c[1]))}·x is the best: the squares of what is left sum to ${short(left ** 2)}.`;
    }
    const flat = rank === c.length ? "" : ` The columns of A span ${SPANS[rank]}.`;
    const p = `(${nearest.map((value) => short(value)).join(", ")})`;
    return `Nearest to b is p = ${p}, ${short(left)} away; b − p is orthogonal to the columns of A.${flat}`;
  },
  steps(result) {
    const told = result.story.steps.map((step, i): LessonStep => ({
      ...brief(step),
      code: i === 0 ? "ask" : "e" in step.after ? "rest" : "tell",
    }));
    return [...told, inFloats(result)];
  },
};

/** A step that tells what is left, without the matrices before it, which would push it off the screen. */
function brief(step: Step): Step {
  const { A: _A, x: _x, ...rest } = step.after;
  return "e" in rest
    ? { ...step, after: rest, highlighted: step.highlighted.filter(({ matrix }) => matrix in rest) }
    : step;
}

function inFloats({ c, rank }: Result): LessonStep {
  const which =
    rank === c.length ? "" : " The columns are dependent: of all c that do equally well, this is the shortest.";
  return {
    title: "A program takes orthogonal factors",
    why: `AᵀA has the square of A’s condition number, so rounding errors grow with that square. lstsq works with orthogonal factors of A itself, and never forms AᵀA.${which}`,
    rule: "A = Q·R,  R·c = Qᵀ·b",
    latex: `\\mathbf{c} \\approx ${latexColumn(c.map(settled))}`,
    before: {},
    after: { c: column(c.map(settled)) },
    highlighted: [],
    code: "solve",
  };
}
