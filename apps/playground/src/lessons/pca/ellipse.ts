import type { Point } from "../../ui/plane.js";

/**
 * Points of the ellipse of a covariance matrix: where yᵀ·C⁻¹·y = reach², around the middle.
 *
 *     y = reach · L·(cos θ, sin θ),  C = L·Lᵀ
 *
 * @param C two variances and their covariance; a singular one gives a line, or a point
 */
export function ellipse(
  [[a, b], [, c]]: readonly (readonly number[])[],
  [x, y]: Point,
  reach = 2,
  count = 96,
): Point[] {
  const first = Math.sqrt(a);
  const slant = first > 0 ? b / first : 0;
  const rest = Math.sqrt(Math.max(c - slant * slant, 0)); // rounding may leave less than none
  return Array.from({ length: count + 1 }, (_, i) => {
    const angle = (2 * Math.PI * i) / count;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return [x + reach * first * cos, y + reach * (slant * cos + rest * sin)];
  });
}
