import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  atan2,
  cos,
  div,
  hypot,
  mul,
  neg,
  sin,
  zerosLike,
} from "@linnet/core";
import { requireOffAxis } from "./off-axis.js";
import { components, matrixOf, requireTail, vectorOf } from "./tail.js";
import type { Followed, Lead, Vectors } from "./typed-tail.js";

// ISO 80000-2, as physics has it: (r, ϑ, φ), ϑ from the z axis, φ about it, from the x axis to the y axis.

/**
 * Points from spherical coordinates.
 *
 *     x = r·sin ϑ·cos φ,  y = r·sin ϑ·sin φ,  z = r·cos ϑ
 *
 * @param p `[r, ϑ, φ]`, ϑ from the z axis, angles in radians, shape `[…, 3]`
 * @returns `[x, y, z]`, shape `[…, 3]`
 * @throws {ShapeError} for other than three coordinates
 * @throws {ValueError} when a coordinate is NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @see ISO 80000-2:2019
 * @example
 * sphericalToCartesian(array([2, Math.PI / 2, 0])).toArray(); // about [2, 0, 0]
 */
export function sphericalToCartesian<D extends DType, S extends Shape>(
  p: NDArray<D, S> & Check<Vectors<S, 3, "p">, "sphericalToCartesian">,
): NDArray<Divided<D>, S> {
  const [r, theta, phi] = components(requireTail("sphericalToCartesian", "p", p as NDArray, [3]));
  const rho: NDArray = mul(r, sin(theta));
  return vectorOf([mul(rho, cos(phi)), mul(rho, sin(phi)), mul(r, cos(theta))] as NDArray[]);
}

/**
 * Spherical coordinates of points.
 *
 *     r = √(x² + y² + z²),  ϑ = atan2(√(x² + y²), z),  φ = atan2(y, x)
 *
 * @param x `[x, y, z]`, shape `[…, 3]`
 * @returns `[r, ϑ, φ]`, ϑ in [0, π] from the z axis, φ in [−π, π], shape `[…, 3]`; on the z axis φ is that of the signs of the zeros, at the
 *   origin ϑ too
 * @throws {ShapeError} for other than three coordinates
 * @throws {ValueError} when a coordinate is NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks To a few ulp, without over- or underflow on the way, at angles near 0 and π too. On the z axis derivatives of ϑ and φ by x and
 *   y are taken as 0, at the origin all.
 * @see ISO 80000-2:2019
 */
export function cartesianToSpherical<D extends DType, S extends Shape>(
  x: NDArray<D, S> & Check<Vectors<S, 3, "x">, "cartesianToSpherical">,
): NDArray<Divided<D>, S> {
  const [a, b, c] = components(requireTail("cartesianToSpherical", "x", x as NDArray, [3]));
  const rho: NDArray = hypot(a, b);
  return vectorOf([hypot(rho, c), atan2(rho, c), atan2(b, a)] as NDArray[]);
}

/**
 * The Jacobian ∂(x, y, z)/∂(r, ϑ, φ), of determinant r²·sin ϑ.
 *
 * @param p `[r, ϑ, φ]`, shape `[…, 3]`
 * @returns shape `[…, 3, 3]`, singular on the z axis
 * @throws as `sphericalToCartesian` does
 * @example
 * sphericalToCartesianJacobian(array([2, Math.PI / 2, 0])).toArray(); // about [[1, 0, 0], [0, 0, 2], [0, -2, 0]]
 */
export function sphericalToCartesianJacobian<D extends DType, S extends Shape>(
  p: NDArray<D, S> & Check<Vectors<S, 3, "p">, "sphericalToCartesianJacobian">,
): NDArray<Divided<D>, Followed<Lead<S>, readonly [3, 3]>> {
  const [r, theta, phi] = components(requireTail("sphericalToCartesianJacobian", "p", p as NDArray, [3]));
  const [sine, cosine, s, c] = [sin(theta), cos(theta), sin(phi), cos(phi)] as NDArray[];
  const [rho, z]: NDArray[] = [mul(r, sine), mul(r, cosine)];
  return matrixOf([
    [mul(sine, c), mul(z, c), neg(mul(rho, s))],
    [mul(sine, s), mul(z, s), mul(rho, c)],
    [cosine, neg(rho), zerosLike(rho)],
  ] as NDArray[][]);
}

/**
 * The Jacobian ∂(r, ϑ, φ)/∂(x, y, z), of determinant 1/(r²·sin ϑ).
 *
 * @param x `[x, y, z]`, shape `[…, 3]`
 * @returns shape `[…, 3, 3]`
 * @throws as `cartesianToSpherical` does
 * @throws {DerivativeError} on the z axis, where it does not exist
 */
export function cartesianToSphericalJacobian<D extends DType, S extends Shape>(
  x: NDArray<D, S> & Check<Vectors<S, 3, "x">, "cartesianToSphericalJacobian">,
): NDArray<Divided<D>, Followed<Lead<S>, readonly [3, 3]>> {
  const point = requireTail("cartesianToSphericalJacobian", "x", x as NDArray, [3]);
  requireOffAxis("cartesianToSphericalJacobian", point, "points must not lie on the z axis");
  const [a, b, z] = components(point);
  const rho: NDArray = hypot(a, b);
  const r: NDArray = hypot(rho, z);
  const [c, s, sine, cosine]: NDArray[] = [div(a, rho), div(b, rho), div(rho, r), div(z, r)];
  const slope: NDArray = div(cosine, r);
  return matrixOf([
    [mul(sine, c), mul(sine, s), cosine],
    [mul(slope, c), mul(slope, s), neg(div(sine, r))],
    [neg(div(s, rho)), div(c, rho), zerosLike(rho)],
  ] as NDArray[][]);
}
