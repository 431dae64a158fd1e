import type { Box } from "./bounds.js";
import { cauchyPoint } from "./cauchy-point.js";
import { CompactMatrix } from "./compact-matrix.js";
import type { LineSearchOptions } from "./line-search.js";
import type { Moved, Strategy } from "./minimize.js";
import type { Problem } from "./objective.js";
import { Pairs } from "./pairs.js";
import type { Point } from "./source.js";
import { strongWolfe } from "./strong-wolfe.js";
import { subspaceMinimum } from "./subspace-minimum.js";
import { difference, dot, norm } from "./vector.js";

/**
 * L-BFGS-B: which variables end at a bound is told by the generalized Cauchy point of the quadratic model, where the others go by
 * its minimum over them; a line search along the way there stays in the box.
 *
 * @see Byrd, Lu, Nocedal & Zhu 1995; Zhu, Byrd, Lu & Nocedal, *Algorithm 778*, 1997; Morales & Nocedal 2011
 */
export function boundedQuasiNewton<T>(
  problem: Problem<T>,
  box: Box,
  memory: number,
  lineSearch: Pick<LineSearchOptions, "decrease" | "curvature" | "maxEvaluations">,
): Strategy {
  const pairs = new Pairs(memory);
  const boxed = box.isFinite;
  let isFirst = true;

  const search = (point: Point): Moved | null => {
    const matrix = new CompactMatrix(pairs.list);
    const cauchy = cauchyPoint(point.x, point.gradient, box, matrix);
    const direction = difference(subspaceMinimum(point.x, point.gradient, cauchy, box, matrix), point.x);
    const slope = dot(point.gradient, direction);
    if (!(slope < 0)) return null; // rounding has spoilt the pairs
    const longest = box.longestStep(point.x, direction);
    const initial = isFirst && !boxed ? Math.min(1, 1 / norm(direction)) : 1;
    isFirst = false;
    const options = { ...lineSearch, initial, longest: Math.max(longest, 1), precision: problem.coordinates.epsilon };
    return strongWolfe(problem.along(point, direction), { step: 0, value: point.value, slope }, options).point;
  };

  return (point) => {
    let next = search(point);
    if (next === null && pairs.count > 0) {
      pairs.clear();
      next = search(point);
    }
    if (next !== null) pairs.add(difference(next.x, point.x), difference(next.gradient, point.gradient));
    return next;
  };
}
