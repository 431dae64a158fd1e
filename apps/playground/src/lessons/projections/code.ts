import { array, matmul } from "@linnet/core";
import * as explain from "@linnet/explain";
import { lstsq } from "@linnet/linalg";

export interface Inputs {
  /** Project b on the columns of A, or fit a line to points. */
  readonly task: "project" | "fit";
  /** One column of 2 entries, or two of 3. */
  readonly A: readonly (readonly number[])[];
  readonly b: readonly number[];
  /** x and y, a point a row. */
  readonly points: readonly (readonly number[])[];
}

/** What is nearest to b among the mixtures A·c of columns? */
export function compute({ task, A, b, points }: Inputs) {
  // [ask] A line y = c₁ + c₂·x through points is such a mixture.
  const isFit = task === "fit";
  const left = isFit ? points.map(([x]) => [1, x]) : A;
  const right = isFit ? points.map(([, y]) => y) : b;

  // [tell] By hand: what is left over must be orthogonal to all columns.
  const tell = isFit ? explain.leastSquares : explain.projection;
  const story = tell(left, right);

  // [solve] In floats, by orthogonal factors.
  const answer = lstsq(array(left), array(right));
  const c = answer.x.toArray() as number[];
  const rank: number = answer.rank.item();

  // [rest] The nearest point A·c, and what is left of b.
  const nearest = matmul(array(left), array(c)).toArray() as number[];
  const rest = right.map((value, i) => value - nearest[i]);
  return { story, c, rank, nearest, rest };
}
