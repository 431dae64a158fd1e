import type { Box } from "./bounds.js";
import type { CauchyPoint } from "./cauchy-point.js";
import type { CompactMatrix } from "./compact-matrix.js";
import { difference, dot } from "./vector.js";

/**
 * The model's minimum over the variables that the Cauchy point leaves free, projected into the box; where that is no descent, the
 * last point of the way there that is inside.
 *
 * @see Byrd, Lu, Nocedal & Zhu 1995, §5.1; Morales & Nocedal, *Remark on Algorithm 778*, 2011
 */
export function subspaceMinimum(
  x: Float64Array,
  gradient: Float64Array,
  cauchy: CauchyPoint,
  box: Box,
  matrix: CompactMatrix,
): Float64Array {
  const free = [...x.keys()].filter((i) => cauchy.x[i] > box.lower[i] && cauchy.x[i] < box.upper[i]);
  if (free.length === 0 || matrix.width === 0) return cauchy.x;
  const image = matrix.times(cauchy.projection);
  const reduced = Float64Array.from(
    free,
    (i) => gradient[i] + matrix.theta * (cauchy.x[i] - x[i]) - matrix.at(i, image),
  );
  const step = matrix.solveFree(free, reduced);

  const out = cauchy.x.slice();
  free.forEach((i, at) => (out[i] += step[at]));
  box.project(out);
  if (dot(difference(out, x), gradient) < 0) return out;

  let most = 1;
  free.forEach((i, at) => {
    const room = step[at] > 0 ? box.upper[i] - cauchy.x[i] : box.lower[i] - cauchy.x[i];
    if (step[at] !== 0) most = Math.min(most, room / step[at]);
  });
  const inside = cauchy.x.slice();
  free.forEach((i, at) => (inside[i] += most * step[at]));
  return box.project(inside);
}
