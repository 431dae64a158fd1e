import type { Point } from "../../ui/plane.js";
import { columnOf, withColumn } from "../../ui/columns.js";
import type { Inputs } from "./code.js";

/** A point of the picture that can be dragged, and what it changes. */
export interface Grip {
  readonly name: string;
  readonly at: Point;
  readonly move: (to: Point) => Partial<Inputs>;
}

/** What can be dragged of a 2 × 2 matrix: its columns, or for Cholesky, whose A is symmetric, those of L; and b, where it is seen. */
export function gripsOf({ A, b, by }: Inputs, code: string | undefined): readonly Grip[] {
  const right: Grip = { name: "b", at: [b[0], b[1]], move: (to) => ({ b: to }) };
  const columns = by === "cholesky" ? (code === "factor" ? columnsOfL(A) : []) : columnsOfA(A);
  if (code === "back") return []; // all has moved
  return code === "factor" ? columns : [...columns, right];
}

function columnsOfA(A: Inputs["A"]): readonly Grip[] {
  return [0, 1].map((j) => ({
    name: `Column ${j + 1} of A`,
    at: columnOf(A, j),
    move: (to) => ({ A: withColumn(A, j, to) }),
  }));
}

/** A = L·Lᵀ, so that moving a column of L changes A; nothing where there is no L. */
function columnsOfL([[a, b], [, d]]: Inputs["A"]): readonly Grip[] {
  const left = d - (b * b) / a;
  if (!(a > 0 && left > 0)) return [];
  const [first, last]: [Point, number] = [[Math.sqrt(a), b / Math.sqrt(a)], Math.sqrt(left)];
  const of = ([p, q]: Point, r: number): Partial<Inputs> => ({
    A: [
      [rounded(p * p), rounded(p * q)],
      [rounded(p * q), rounded(q * q + r * r)],
    ],
  });
  return [
    { name: "Column 1 of L", at: first, move: (to) => of([Math.max(to[0], 0.1), to[1]], last) },
    { name: "Column 2 of L", at: [0, last], move: (to) => of(first, Math.max(to[1], 0.1)) },
  ];
}

/** To the digits that links keep. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
