import type { Point } from "../../ui/plane.js";
import type { Inputs } from "./code.js";
import { familyOf } from "./ways.js";

/** A point of the picture that can be dragged, and what A becomes then. */
export interface Grip {
  readonly name: string;
  readonly at: Point;
  readonly move: (to: Point) => Inputs["A"];
}

/** What can be dragged of a 2 × 2 matrix: its rows for LU, its columns for QR and for solving, the rows of L for Cholesky. */
export function gripsOf({ A, by }: Inputs, isFactoring: boolean): readonly Grip[] {
  const family = isFactoring ? familyOf(by) : "QR";
  if (family === "LLT") return rowsOfL(A);
  const isRow = family === "LU";
  return [0, 1].map((k) => ({
    name: `${isRow ? "Row" : "Column"} ${k + 1} of A`,
    at: isRow ? [A[k][0], A[k][1]] : [A[0][k], A[1][k]],
    move: (to) =>
      A.map((row, i) => row.map((entry, j) => (isRow ? (i === k ? to[j] : entry) : j === k ? to[i] : entry))),
  }));
}

/** Lengths and products of the rows of L are the entries of A, so that moving a row changes A. */
function rowsOfL([[a, b], [, d]]: Inputs["A"]): readonly Grip[] {
  const left = d - (b * b) / a;
  if (!(a > 0 && left > 0)) return [];
  const first = Math.sqrt(a);
  const second: Point = [b / first, Math.sqrt(left)];
  const of = (p: Point, q: Point): Inputs["A"] => {
    const across = rounded(p[0] * q[0] + p[1] * q[1]);
    return [
      [rounded(p[0] ** 2 + p[1] ** 2), across],
      [across, rounded(q[0] ** 2 + q[1] ** 2)],
    ];
  };
  return [
    { name: "Row 1 of L", at: [first, 0], move: (to) => of([Math.max(to[0], 0.1), 0], second) },
    { name: "Row 2 of L", at: second, move: (to) => of([first, 0], [to[0], Math.max(to[1], 0.1)]) },
  ];
}

/** To the digits that links keep. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
