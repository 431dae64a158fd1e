import { array, matmul, mean, sub } from "@linnet/core";
import { det } from "@linnet/linalg";

type Rows = readonly (readonly number[])[];

export interface Inputs {
  /** What the numbers of A are taken for. */
  readonly role: "data" | "weights" | "map";
  readonly A: Rows;
  /** What goes into the layer, or the point that is moved. */
  readonly x: readonly number[];
}

/** The corners of a letter F, one a column. */
const letter: Rows = [
  [1, 0, 0, 0.4, 0.4, 0.8, 0.8, 0.4, 0.4, 1],
  [2, 2, 0, 0, 0.8, 0.8, 1.2, 1.2, 1.6, 1.6],
];

/** The same four numbers as data, as weights and as a map. */
export function compute({ role, A, x }: Inputs) {
  const matrix = array(A);

  // [data] As data: a row is a point, a column is what was measured of all points.
  const centre = mean(matrix, { axis: 0 });

  // [centred] The points as they are seen from their mean.
  const centred = sub(matrix, centre);

  // [weights] As weights: an output is a mixture of the inputs, weighed by a row.
  const output = matmul(matrix, array(x));

  // [map] As a map: the columns are where e₁ and e₂ go, and everything goes with them.
  const moved = matmul(matrix, array(letter));

  // [area] By how much areas grow; less than zero where the plane is turned over.
  const determinant: number = det(matrix).item();

  return {
    role,
    letter,
    centre: centre.toArray() as number[],
    centred: centred.toArray() as number[][],
    output: output.toArray() as number[],
    moved: moved.toArray() as number[][],
    determinant,
  };
}
