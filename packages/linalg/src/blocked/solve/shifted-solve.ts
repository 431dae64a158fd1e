/** Entries of a vector stay below this while it is computed, so that no sum of products overflows. */
export const VECTOR_LIMIT: number = 2 ** 400;

/** The right-hand side of an equation with a complex coefficient, then its solution. */
export const system: Float64Array = /* @__PURE__ */ new Float64Array(2);

/** The factor in (0, 1] by which b must shrink so that b/d stays below the limit. */
function shrink(b: number, d: number): number {
  return b > VECTOR_LIMIT * d ? (VECTOR_LIMIT * d) / b : 1;
}

/**
 * Solves d·x = s·b; d is enlarged to `floor` where it is smaller, and s ≤ 1 keeps x from overflowing. b and then x at `system[0]`.
 *
 * @returns s
 * @see LAPACK dlaln2
 */
export function solveOne(re: number, im: number, floor: number): number {
  if (Math.abs(re) + Math.abs(im) < floor) {
    re = floor;
    im = 0;
  }
  const b = Math.abs(system[0]) + Math.abs(system[1]);
  const s = shrink(b, Math.abs(re) + Math.abs(im));
  quotient(s * system[0], s * system[1], re, im);
  return s;
}

/** (a + ib)/(c + id) without needless overflow, to `system[0]`. @see Smith 1962 */
function quotient(a: number, b: number, c: number, d: number): void {
  if (d === 0) {
    system[0] = a / c;
    system[1] = b / c;
  } else if (Math.abs(c) >= Math.abs(d)) {
    const r = d / c;
    const t = c + d * r;
    system[0] = (a + b * r) / t;
    system[1] = (b - a * r) / t;
  } else {
    const r = c / d;
    const t = d + c * r;
    system[0] = (a * r + b) / t;
    system[1] = (b * r - a) / t;
  }
}
