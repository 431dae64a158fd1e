import type { Product } from "./curvature.js";
import type { ModelStep } from "./quadratic-model.js";
import { addScaled, dot, norm, scale } from "./vector.js";

/**
 * Steihaug's conjugate gradients: the quadratic model is minimized along conjugate directions until the gradient of the model is
 * small, the trust region ends, or the curvature is not positive; then the step goes on to the boundary.
 *
 * @param tolerance of the model's gradient
 * @see Steihaug 1983; Nocedal & Wright, *Numerical Optimization*, 2nd ed., algorithm 7.2
 */
export function steihaug(product: Product, gradient: Float64Array, radius: number, tolerance: number): ModelStep {
  const step = new Float64Array(gradient.length);
  const residual = gradient.slice(); // of the model at the step
  const direction = gradient.slice();
  scale(direction, -1);
  let predicted = 0;
  // Without rounding n products are enough; with it twice as many are.
  for (let count = 0; count < 2 * gradient.length && norm(residual) > tolerance; count++) {
    const image = product(direction);
    const curvature = dot(direction, image);
    const before = dot(residual, residual);
    const alpha = before / curvature;
    const most = toBoundary(step, direction, radius);
    if (!(curvature > 0) || alpha >= most) {
      predicted -= most * (dot(residual, direction) + (most * curvature) / 2);
      addScaled(step, most, direction);
      return { step, predicted, boundary: true };
    }
    predicted += (alpha * before) / 2;
    addScaled(step, alpha, direction);
    addScaled(residual, alpha, image);
    const beta = dot(residual, residual) / before;
    for (let i = 0; i < direction.length; i++) direction[i] = beta * direction[i] - residual[i];
  }
  return { step, predicted, boundary: false };
}

/** The t ≥ 0 at which ‖p + t·d‖ = Δ, without cancellation. */
function toBoundary(step: Float64Array, direction: Float64Array, radius: number): number {
  const a = dot(direction, direction);
  const b = dot(step, direction);
  const c = radius * radius - dot(step, step);
  const root = Math.sqrt(Math.max(0, b * b + a * c));
  return b > 0 ? c / (b + root) : (root - b) / a;
}
