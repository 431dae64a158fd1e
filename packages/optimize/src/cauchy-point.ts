import type { Box } from "./bounds.js";
import type { CompactMatrix } from "./compact-matrix.js";
import { addScaled, difference, dot } from "./vector.js";

/** Where the quadratic model first stops falling along the projected gradient. */
export interface CauchyPoint {
  readonly x: Float64Array;
  /** Wᵀ·(x − x₀). */
  readonly projection: Float64Array;
}

/**
 * The generalized Cauchy point: the first minimizer of the model along the path P(x − t·g), which bends wherever a variable reaches a
 * bound. Between bends the model is a parabola, and its slopes follow from those before by products with one row of W.
 *
 * @see Byrd, Lu, Nocedal & Zhu, *A limited memory algorithm for bound constrained optimization*, 1995, algorithm CP
 */
export function cauchyPoint(x: Float64Array, gradient: Float64Array, box: Box, matrix: CompactMatrix): CauchyPoint {
  const ends = breakpoints(x, gradient, box);
  const direction = gradient.map((g, i) => (ends[i] > 0 ? -g : 0));
  const order = Uint32Array.from(ends.keys()).filter((i) => ends[i] > 0 && ends[i] < Number.POSITIVE_INFINITY);
  order.sort((i, j) => ends[i] - ends[j]);

  const out = x.slice();
  const { theta } = matrix;
  const p = matrix.project(direction);
  const c = new Float64Array(p.length);
  let slope = -dot(direction, direction);
  let bend = -theta * slope - dot(p, matrix.times(p));
  const leastBend = -Number.EPSILON * theta * slope;
  let t = 0;
  for (const i of order) {
    const stride = ends[i] - t;
    if (-slope / bend < stride) break;
    const g = gradient[i];
    out[i] = g > 0 ? box.lower[i] : box.upper[i];
    direction[i] = 0;
    addScaled(c, stride, p);
    const row = matrix.row(i);
    const image = matrix.times(row);
    slope += stride * bend + g * g + theta * g * (out[i] - x[i]) - g * dot(image, c);
    bend = Math.max(bend - theta * g * g - 2 * g * dot(image, p) - g * g * dot(image, row), leastBend);
    addScaled(p, g, row);
    t = ends[i];
    if (!(slope < 0)) break;
  }
  const rest = slope < 0 && bend > 0 ? -slope / bend : 0;
  for (let i = 0; i < x.length; i++) if (direction[i] !== 0) out[i] = x[i] + (t + rest) * direction[i];
  box.project(out);
  return { x: out, projection: matrix.project(difference(out, x)) };
}

/** The t at which each variable of x − t·g reaches a bound. */
function breakpoints(x: Float64Array, gradient: Float64Array, box: Box): Float64Array {
  return gradient.map((g, i) => {
    if (g === 0) return Number.POSITIVE_INFINITY;
    return Math.max(0, (x[i] - (g < 0 ? box.upper[i] : box.lower[i])) / g);
  });
}
