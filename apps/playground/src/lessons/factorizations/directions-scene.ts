import type { LessonStep } from "../lesson.js";
import type { Inputs } from "./code.js";
import { type Drawn, type Scene, TONES, ghosts, nameOf } from "./scene.js";
import { type Rows, type Vector, between, columnsOf, isSame, numbersOf, unit } from "./small-matrices.js";

/** Gram–Schmidt: what is left of each column, without the parts along the directions before, becomes a direction. */
export function directionsScene(steps: readonly LessonStep[], at: number, { A }: Inputs, t: number): Scene {
  const { before, after } = steps[at];
  const found = directionsIn(steps, at);
  const [from, to] = [before["v"], after["v"]].map((v) => v && columnsOf(numbersOf(v))[0]);
  const isFrame = found.length === A.length && to === undefined;
  const isNew = to === undefined && found.length > directionsIn(steps, at - 1).length;
  return {
    told: toldOf(steps[at], found.length, isNew, isFrame && !isNew),
    circles: [unit(A.length)],
    arrows: [
      ...ghosts(A, "a"),
      ...(to === undefined ? [] : rest(from ?? to, to, t)),
      ...(isFrame && !isNew ? parts(A, found) : []),
      ...found.map((direction, j): Drawn => ({ to: direction, tone: TONES[j], name: nameOf("q", j) })),
    ],
    spans: isFrame ? [{ edges: found, tone: "c" }] : [],
    ...(isFrame && !isNew ? { grid: columnsOf(found) } : {}),
    ...(from !== undefined && to !== undefined && !isSame(from, to)
      ? { corner: { at: to, one: to.map((value) => -value), other: from.map((value, i) => value - to[i]) } }
      : {}),
  };
}

/** The directions that are known after a step. */
function directionsIn(steps: readonly LessonStep[], at: number): Rows {
  for (let k = at; k >= 0; k--) {
    const Q = steps[k].after["Q"];
    if (Q !== undefined) return columnsOf(numbersOf(Q)).filter((column) => column.every(Number.isFinite));
  }
  return [];
}

/** What is left of the column at hand, and what a step takes away from it. */
function rest(from: Vector, to: Vector, t: number): readonly Drawn[] {
  const [now] = between([from], [to], t);
  return [
    ...(isSame(from, to) ? [] : [{ from, to: now, tone: "d", dashed: true } as const]),
    { to: now, tone: "d", name: "v" },
  ];
}

/** Each column of A as a mixture of the directions. */
function parts(A: Rows, directions: Rows): readonly Drawn[] {
  return columnsOf(A).flatMap((column) => {
    let from: Vector = column.map(() => 0);
    return directions.map((direction, j): Drawn => {
      const share = column.reduce((sum, value, i) => sum + value * direction[i], 0);
      const drawn = { from, to: from.map((value, i) => value + share * direction[i]), tone: TONES[j], dashed: true };
      from = drawn.to;
      return drawn;
    });
  });
}

function toldOf({ before, after }: LessonStep, count: number, isNew: boolean, isEnd: boolean): string {
  if (isEnd) return "Q is the frame; R says how far A’s columns go along it.";
  if (isNew) return "Of length 1, it is a direction of the frame.";
  const [from, to] = [before["v"], after["v"]].map((v) => String(v?.map(([{ value }]) => value)));
  if (from !== to) return "Without its part along a direction, v is orthogonal to it.";
  return count === 0
    ? "The columns of A, and the unit circle."
    : "The next column, not yet at right angles to the frame.";
}
