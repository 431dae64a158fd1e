import { type NDArray, ShapeError, ValueError, scope } from "@linnet/core";
import { requireArray } from "@linnet/core/extend";
import type { Problem } from "./objective.js";
import { requireFunction } from "./options.js";
import type { Point } from "./source.js";

/** Where second derivatives come from: a matrix, or its products with vectors. One of both is needed. */
export type Curvature<T> =
  | {
      /**
       * ∂²f/∂xᵢ∂xⱼ, shape `[n, n]`, or `[…x.shape, …x.shape]` as `hessian(f)` of autograd answers. The elements of a tree count
       * leaf after leaf. The lower triangle is read.
       */
      readonly hessian: (x: T) => NDArray;
      readonly product?: undefined;
    }
  | {
      readonly hessian?: undefined;
      /** H·v, a tree like x: `(x, v) => hvp(f, [x], [v])[0]` with autograd. */
      readonly product: (x: T, v: T) => T;
    };

/** H·v at one point. */
export type Product = (v: Float64Array) => Float64Array;

/** Either kind, checked. @throws {ValueError} when neither or both were given */
export function requireCurvature<T>(op: string, { hessian, product }: Partial<Curvature<T>>): Curvature<T> {
  requireFunction(op, "hessian", hessian);
  requireFunction(op, "product", product);
  if (hessian !== undefined && product === undefined) return { hessian };
  if (product !== undefined && hessian === undefined) return { product };
  const got = hessian === undefined ? "neither" : "both";
  const hint = "Pass { hessian: (x) => H } for few variables, { product: (x, v) => H·v } for many.";
  throw new ValueError(op, "one of hessian and product must be given", got, hint);
}

/** The Hessian's elements, row-major. @throws {ShapeError} unless it is [n, n] @throws {ValueError} when one is not finite */
export function hessianAt<T>(problem: Problem<T>, hessian: (x: T) => NDArray, { x }: Point): Float64Array {
  problem.derivativeEvaluations++;
  const elements = scope(() => {
    const matrix = requireArray(problem.op, "hessian", hessian(problem.coordinates.unpack(x)));
    const n = x.length;
    if (matrix.ndim % 2 !== 0 || matrix.size !== n * n) {
      const shapes = { hessian: matrix.shape, "n variables": [n] };
      throw new ShapeError(problem.op, "the hessian must be [n, n]", shapes);
    }
    return Float64Array.from(matrix.toTypedArray() as Float64Array);
  });
  return requireFiniteElements(problem.op, "hessian", elements);
}

function requireFiniteElements(op: string, name: string, elements: Float64Array): Float64Array {
  const wrong = elements.find((value) => !Number.isFinite(value));
  if (wrong === undefined) return elements;
  throw new ValueError(op, `the ${name} must be finite`, String(wrong));
}

/** Products at one point, each counted. @throws {ShapeError} unless they are trees like x @throws {ValueError} when one is not finite */
export function productAt<T>(problem: Problem<T>, product: (x: T, v: T) => T, { x }: Point): Product {
  return (v) => {
    problem.derivativeEvaluations++;
    const { coordinates, op } = problem;
    const image = scope(() => coordinates.pack(product(coordinates.unpack(x), coordinates.unpack(v)), "product"));
    return requireFiniteElements(op, "product", image);
  };
}
