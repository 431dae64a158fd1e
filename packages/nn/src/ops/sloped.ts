import { type NDArray, mul } from "@linnet/core";
import { type Primitive, contiguousLike, primitive } from "@linnet/core/extend";

/**
 * The rules of an elementwise function of floats whose slope is better computed as such than by the rules of its parts:
 * where these cancel, or meet ∞·0.
 *
 * @param slope f′(x) in public operations
 */
export function sloped<P>(
  name: string,
  evaluate: (x: NDArray, out: NDArray, params: P) => void,
  slope: (x: NDArray, params: P) => NDArray,
): Primitive<P> {
  return primitive<P>(name, {
    batch: [0],
    abstract: ([x]) => contiguousLike(x),
    evaluate: ([x], out, params) => evaluate(x, out, params),
    derivative: {
      vjp: (ct, [x], _y, params) => [() => mul(ct, slope(x, params))],
      jvp: ([dx], [x], _y, params) => mul(dx, slope(x, params)),
    },
  });
}
