import { requireOptions, requireReal } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Check, Shape } from "../array/typed-shape.js";
import type { ValuesRule, VectorRule } from "../array/typed-vectors.js";
import { array } from "../array/from-data.js";
import { ShapeError, ValueError } from "../errors.js";
import { add, div, mul, sub } from "./arithmetic.js";
import { astype } from "./astype.js";
import { take } from "./gather-scatter.js";
import { int32Of, numbersOf, requireVector } from "./numbers-of.js";
import { placeIn } from "./search.js";
import { reshape } from "./reshape.js";
import { where } from "./where.js";

/**
 * The values at `x` of the polygon through points (xp[i], fp[i]), in float64.
 *
 * @param xp ascending, one axis; `fp` of its length
 * @param options `left`, `right`: the values before and after all points; by default those of the outermost
 * @throws {ValueError} when xp does not ascend
 * @throws {ShapeError} when there are no points, or not as many of both
 * @remarks Differentiable in all three; at a point itself the slope is that of the piece after it.
 * @example
 * interp(array([0.5, 3]), array([0, 1, 2]), array([0, 10, 30])).toArray(); // [5, 30]
 */
export function interp<S extends Shape, P extends Shape, F extends Shape>(
  x: NDArray<DType, S>,
  xp: NDArray<DType, P> & Check<VectorRule<P, "xp">, "interp">,
  fp: NDArray<DType, F> & Check<ValuesRule<F, P>, "interp">,
  options?: { readonly left?: number; readonly right?: number },
): NDArray<"float64", S> {
  const { left, right } = requireOptions("interp", options);
  const nodes = numbersOf("interp", "xp", requireVector("interp", "xp", xp));
  requireReal("interp", "fp", requireVector("interp", "fp", fp));
  const n = nodes.length;
  if (n === 0 || fp.size !== n) {
    throw new ShapeError("interp", "xp and fp must have one length, not 0", {
      xp: xp.layout.shape,
      fp: fp.layout.shape,
    });
  }
  for (let i = 1; i < n; i++) {
    if (!(nodes[i] > nodes[i - 1]))
      throw new ValueError("interp", "xp must ascend", `${nodes[i]} after ${nodes[i - 1]}`);
  }
  const [at, x0, f0] = [x as NDArray, xp, fp].map((y): NDArray => astype(y, "float64"));
  const places = Array.from(numbersOf("interp", "x", x), (v) =>
    Math.min(Math.max(placeIn(nodes, v, true) - 1, 0), Math.max(n - 2, 0)),
  );
  const [low, high] = [0, Math.min(1, n - 1)].map((step) =>
    int32Of(
      places.map((i) => i + step),
      x.layout.shape,
    ),
  );
  const inside: NDArray = at.less(nodes[0]).equal(at.greater(nodes[n - 1]));
  const [from, to]: NDArray[] = [take(x0, low), take(x0, high)];
  const width: NDArray = n === 1 ? add(sub(to, from), 1) : sub(to, from);
  const share = div(sub(where(inside, at, from), from), width) as NDArray;
  const polygon = add(mul(sub(take(f0, high), take(f0, low)), share), take(f0, low)) as NDArray;
  const end = (given: number | undefined, i: number): NDArray =>
    given === undefined ? reshape(take(f0, [i]), []) : array(given);
  const [first, last] = [end(left, 0), end(right, n - 1)];
  return where(at.less(nodes[0]), first, where(at.greater(nodes[n - 1]), last, polygon));
}
