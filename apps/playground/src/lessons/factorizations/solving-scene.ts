import type { LessonStep } from "../lesson.js";
import { matrixAt } from "../matrix-at.js";
import type { Inputs } from "./code.js";
import { type Drawn, type Scene, type Solved, TONES, columnArrows, ghosts, tracks } from "./scene.js";
import { type Rows, type Vector, between, columnsOf, inverseOfLower, product, unit } from "./small-matrices.js";
import { type Family, familyOf } from "./ways.js";

const LETTERS: Readonly<Record<Family, string>> = { LU: "u", QR: "r", LLT: "t" };
const UNDONE: Readonly<Record<Family, string>> = {
  LU: "The shears carry A’s columns to U’s, and b to y.",
  QR: "The frame goes to the axes, A’s columns to R’s, b to y.",
  LLT: "The ellipse becomes the circle, A’s columns Lᵀ’s, and b y.",
};

/** First the plane moves, so that the columns stand in a triangle; then b, moved with it, is a mixture that one can read off. */
export function solvingScene(
  steps: readonly LessonStep[],
  at: number,
  { A, b, by }: Inputs,
  solved: NonNullable<Solved>,
  t: number,
): Scene {
  const family = familyOf(by);
  const { M, L } = undoing(steps, at, A, family);
  const triangle = upperOf(steps, at, family);
  const letter = LETTERS[family];
  if (steps[at].code !== "forward") {
    return {
      told: "Along the last column to y’s height, then along the others.",
      grid: M,
      arrows: [
        ...mixture(triangle, solved.x),
        ...columnArrows(triangle, letter),
        { to: solved.y, tone: "d", name: "y" },
      ],
    };
  }
  const now = between(A, triangle, t);
  const [y] = between([b], [solved.y], t);
  return {
    told: UNDONE[family],
    grid: between(unit(A.length), M, t),
    ...(L === null ? {} : { circles: [L, between(L, unit(A.length), t)] }),
    arrows: [
      ...ghosts(A, "a"),
      { to: b, tone: "quiet", name: "b" },
      ...tracks(A, now),
      { from: b, to: y, tone: "d", dashed: true },
      ...columnArrows(now, letter),
      { to: y, tone: "d", name: "y" },
    ],
  };
}

/** The matrix that undoes the first factor; and L, for Cholesky. */
function undoing(
  steps: readonly LessonStep[],
  at: number,
  A: Rows,
  family: Family,
): { readonly M: Rows; readonly L: Rows | null } {
  const [L = unit(A.length), Q, p] = ["L", "Q", "p"].map((name) => matrixAt(steps, at, name));
  if (family === "QR" && Q !== undefined) return { M: columnsOf(Q), L: null };
  const order = family === "LU" && p !== undefined ? p.map(([row]) => row) : A.map((_, i) => i);
  const M = product(
    inverseOfLower(L),
    order.map((row) => unit(A.length)[row]),
  );
  return { M, L: family === "LLT" ? L : null };
}

/** The factor that is upper triangular. */
function upperOf(steps: readonly LessonStep[], at: number, family: Family): Rows {
  if (family === "LLT") return columnsOf(matrixAt(steps, at, "L") ?? []);
  return matrixAt(steps, at, family === "LU" ? "U" : "R") ?? [];
}

/** The way to y along the columns, the last one first, as back substitution finds x. */
function mixture(triangle: Rows, x: Vector): readonly Drawn[] {
  const columns = columnsOf(triangle);
  let from: Vector = x.map(() => 0);
  return x
    .map((_, k) => x.length - 1 - k)
    .map((j): Drawn => {
      const drawn = { from, to: from.map((value, i) => value + x[j] * columns[j][i]), tone: TONES[j], dashed: true };
      from = drawn.to;
      return drawn;
    });
}
