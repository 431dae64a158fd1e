import { array, matmul } from "@linnet/core";
import * as explain from "@linnet/explain";

type Rows = readonly (readonly number[])[];

export interface Inputs {
  readonly A: Rows;
  readonly B: Rows;
  /** How the product is read. */
  readonly by: "entries" | "columns" | "outer";
}

/** The corners of a letter F, one a column. */
const letter: Rows = [
  [1, 0, 0, 0.4, 0.4, 0.8, 0.8, 0.4, 0.4, 1],
  [2, 2, 0, 0, 0.8, 0.8, 1.2, 1.2, 1.6, 1.6],
];

/** What A·B is: in numbers, and as one map after another. */
export function compute({ A, B, by }: Inputs) {
  // [tell] The product, step by step, in the reading that was chosen.
  const story = explain.matmul(A, B, { by });

  // [first] B moves the letter first …
  const first = matmul(array(B), array(letter));

  // [second] … and A moves what B has made of it.
  const second = matmul(array(A), first);

  // [both] The product A·B does both at once.
  const product = matmul(array(A), array(B));
  const both = matmul(product, array(letter));

  // [other] In the other order it is another map.
  const swapped = matmul(array(B), array(A));
  const other = matmul(swapped, array(letter));

  const rows = (x: typeof first) => x.toArray() as number[][];
  return {
    by,
    story,
    letter,
    first: rows(first),
    second: rows(second),
    both: rows(both),
    other: rows(other),
    product: rows(product),
    swapped: rows(swapped),
  };
}
