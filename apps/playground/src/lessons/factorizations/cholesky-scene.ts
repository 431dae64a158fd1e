import type { LessonStep } from "../lesson.js";
import { matrixAt } from "../matrix-at.js";
import type { Inputs } from "./code.js";
import { type Drawn, type Scene, columnArrows } from "./scene.js";
import { type Rows, between, columnsOf, numbersOf, unit } from "./small-matrices.js";

/** Cholesky: the columns of L are radii of the ellipse that L makes of the unit circle; it is the same for every root of A. */
export function choleskyScene(steps: readonly LessonStep[], at: number, { A }: Inputs, t: number): Scene {
  const { after } = steps[at];
  const refused = steps[steps.length - 1].after["xᵀ·A·x"] !== undefined;
  if (after["xᵀ·A·x"] !== undefined) return against(steps[at]);
  const whole = refused ? null : (matrixAt(steps, steps.length - 1, "L") ?? null);
  const L = matrixAt(steps, at, "L") ?? [];
  const found = columnsOf(L).filter((column) => column.some((value) => value !== 0)).length;
  const isEnd = after["L·Lᵀ"] !== undefined;
  const circle = unit(A.length);
  if (isEnd) {
    const moved = between(circle, L, t);
    return {
      told: "L carries the circle to the ellipse, and its axes to the l’s.",
      grid: moved,
      circles: [circle, moved],
      arrows: columnArrows(moved, "l"),
      spans: [{ edges: columnsOf(moved), tone: "c" }],
    };
  }
  return {
    told: refused ? "A has no ellipse, but elimination does not know yet." : toldOf(found, A.length),
    circles: whole === null ? [circle] : [circle, whole],
    arrows: columnArrows(L, "l").slice(0, found),
  };
}

function toldOf(found: number, n: number): string {
  if (found === 0) return "Every L with L·Lᵀ = A makes this ellipse of the unit circle.";
  if (found === 1) return "l₁ leads to where the ellipse reaches farthest right.";
  return found < n ? "l₂ has no part along the first axis." : "The last column lies on the last axis.";
}

/** What shows that there is no L: a vector that A turns by more than a right angle. */
function against({ after }: LessonStep): Scene {
  const column = (name: string): Rows[number] => columnsOf(numbersOf(after[name]))[0];
  const [x, image] = [column("x"), column("A·x")];
  const arrows: readonly Drawn[] = [
    { to: x, tone: "a", name: "x" },
    { to: image, tone: "b", name: "A·x" },
  ];
  return { told: "A·x is not on x’s side of the dashed line: xᵀ·A·x ≤ 0.", arrows, mirror: x };
}
