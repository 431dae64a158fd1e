/**
 * A number without the noise that rounding left: to nine digits after the point. What visitors set has four, so that a
 * picture's numbers are zero where they are smaller.
 */
export function settled(value: number): number {
  return Math.round(value * 1e9) / 1e9 + 0;
}
