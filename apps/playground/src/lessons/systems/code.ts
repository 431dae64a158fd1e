import { array, matmul } from "@linnet/core";
import * as explain from "@linnet/explain";
import { lstsq, rref, solve, svdvals } from "@linnet/linalg";

export interface Inputs {
  /** Coefficients, an equation a row: 2 × 2 or 3 × 3. */
  readonly A: readonly (readonly number[])[];
  /** Right-hand sides. */
  readonly b: readonly number[];
}

/** Which mixture x of the columns of A is b? */
export function compute({ A, b }: Inputs) {
  const a = array(A);

  // [eliminate] Elimination, told step by step in fractions.
  const story = explain.solve(A, b, { arithmetic: "exact" });

  // [free] Where A takes a direction to zero, there is no x, or many.
  const free = freeDirections(A);
  const isRegular = free.length === 0;

  // [solve] In floats; without a solution, the x whose A·x is nearest to b.
  const solution = isRegular ? solve(a, array(b)) : lstsq(a, array(b)).x;
  const x = solution.toArray() as number[];

  // [check] Is A·x equal to b?
  const product = matmul(a, array(x)).toArray() as number[];

  // [shake] The longest and the shortest image of a vector of length 1.
  const stretches = svdvals(a).toArray() as number[];
  // All solutions for right-hand sides at a distance of 1/2 from b.
  const isDrawn = isRegular && b.length === 2;
  const shaken = isDrawn ? solve(a, array(circleAround(b, 0.5))).toArray() : null;
  return { story, free, x, product, stretches, shaken: shaken as number[][] | null };
}

/** For each column without a pivot: that unknown is 1, and others follow. */
function freeDirections(A: Inputs["A"]): number[][] {
  const form = rref(array(A));
  const R = form.R.toArray() as number[][];
  const pivots = form.pivots.toArray() as number[];
  const columns = A.map((_, j) => j);
  const follow = (i: number, j: number) => (pivots.includes(i) ? 0 - R[pivots.indexOf(i)][j] : 0);
  return columns.filter((j) => !pivots.includes(j)).map((j) => columns.map((i) => (i === j ? 1 : follow(i, j))));
}

/** Points of the plane, a column each. */
function circleAround([b1, b2]: readonly number[], r: number): number[][] {
  const angles = Array.from({ length: 64 }, (_, k) => (2 * Math.PI * k) / 64);
  const across = angles.map((angle) => b1 + r * Math.cos(angle));
  return [across, angles.map((angle) => b2 + r * Math.sin(angle))];
}
