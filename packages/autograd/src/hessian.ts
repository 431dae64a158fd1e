import type { NDArray } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { differentiate } from "./differentiate.js";
import { type JacobianOptions, type Joined, jacobianAt } from "./jacobian.js";
import type { Scalar } from "./signature.js";

/**
 * All second derivatives of a scalar function, forward over reverse.
 *
 *     H[i…, j…] = ∂²f(x)/∂x[i…]∂x[j…]
 *
 * @param f returns a 0-d float array
 * @returns a function of the same arguments that answers an array of shape `[…input, …input]`
 * @throws {ShapeError} when `f` does not return a scalar; known shapes do not compile
 * @throws {DTypeError} when the argument to differentiate by is no float array
 * @remarks As many passes as the argument has elements, each about 4 times the flops of `f`. For a product with one
 *   vector take `hvp` instead.
 * @example
 * hessian((x: NDArray) => sum(mul(square(x), x)))(array([1, 2])).toArray(); // [[6, 0], [0, 12]]
 */
export function hessian<A extends readonly unknown[], R extends NDArray, const N extends number = 0>(
  f: ((...args: A) => R) & Scalar<R, false, "hessian">,
  options?: Pick<JacobianOptions<N>, "argnums">,
): (...args: A) => Joined<A[N], A[N]> {
  const { argnums = 0 } = requireOptions("hessian", options);
  const slope = (...args: A): NDArray => differentiate("hessian", f, { argnums }, args).gradient as NDArray; // of an array
  return (...args) => jacobianAt("hessian", slope, { argnums, mode: "forward" }, args, true) as Joined<A[N], A[N]>;
}
