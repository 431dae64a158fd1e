import type { Dim, Shape, ShapeProblem } from "@linnet/core";

/** A target of as many rows as x has: a number of unknown size may be any. */
export type TargetRule<N extends Dim, M extends Dim> = number extends N | M
  ? Shape
  : [N] extends [M]
    ? Shape
    : ShapeProblem<`x has ${N} rows and y ${M}`>;
