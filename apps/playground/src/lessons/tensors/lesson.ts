import { type Field, choice, vector } from "../../state/fields.js";
import { short } from "../../ui/format.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { plainStep } from "../plain-step.js";
import { tuple } from "../tuple.js";
import { type Meeting, meetingsOf } from "./axes.js";
import type { Inputs, compute } from "./code.js";
import { sentenceOf } from "./compiler.js";

/** One to three axes of up to three elements. */
function shape(initial: readonly number[]): Field<readonly number[]> {
  const field = vector(initial, { least: 1, most: 3 }, { least: 1, most: 3 });
  return {
    ...field,
    read(text) {
      const value = field.read(text);
      return value?.every(Number.isInteger) === true ? value : null;
    },
  };
}

const fields = {
  topic: choice<Inputs["topic"]>("broadcast", ["broadcast", "batches", "reduce"]),
  a: shape([2, 3, 1]),
  b: shape([3]),
};

type Result = ResultOf<typeof compute>;

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption({ topic, x, y, added, multiplied, total }) {
    const [a, b] = [tuple(x.shape), tuple(y.shape)];
    if (topic === "reduce") {
      if (x.values.length === 1) return `The one element of a, of shape ${a}, is also its sum: ${short(total)}.`;
      return `The ${x.values.length} elements of a, of shape ${a}, add up to ${short(total)}.`;
    }
    const { ok, problem } = topic === "broadcast" ? added : multiplied;
    const sign = topic === "broadcast" ? "+" : "·";
    return problem ?? `a ${sign} b has the shape ${tuple(ok?.shape ?? [])}: ${a} meets ${b}.`;
  },
  steps: (result) => [shapeStep(result), ...STEPS[result.topic](result)],
};

const STEPS: Readonly<Record<Inputs["topic"], (result: Result) => readonly LessonStep[]>> = {
  broadcast: broadcasting,
  batches,
  reduce: reductions,
};

function latexShape(sizes: readonly (number | string)[]): string {
  return `(${sizes.join(", ")})`;
}

function shapeStep({ x, y, topic }: Result): LessonStep {
  const axes = (count: number): string => (count === 1 ? "one axis" : `${["two", "three"][count - 2]} axes`);
  const other = topic === "reduce" ? "" : ` b has ${axes(y.shape.length)} and ${counted(y.values.length)}.`;
  return plainStep({
    code: "shape",
    title: "Count the axes",
    why: `a has ${axes(x.shape.length)} and ${counted(x.values.length)}, the product of its sizes.${other} With one axis an array is a vector, with two a matrix; with more many call it a tensor.`,
    latex: `\\operatorname{shape}(a) = ${latexShape(x.shape)}${topic === "reduce" ? "" : `, \\quad \\operatorname{shape}(b) = ${latexShape(y.shape)}`}`,
  });
}

function counted(elements: number): string {
  return elements === 1 ? "1 element" : `${elements} elements`;
}

/** Up to the first axis at which the shapes do not meet. */
function broadcasting({ x, y, added }: Result): readonly LessonStep[] {
  const meetings = meetingsOf(x.shape, y.shape);
  const bad = meetings.findIndex(({ size }) => size === null);
  const compared = (bad < 0 ? meetings : meetings.slice(0, bad + 1)).map((meeting, k) =>
    compareStep(meeting, k, x.shape, y.shape, added.problem ?? ""),
  );
  if (added.ok === null) return compared;
  return [
    ...compared,
    plainStep({
      code: "broadcast",
      title: "Add element by element",
      why: `Now both have the shape ${tuple(added.ok.shape)}. Nothing was copied: a repeated axis is the same memory, read again.`,
      latex: `\\operatorname{shape}(a + b) = ${latexShape(added.ok.shape)}`,
    }),
  ];
}

function compareStep(
  { a, b, size }: Meeting,
  k: number,
  left: readonly number[],
  right: readonly number[],
  problem: string,
): LessonStep {
  const place = k === 0 ? "last axis" : k === 1 ? "last axis but one" : "last axis but two";
  const missing = k >= left.length ? "a" : k >= right.length ? "b" : null;
  const latex = `${a} \\text{ and } ${b} \\;\\to\\; ${size ?? "\\text{no size}"}`;
  const tell = (title: string, why: string): LessonStep => plainStep({ code: "broadcast", title, why, latex });
  if (size === null) {
    return tell(
      `The ${place}: ${a} and ${b} do not meet`,
      `Neither is 1, and they differ: nothing says which elements belong together. ${refusal(problem)}`,
    );
  }
  if (a === b && missing === null) return tell(`The ${place}: ${a} meets ${b}`, "Equal sizes meet element by element.");
  const repeated = a === size ? "b" : "a";
  const why =
    missing === null
      ? `One element is repeated ${size} times: ${repeated} is stretched along this axis. The copies are dashed.`
      : `${missing} has no such axis; it counts as 1${size === 1 ? "." : `, and is repeated ${size} times. The copies are dashed.`}`;
  return tell(`The ${place}: ${a} meets ${b}`, why);
}

/** What both say of shapes that do not meet: the compiler, and the program when it runs. */
function refusal(problem: string): string {
  return `Where the sizes are in the types, TypeScript says so before the program runs: “${sentenceOf(problem)}”. Otherwise the program stops with that.`;
}

function batches({ x, y, multiplied }: Result): readonly LessonStep[] {
  const [m, k] = [x.shape[x.shape.length - 2], x.shape[x.shape.length - 1]];
  const inner = y.shape[Math.max(y.shape.length - 2, 0)];
  const rows =
    m === undefined ? "a has no rows: it is taken for one row" : `the matrices of a have ${m} × ${k} elements`;
  return [
    plainStep({
      code: "batches",
      title: k === inner ? `Match the inner sizes: ${k} and ${inner}` : `The inner sizes ${k} and ${inner} differ`,
      why: `The last two axes are matrices; ${rows}. A row of a meets a column of b, and both must be ${k} long.`,
      latex: `(\\dots, m, k) \\cdot (\\dots, k, n) = (\\dots, m, n)`,
    }),
    plainStep({
      code: "batches",
      title: multiplied.ok === null ? "There is no product" : "Multiply matrix by matrix",
      why:
        (multiplied.problem === null
          ? null
          : `Rows and columns, or the batches, do not fit each other. ${refusal(multiplied.problem)}`) ??
        "Every matrix of a is multiplied by the matrix of b in the same place of the batch; where b has only one, by that one. So a network reads many inputs at once.",
      latex: `${latexShape(x.shape)} \\cdot ${latexShape(y.shape)} \\;\\to\\; ${multiplied.ok === null ? "\\text{no shape}" : latexShape(multiplied.ok.shape)}`,
    }),
  ];
}

function reductions({ x, sums, total }: Result): readonly LessonStep[] {
  return [
    ...sums.map((part, axis) =>
      plainStep({
        code: "reduce",
        title: `Add up along axis ${axis}`,
        why: `Axis ${axis} has the size ${x.shape[axis]} and goes; the others stay. ${counted(part.values.length)} of ${x.values.length} ${part.values.length === 1 ? "is" : "are"} left.`,
        latex: `${latexShape(x.shape)} \\;\\to\\; ${latexShape(part.shape)}`,
      }),
    ),
    plainStep({
      code: "reduce",
      title: "Add up along all axes",
      why: `One number is left, an array without axes: ${short(total)}.`,
      latex: `${latexShape(x.shape)} \\;\\to\\; () \\qquad \\textstyle\\sum a = ${total}`,
    }),
  ];
}
