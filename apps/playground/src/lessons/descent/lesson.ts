import { choice, integer, number, ofView, text, vector } from "../../state/fields.js";
import { short } from "../../ui/format.js";
import { column, entry } from "../entries.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import type { Path, compute } from "./code.js";
import { METHODS, type Method, NAMES, writeHeight } from "./methods.js";

type Result = ResultOf<typeof compute>;

const fields = {
  surface: choice("bowl", ["bowl", "rosenbrock", "himmelblau", "saddle", "own"]),
  condition: integer(10, { least: 1, most: 100 }),
  formula: text("x^2 + y^2 + 3 sin(2x) cos(2y)", 80),
  start: vector([-3.2, 2.4], { least: -6, most: 6 }),
  learningRate: number(0.05, { least: 0.0001, most: 1 }),
  momentum: number(0.8, { least: 0, most: 0.99 }),
  noise: number(0, { least: 0, most: 5 }),
  iterations: integer(40, { least: 5, most: 200 }),
  /** The method whose steps are told. */
  method: ofView(choice<Method>("sgd", NAMES)),
};

interface Told {
  readonly learningRate: number;
  readonly method: Method;
}

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption({ paths }, { surface, start, noise, condition, learningRate }) {
    const trouble = troubleAt(paths.sgd);
    if (trouble !== null) return trouble;
    const isLost = (name: Method): boolean => paths[name].end === "diverged";
    const lost = NAMES.filter((name) => isLost(name) && METHODS[name].section === "first").map(
      (name) => METHODS[name].name,
    );
    if (surface === "saddle") {
      return start[1] === 0 && noise === 0
        ? "On the ridge the slope leads to the saddle point, which is no lowest point: beside the ridge everything goes down without end."
        : "The surface falls for ever to both sides: there is no lowest point, and whatever leaves the ridge goes down without end.";
    }
    if (lost.length > 0) {
      const limit =
        surface === "bowl"
          ? ` On this bowl gradient descent bears at most 2/${condition} = ${short(2 / condition)}.`
          : "";
      const isOwn = surface === "own";
      return `${listed(lost)} ${lost.length === 1 ? "diverges" : "diverge"}: with a learning rate of ${short(learningRate)} ${isOwn ? "the steps overshoot, or the surface falls without end, or has no height where they lead" : "each step overshoots more than the last"}.${limit}`;
    }
    if (isLost("newton") || isLost("lbfgs")) {
      return "A method that searches along its direction has found no lowest point: the surface falls without end, or ends where its formula has no value.";
    }
    const { newton, sgd } = paths;
    return `After ${sgd.points.length - 1} steps gradient descent is at height ${writeHeight(last(sgd.values))}; Newton is at ${writeHeight(last(newton.values))} after ${newton.points.length - 1}, and L-BFGS at ${writeHeight(last(paths.lbfgs.values))} after ${paths.lbfgs.points.length - 1}.`;
  },
  steps(result, inputs) {
    const path = result.paths[inputs.method];
    const trouble = troubleAt(path);
    if (trouble !== null) return [stuckStep(path, trouble)];
    const moves = path.points.slice(1).map((_, k) => moveStep(path, k, inputs));
    return [startStep(path, result, inputs), ...moves, endStep(path, inputs)];
  },
};

/** What hinders every method at its start, in a sentence; null where nothing does. */
function troubleAt({ points: [start], values: [height], gradients: [slope] }: Path): string | null {
  const place = `(${start.map((coordinate) => short(coordinate)).join(", ")})`;
  if (!Number.isFinite(height)) return `The formula has no value at ${place}: move the start, or change the formula.`;
  return slope.every(Number.isFinite)
    ? null
    : `The surface has no slope at ${place}: move the start, or change the formula.`;
}

function stuckStep({ points, gradients }: Path, trouble: string): LessonStep {
  return {
    title: "Find the gradient at the start",
    why: trouble,
    before: {},
    after: { x: column(points[0]), g: column(gradients[0]) },
    highlighted: [],
    latex: "\\mathbf{g} = \\nabla f(\\mathbf{x})",
    code: "gradient",
  };
}

function startStep({ points, gradients }: Path, { H }: Result, { method }: Told): LessonStep {
  return {
    title: "Find the gradient at the start",
    why: "The gradient points to where the surface rises most. It is at right angles to the line of equal height, and not, unless the surface is round, towards the lowest point.",
    rule: "g = ∇f(x)",
    before: {},
    after: {
      x: column(points[0]),
      g: column(gradients[0] ?? []),
      ...(method === "newton" ? { H: H.map((row) => row.map((value) => entry(value))) } : {}),
    },
    highlighted: [],
    latex: "\\mathbf{g} = \\nabla f(\\mathbf{x})",
    code: "gradient",
  };
}

function moveStep({ points, values, gradients }: Path, k: number, { method, learningRate }: Told): LessonStep {
  const { name, rule, latex, why, section } = METHODS[method];
  const [from, to] = [points[k], points[k + 1]];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const fall = values[k] - values[k + 1];
  const way = fall > 0 ? `falls by ${short(fall)}` : fall < 0 ? `rises by ${short(-fall)}` : "stays as it is";
  const isThere = Number.isFinite(values[k + 1]) && Number.isFinite(length);
  const told = isThere
    ? `This step is ${short(length)} long; the height ${way}, to ${short(values[k + 1])}.`
    : "This step leads to where the surface has no height.";
  return {
    title: `${name}: step ${k + 1}`,
    why: `${why} ${told}`,
    rule,
    before: { x: column(from) },
    after: { x: column(to), g: column(gradients[k] ?? []) },
    highlighted: [],
    latex: section === "first" ? `${latex}, \\quad \\eta = ${entry(learningRate).latex}` : latex,
    code: section,
  };
}

const ENDS = {
  arrived: "The gradient is as good as zero: it has arrived.",
  stopped: "The steps that were allowed are used up.",
  diverged: "It does not arrive: the numbers grow without end, or the surface has no value where it would go.",
};

function endStep(path: Path, { method }: Told): LessonStep {
  const { points, values, end } = path;
  return {
    title: `${METHODS[method].name}: the end`,
    why: `${ENDS[end]} ${toldWay(path)}`,
    before: {},
    after: { x: column(last(points)) },
    highlighted: [],
    latex: `f(\\mathbf{x}) = ${entry(last(values)).latex}`,
    code: METHODS[method].section,
  };
}

function toldWay({ points, values }: Path): string {
  const count = points.length - 1;
  if (count === 0) return "No step was needed.";
  const to = Number.isFinite(last(values)) ? `to ${writeHeight(last(values))}` : "to where the surface has none";
  return `${count === 1 ? "One step has" : `${count} steps have`} led from height ${writeHeight(values[0])} ${to}.`;
}

/** "A", "A and B", "A, B and C". */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${last(names)}`;
}

function last<T>(list: readonly T[]): T {
  return list[list.length - 1];
}
