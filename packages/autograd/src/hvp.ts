import { type NDArray, treeLeaves } from "@linnet/core";
import { requireList } from "@linnet/core/extend";
import { differentiate } from "./differentiate.js";
import { pushForward } from "./jvp.js";
import { requireDifferentiable, requireFunction } from "./require.js";
import type { Scalar } from "./signature.js";

/**
 * The product of a scalar function's Hessian with a direction, forward over reverse: the matrix is never formed.
 *
 *     H·v,   Hᵢⱼ = ∂²f(x)/∂xᵢ∂xⱼ
 *
 * Over several arguments H is the Hessian by all of them together.
 *
 * @param f returns a 0-d float array
 * @param args the point, one tree for each argument
 * @param tangents the direction: trees of the same types, whose static parts are not looked at
 * @returns the product, one tree for each argument, of the argument's type
 * @throws {ShapeError} when `f` does not return a scalar (known shapes do not compile), or a tangent has not the shape of its
 *   argument
 * @throws {DTypeError} when no argument holds a float array
 * @remarks About 4 times the flops of `f`, whatever the size of x.
 * @see Pearlmutter, *Fast exact multiplication by the Hessian*, 1994
 * @example
 * const cubes = (x: NDArray) => sum(mul(square(x), x));
 * hvp(cubes, [array([1, 2])], [array([1, 1])])[0].toArray(); // [6, 12]
 */
export function hvp<A extends readonly unknown[], R extends NDArray>(
  f: ((...args: A) => R) & Scalar<R, false, "hvp">,
  args: readonly [...A],
  tangents: readonly [...NoInfer<A>],
): A {
  requireFunction("hvp", f);
  requireList("hvp", "args", args);
  requireDifferentiable("hvp", "one of the arguments", args);
  const positions = args.flatMap((arg, i) => (treeLeaves(arg).length > 0 ? [i] : []));
  const gradients = (...xs: A): readonly unknown[] =>
    differentiate<A>("hvp", f, { argnums: positions }, xs).gradient as readonly unknown[]; // of a list of positions
  const products = pushForward<A, readonly unknown[]>("hvp", gradients, args, tangents)[1];
  return args.map((arg, i) => (positions.includes(i) ? products[positions.indexOf(i)] : arg)) as unknown as A;
}
