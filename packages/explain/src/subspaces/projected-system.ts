import type { Arithmetic } from "../arithmetic/arithmetic.js";
import { type Draft, type Grid, blank, columnOf, columnVector, dot, transposed } from "../arithmetic/grid.js";
import type { Recorder } from "../story/recorder.js";

/** A minimizer, and the directions in which it may be moved and stay one. */
export interface Minimizer<T> {
  readonly x: readonly T[];
  /** Vectors that A takes to zero. */
  readonly free: readonly (readonly T[])[];
}

/**
 * Tells how b is projected on orthonormal directions of the columns of A, and how the coordinates there give x.
 *
 * @param b as one column
 */
export function solveByProjection<T>(story: Recorder<T>, A: Grid<T>, b: Grid<T>): Minimizer<T> {
  const { arithmetic } = story;
  const { read, sub } = arithmetic;
  const n = A[0].length;
  const { directions, R, kept } = orthonormal(story, A);
  const zero: T[] = A[0].map(() => read(0));
  const others = zero.flatMap((_, j) => (kept.includes(j) ? [] : [j]));
  if (kept.length === 0) {
    story.step({
      title: "The columns have no direction",
      why: "All are zero: so is A·x, whatever x is.",
      latex: "A = 0",
      shown: ["A"],
    });
    return { x: zero, free: others.map((j) => zero.map((_, k) => read(k === j ? 1 : 0))) };
  }
  tellDirections(story, directions, R, n - kept.length);
  const d = project(story, directions, b);
  const x: Draft<T> = blank(n, 1);
  others.forEach((j) => (x[j][0] = read(0)));
  story.set("x", x);
  const triangle = { R, kept };
  const found = solveTriangle(story, triangle, d, (row, value) =>
    tellUnknown(story, { x, i: kept[row], row, isFirst: row === kept.length - 1, value }),
  );
  const free = others.map((j) => {
    const along = solveTriangle(story, triangle, columnOf(R, j));
    return along.map((entry, k) => (k === j ? read(1) : sub(read(0), entry)));
  });
  return { x: found, free };
}

interface Orthonormal<T> {
  readonly directions: Grid<T>;
  readonly R: Grid<T>;
  /** The columns that have a direction of their own. */
  readonly kept: readonly number[];
}

/** Modified Gram–Schmidt, without a word; columns of which nothing is left have no direction. */
function orthonormal<T>({ arithmetic }: Recorder<T>, A: Grid<T>): Orthonormal<T> {
  const { div, read, sqrt, value, unitRoundoff } = arithmetic;
  const directions: T[][] = [];
  const kept: number[] = [];
  const columns = A[0].map((_, j) => {
    const column = columnOf(A, j);
    const { along, left } = takeAway(arithmetic, directions, column);
    const length = sqrt(dot(arithmetic, left, left));
    const whole = Math.hypot(...column.map(value));
    if (value(length) <= 2 * A.length * unitRoundoff * whole) return along;
    directions.push(left.map((entry) => div(entry, length)));
    kept.push(j);
    return [...along, length];
  });
  const R = directions.map((_, i) => columns.map((along) => along[i] ?? read(0)));
  return { directions, R, kept };
}

/** What of a vector lies along orthonormal directions, each measured against what the ones before have left, and the rest. */
function takeAway<T>(
  arithmetic: Arithmetic<T>,
  directions: Grid<T>,
  vector: readonly T[],
): { along: readonly T[]; left: readonly T[] } {
  const { sub, mul } = arithmetic;
  const along: T[] = [];
  const left = directions.reduce((rest, q) => {
    const measure = dot(arithmetic, q, rest);
    along.push(measure);
    return rest.map((entry, k) => sub(entry, mul(measure, q[k])));
  }, vector);
  return { along, left };
}

function tellDirections<T>(story: Recorder<T>, directions: Grid<T>, R: Grid<T>, dependent: number): void {
  story.set("Q", transposed(directions));
  story.set("R", R);
  story.step({
    title: "Take orthonormal directions of the columns",
    why: `Gram–Schmidt makes them, as explain.gramSchmidt tells step by step. Q has them in its columns, R how the columns of A are made of them.${dependent === 0 ? "" : ` ${dependent === 1 ? "One column adds no direction" : `${dependent} columns add no direction`}: ${dependent === 1 ? "it depends" : "they depend"} on those before.`}`,
    rule: "A = Q·R,  QᵀQ = I",
    latex: "A = Q R",
    shown: ["A", "Q", "R"],
  });
}

/** @returns Qᵀb */
function project<T>(story: Recorder<T>, directions: Grid<T>, b: Grid<T>): readonly T[] {
  const { arithmetic } = story;
  const { along, left } = takeAway(arithmetic, directions, columnOf(b, 0));
  story.set("d", columnVector(along));
  story.set("p", columnVector(left.map((entry, i) => arithmetic.sub(b[i][0], entry))));
  story.step({
    title: "Project b on the directions",
    why: "A product with each direction gives the coordinates d of the nearest point p: no equations need be solved, as the directions are orthonormal. Each measures what the ones before have left of b, so that rounding does not add up. A·x = p has a solution.",
    rule: "d = Qᵀb,  p = Q·d",
    latex: "\\mathbf{d} = Q^{\\mathsf T} \\mathbf{b}, \\quad \\mathbf{p} = Q \\mathbf{d}",
    shown: ["Q", "b", "d", "p"],
  });
  return along;
}

/** R, and which of its columns make a triangle. */
interface Triangular<T> {
  readonly R: Grid<T>;
  readonly kept: readonly number[];
}

/** Solves R·x = d from the last row back; unknowns of other columns are 0. */
function solveTriangle<T>(
  { arithmetic }: Recorder<T>,
  { R, kept }: Triangular<T>,
  d: readonly T[],
  tell: (row: number, value: T) => void = () => {},
): T[] {
  const { read, sub, mul, div } = arithmetic;
  const x = R[0].map(() => read(0));
  for (let i = kept.length - 1; i >= 0; i--) {
    const right = kept.slice(i + 1).reduce((rest, j) => sub(rest, mul(R[i][j], x[j])), d[i]);
    x[kept[i]] = div(right, R[i][kept[i]]);
    tell(i, x[kept[i]]);
  }
  return x;
}

interface Unknown<T> {
  readonly x: Draft<T>;
  readonly i: number;
  readonly row: number;
  readonly isFirst: boolean;
  readonly value: T;
}

function tellUnknown<T>(story: Recorder<T>, { x, i, row, isFirst, value }: Unknown<T>): void {
  story.step(
    {
      title: `Row ${row + 1} of R·x = d gives unknown ${i + 1}`,
      why: isFirst ? "It has one unknown left." : "The unknowns after it are known by now.",
      rule: "xᵢ = (dᵢ − ∑ⱼ rᵢⱼ·xⱼ)/rᵢᵢ,  j > i",
      latex: `x_{${i + 1}} = ${story.arithmetic.write(value).latex}`,
      shown: ["R", "d", "x"],
      points: [
        { matrix: "R", role: "pivot", at: [[row, i]] },
        { matrix: "d", role: "used", at: [[row, 0]] },
      ],
    },
    () => {
      x[i][0] = value;
    },
  );
}
