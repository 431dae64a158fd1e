import type { Arithmetic } from "../arithmetic/arithmetic.js";
import { dot } from "../arithmetic/grid.js";
import { lengthOf } from "../arithmetic/length.js";

/** H = I − τ·v·vᵀ with v₁ = 1: the reflection that sends a vector x to a multiple of e₁. */
export interface Reflector<T> {
  readonly v: readonly T[];
  readonly tau: T;
  /** The first entry of H·x; the others are 0. */
  readonly image: T;
}

/**
 * Householder's reflector of x, or null where x has only zeros below its first entry.
 *
 *     v = (x + sign(x₁)·‖x‖·e₁)/(x₁ + sign(x₁)·‖x‖),   τ = 1 + |x₁|/‖x‖,   H·x = −sign(x₁)·‖x‖·e₁
 *
 * The sign is such that the divisor is a sum of like signs, which does not cancel.
 *
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.1
 */
export function reflectorOf<T>(arithmetic: Arithmetic<T>, x: readonly T[]): Reflector<T> | null {
  const { add, sub, div, read, value, isZero } = arithmetic;
  if (x.slice(1).every(isZero)) return null;
  const { length } = lengthOf(arithmetic, x);
  const signed = value(x[0]) < 0 ? sub(read(0), length) : length;
  const first = add(x[0], signed);
  const v = [read(1), ...x.slice(1).map((entry) => div(entry, first))];
  return { v, tau: div(first, signed), image: sub(read(0), signed) };
}

/** y − τ·v·(vᵀy) */
function reflected<T>(arithmetic: Arithmetic<T>, { v, tau }: Reflector<T>, y: readonly T[]): T[] {
  const along = arithmetic.mul(tau, dot(arithmetic, v, y));
  return y.map((entry, i) => arithmetic.sub(entry, arithmetic.mul(along, v[i])));
}

/** Reflects, in place, the columns of M in the rows from `top` on: M ← H·M. */
export function reflectColumns<T>(arithmetic: Arithmetic<T>, reflector: Reflector<T>, M: T[][], top: number): void {
  const rows = reflector.v.map((_, i) => top + i);
  for (let j = 0; j < M[0].length; j++) {
    const column = rows.map((i) => M[i][j]);
    reflected(arithmetic, reflector, column).forEach((entry, k) => (M[rows[k]][j] = entry));
  }
}

/** Reflects, in place, the rows of M in the columns from `left` on: M ← M·H. */
export function reflectRows<T>(arithmetic: Arithmetic<T>, reflector: Reflector<T>, M: T[][], left: number): void {
  for (const row of M) {
    const part = row.slice(left, left + reflector.v.length);
    row.splice(left, part.length, ...reflected(arithmetic, reflector, part));
  }
}
