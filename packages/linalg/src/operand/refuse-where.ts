import { type NDArray, any, notEqual } from "@linnet/core";
import { type Primitive, bind, contiguousLike, primitive, withElements } from "@linnet/core/extend";
import { copy } from "@linnet/kernels";
import type { DerivativeError } from "../errors.js";

/**
 * x itself, whose derivative is refused where a point has none: an error in place of NaN.
 *
 * @param bad bools, shape of x: whether there is none
 * @throws {DerivativeError} by its derivatives, when one of `bad` is true
 */
export function refuseWhere(x: NDArray, bad: NDArray, error: () => DerivativeError): NDArray {
  return bind(refuseWhereP, [x, bad], error);
}

const refuseWhereP: Primitive<() => DerivativeError> = /* @__PURE__ */ primitive<() => DerivativeError>("refuseWhere", {
  batch: [0],
  abstract: ([x]) => contiguousLike(x),
  evaluate: ([x], out) => copy(x, out),

  derivative: {
    vjp: (ct, [, bad], _y, error) => [
      () => {
        if (isTrue(bad)) throw error();
        return ct;
      },
      null,
    ],
    jvp([dx], [, bad], _y, error) {
      if (isTrue(bad) && isTrue(notEqual(dx, 0))) throw error();
      return dx;
    },
  },
});

function isTrue(flags: NDArray): boolean {
  return any(withElements(flags)).item() !== 0;
}
