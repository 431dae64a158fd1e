// Eigenvectors of a triangular matrix by back-substitution; complex128, strides in bytes.

import { timesConjugate } from "../lapack/complex-rows";
import { conjugate, magnitude } from "./complex-reflector";
import { EPSILON } from "./negligible";
import { im1, re1, setFirst, solveOne } from "./shifted-solve";

/** 2⁻⁹⁶⁰: the smallest number that pivots are enlarged to. */
const FLOOR: f64 = 1.0261342003245941e-289;

/**
 * Entries from … to − 1 of the vectors x with (T − λI)·x = 0 for the eigenvalues from that index on of an n×n T, one per row of x; they
 * hold at first what the later ones leave there, and zeros where a vector begins. Row by row of T, for all vectors together.
 *
 * @param work room for n complex numbers
 * @see LAPACK ztrevc
 */
export function complexSubstitute(
  n: i32,
  t: usize,
  tRow: isize,
  x: usize,
  xRow: isize,
  from: i32,
  to: i32,
  work: usize,
): void {
  for (let i = to - 1; i >= from; i--) {
    const diagonal = t + i * (tRow + 16);
    const count = to - i - 1;
    const sums = work + (count << 4);
    for (let j = 0; j < count << 4; j += 16) v128.store(work + j, conjugate(v128.load(diagonal + 16 + j)));
    let at = x + (i + 1) * xRow + (i << 4);
    timesConjugate(count, n - i - 1, at + 16, xRow, work, sums);
    v128.store(at - xRow, f64x2(1, 0));
    const own = v128.load(diagonal);
    for (let k = i + 1; k < n; k++, at += xRow) {
      const lambda = v128.load(t + k * (tRow + 16));
      const d = f64x2.sub(own, lambda);
      const b = f64x2.sub(v128.load(at), v128.load(sums + ((k - i - 1) << 4)));
      setFirst(f64x2.extract_lane(b, 0), f64x2.extract_lane(b, 1));
      const floor = max(EPSILON * magnitude(lambda), FLOOR);
      const s = solveOne(f64x2.extract_lane(d, 0), f64x2.extract_lane(d, 1), floor);
      if (s != 1) scale(k + 1 - from, s, at - ((i - from) << 4));
      v128.store(at, f64x2(re1, im1));
    }
  }
}

/** x ← s·x for a real s. */
function scale(n: i32, s: f64, x: usize): void {
  const f = f64x2.splat(s);
  for (const end = x + (n << 4); x < end; x += 16) v128.store(x, f64x2.mul(f, v128.load(x)));
}
