import { array, cos, eye, matmul, matrixTranspose, mul, sin, stack } from "@linnet/core";
import * as explain from "@linnet/explain";
import { cond, inv } from "@linnet/linalg";

type Rows = readonly (readonly number[])[];

export interface Inputs {
  readonly A: Rows;
}

/** The corners of a letter F, one a column. */
const letter: Rows = [
  [1, 0, 0, 0.4, 0.4, 0.8, 0.8, 0.4, 0.4, 1],
  [2, 2, 0, 0, 0.8, 0.8, 1.2, 1.2, 1.6, 1.6],
];

/** What undoes a map, and how well. */
export function compute({ A }: Inputs) {
  // [transpose] Rows become columns.
  const transposed = matrixTranspose(array(A));

  // [identity] The identity leaves everything where it is.
  const unmoved = matmul(eye(2), array(letter));

  // [map] A moves the letter.
  const moved = matmul(array(A), array(letter));

  // [eliminate] The inverse by Gauss–Jordan elimination, told in fractions.
  const story = explain.inverse(A, { arithmetic: "exact" });

  // [undo] The same in floats: if there is an inverse, it brings the letter back.
  const inverse = "A⁻¹" in story.results ? inv(array(A)) : null;
  const back = inverse === null ? null : matmul(inverse, moved);

  // [trust] Where may x be, if A·x is only known to lie in a small circle?
  const angles = array(Array.from({ length: 48 }, (_, i) => (i * Math.PI) / 24));
  const circle = mul(stack([cos(angles), sin(angles)]), 0.25);
  const doubt = inverse === null ? null : matmul(inverse, circle);
  const condition: number = cond(array(A)).item();

  const rows = (x: typeof moved) => x.toArray() as number[][];
  return {
    story,
    condition,
    letter,
    transposed: rows(transposed),
    unmoved: rows(unmoved),
    moved: rows(moved),
    inverse: inverse && rows(inverse),
    back: back && rows(back),
    circle: rows(circle),
    doubt: doubt && rows(doubt),
  };
}
