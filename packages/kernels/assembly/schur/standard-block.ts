import { hypotenuse } from "../lapack/reflector";
import { EPSILON } from "./negligible";

/** The last block made, [a b; c d] with c = 0, or a = d and b·c < 0; and the rotation that leaves it. */
export let a: f64 = 0;
export let b: f64 = 0;
export let c: f64 = 0;
export let d: f64 = 0;
export let cos: f64 = 1;
export let sin: f64 = 0;

/**
 * The Schur form of a real 2×2 matrix, as `StandardBlock` of linalg makes it.
 *
 * @see LAPACK dlanv2, whose order of operations this keeps
 */
export function makeBlock(p: f64, q: f64, r: f64, s: f64): void {
  set(p, q, r, s, 1, 0);
  if (r == 0) return;
  if (q == 0) set(s, -r, 0, p, 0, 1);
  else if (p - s != 0 || q > 0 == r > 0) rotate(p, q, r, s);
}

function rotate(p: f64, q: f64, r: f64, s: f64): void {
  const half = 0.5 * (p - s);
  const larger = max(abs(q), abs(r));
  const smaller = min(abs(q), abs(r)) * (q > 0 == r > 0 ? 1 : -1);
  const scale = max(abs(half), larger);
  const discriminant = (half / scale) * half + (larger / scale) * smaller;
  if (discriminant < 4 * EPSILON) {
    equalize(p, q, r, s);
    return;
  }
  // real eigenvalues, far enough apart
  const root = sqrt(scale) * sqrt(discriminant);
  const z = half + (half >= 0 ? root : -root);
  const length = hypotenuse(r, z);
  set(s + z, q - r, 0, s - (larger / z) * smaller, z / length, r / length);
}

/** Complex eigenvalues, or real ones that are nearly equal: makes the diagonal equal, then triangular if they are real. */
function equalize(p: f64, q: f64, r: f64, s: f64): void {
  const sigma = q + r;
  const difference = p - s;
  const length = hypotenuse(sigma, difference);
  const cs = sqrt(0.5 * (1 + abs(sigma) / length));
  const sn = -((0.5 * difference) / (length * cs)) * (sigma >= 0 ? 1 : -1);
  const a1 = p * cs + q * sn;
  const b1 = -p * sn + q * cs;
  const c1 = r * cs + s * sn;
  const d1 = -r * sn + s * cs;
  const b2 = b1 * cs + d1 * sn;
  const c2 = -a1 * sn + c1 * cs;
  const middle = 0.5 * (a1 * cs + c1 * sn + (d1 * cs - b1 * sn));
  if (c2 == 0 || (b2 != 0 && b2 > 0 != c2 > 0)) set(middle, b2, c2, middle, cs, sn);
  else if (b2 == 0) set(middle, -c2, 0, middle, -sn, cs);
  else triangularize(middle, b2, c2, cs, sn);
}

function triangularize(middle: f64, q: f64, r: f64, cs: f64, sn: f64): void {
  const rootB = sqrt(abs(q));
  const rootC = sqrt(abs(r));
  const p = copysign(rootB * rootC, r);
  const t = 1 / sqrt(abs(q + r));
  const cs1 = rootB * t;
  const sn1 = rootC * t;
  set(middle + p, q - r, 0, middle - p, cs * cs1 - sn * sn1, cs * sn1 + sn * cs1);
}

function set(p: f64, q: f64, r: f64, s: f64, cs: f64, sn: f64): void {
  a = p;
  b = q;
  c = r;
  d = s;
  cos = cs;
  sin = sn;
}
