import type { LessonStep } from "../lesson.js";
import { matrixAt } from "../matrix-at.js";
import type { Inputs } from "./code.js";
import { type Scene, columnArrows, ghosts, tracks } from "./scene.js";
import { type Rows, between, columnsOf, inverseOfLower, product, unit } from "./small-matrices.js";

/** What is left of A after a step, and by which matrix M it was made: M·A. */
interface State {
  readonly left: Rows;
  readonly M: Rows;
}

/** Elimination or reflections: each moves the plane, and the columns of A with it, until they stand in a triangle. */
export function movesScene(steps: readonly LessonStep[], at: number, inputs: Inputs, t: number): Scene {
  const { A, by } = inputs;
  const isMirrored = by === "householder";
  const [then, now] = [stateAt(steps, at - 1, inputs), stateAt(steps, at, inputs)];
  const hasMoved = String(now.left) !== String(A);
  const left = between(then.left, now.left, t);
  const letter = hasMoved ? (isMirrored ? "r" : "u") : "a";
  return {
    told: isMirrored ? toldOfMirrors(steps, at, hasMoved) : toldOfElimination(steps, at, hasMoved),
    grid: between(then.M, now.M, t),
    arrows: [...(hasMoved ? ghosts(A, "a") : []), ...tracks(then.left, left), ...columnArrows(left, letter)],
    spans: [
      ...(hasMoved ? [{ edges: columnsOf(A), tone: "quiet", dashed: true } as const] : []),
      { edges: columnsOf(left), tone: "c" },
    ],
    ...mirrorOf(steps[at], inputs),
  };
}

function stateAt(steps: readonly LessonStep[], at: number, { A, by }: Inputs): State {
  const [L, U, p, Q, R] = ["L", "U", "p", "Q", "R"].map((name) => matrixAt(steps, at, name));
  if (by === "householder") return R === undefined || Q === undefined ? begin(A) : { left: R, M: columnsOf(Q) };
  if (L === undefined || U === undefined) return begin(A);
  const order = p === undefined ? A.map((_, i) => i) : p.map(([row]) => row);
  return {
    left: U,
    M: product(
      inverseOfLower(L),
      order.map((row) => unit(A.length)[row]),
    ),
  };
}

function begin(A: Rows): State {
  return { left: A, M: unit(A.length) };
}

/** The line or plane in which a step mirrors everything, by the direction across it. */
function mirrorOf({ before, after, title }: LessonStep, { A, by }: Inputs): Pick<Scene, "mirror"> {
  if (by !== "householder") {
    const order = [before["p"], after["p"]].map((p) => p?.map(([row]) => row.value) ?? []);
    const moved = order[1].flatMap((row, i) => (row === order[0][i] ? [] : [i]));
    if (moved.length === 0) return {};
    return { mirror: A.map((_, i) => (i === moved[0] ? 1 : i === moved[1] ? -1 : 0)) };
  }
  const v = after["v"]?.map(([{ value }]) => value);
  if (v === undefined || title.startsWith("Turn")) return {};
  return { mirror: [...Array.from({ length: A.length - v.length }, () => 0), ...v] };
}

function toldOfElimination(steps: readonly LessonStep[], at: number, hasMoved: boolean): string {
  const { title, before, after } = steps[at];
  if (String(before["p"]?.map(([{ text }]) => text)) !== String(after["p"]?.map(([{ text }]) => text)))
    return "Exchanging rows is a mirror: two coordinates change places.";
  if (at === steps.length - 1 || title.startsWith("L·U")) return "Column 1 lies on the axis; L shears U back to A.";
  if (isChange(steps[at], "U")) return "Taking a multiple of a row from another is a shear.";
  return hasMoved
    ? "Nothing moves: the pivot stays where it is."
    : "The columns of A. Shears will lay the first on its axis.";
}

function toldOfMirrors(steps: readonly LessonStep[], at: number, hasMoved: boolean): string {
  if (!isChange(steps[at], "R"))
    return hasMoved
      ? "Column 1 lies on the axis; Q carries R back to A."
      : "The columns of A. A mirror will lay the first on its axis.";
  return steps[at].after["v"] === undefined
    ? "The diagonal of R is to be positive: axes are turned over."
    : "A mirror lays a column on its axis; lengths and angles stay.";
}

function isChange({ before, after }: LessonStep, name: string): boolean {
  const text = (matrices: LessonStep["after"]): string => String(matrices[name]?.flat().map(({ value }) => value));
  return text(before) !== text(after);
}
