import { TINY } from "../schur/schur-task.js";
import { hypot } from "../vector/vector.js";

/** The last rotation made: G = [c s; −s̄ c] with a real c, s = re + i·im, and r. */
export const rotation: { c: number; re: number; im: number; first: number; firstImaginary: number } = {
  c: 1,
  re: 0,
  im: 0,
  first: 0,
  firstImaginary: 0,
};

/** The rotation that takes (f, g) to (r, 0), where r has the direction of f. @see LAPACK zlartg; Bindel et al. 2002 */
export function makeRotation(fRe: number, fIm: number, gRe: number, gIm: number): void {
  const f = orNothing(hypot(fRe, fIm));
  const g = orNothing(hypot(gRe, gIm));
  const length = hypot(f, g);
  const [a, b] = f === 0 ? [1, 0] : [fRe / f, fIm / f];
  if (length === 0) {
    rotation.c = 1;
    rotation.re = rotation.im = 0;
  } else {
    rotation.c = f / length;
    rotation.re = (a * gRe + b * gIm) / length;
    rotation.im = (b * gRe - a * gIm) / length;
  }
  rotation.first = a * length;
  rotation.firstImaginary = b * length;
}

/** 0 for a number that has lost digits to underflow: its direction is not to be trusted. */
function orNothing(length: number): number {
  return length < TINY ? 0 : length;
}
