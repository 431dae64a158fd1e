import { reflectColumns, reflectRows, reflectRowsTwice } from "./reflect";
import { beta, makeReflector, reflectPairs, tau, v2, v3 } from "./reflector";

/**
 * One sweep of Francis' double-shift QR on rows and columns [from, bottom] of a Hessenberg matrix: (a, b, c) is the first
 * reflector's vector. Columns up to `right` and rows from `above` are transformed, and the rows of z, unless it is 0.
 * `begun`: an entry left of the first row was found negligible and is kept up. Strides in bytes. Nothing waits for z, so it takes
 * reflectors two by two.
 */
export function francisSweep(
  h: usize,
  row: isize,
  from: i32,
  bottom: i32,
  begun: bool,
  above: i32,
  right: i32,
  z: usize,
  zRow: isize,
  zCols: i32,
  a: f64,
  b: f64,
  c: f64,
): void {
  const top = h + above * row;
  let waits = false; // for z: the reflector before, which is (t, p, q)
  let t: f64 = 0;
  let p: f64 = 0;
  let q: f64 = 0;
  for (let k = from; k < bottom; k++) {
    const at = h + k * row + k * 8;
    const two = k == bottom - 1;
    if (k > from) makeReflector(load<f64>(at - 8), load<f64>(at + row - 8), two ? 0 : load<f64>(at + 2 * row - 8));
    else makeReflector(a, b, c);
    if (k > from) {
      store<f64>(at - 8, beta);
      store<f64>(at + row - 8, 0);
      if (!two) store<f64>(at + 2 * row - 8, 0);
    } else if (begun) store<f64>(at - 8, load<f64>(at - 8) * (1 - tau));
    if (two) {
      reflectPairs(right - k, at, 8, row);
      reflectPairs(bottom + 1 - above, top + (k << 3), row, 8);
      if (z == 0) return;
      if (waits) reflectRows<f64>(zCols, z + (k - 1) * zRow, zRow, t, p, q);
      reflectPairs(zCols, z + k * zRow, 8, zRow);
      return;
    }
    reflectRows<f64>(right - k, at, row, tau, v2, v3);
    reflectColumns<f64>(min(k + 3, bottom) + 1 - above, top + (k << 3), row, tau, v2, v3);
    if (waits) reflectRowsTwice(zCols, z + (k - 1) * zRow, zRow, t, p, q, tau, v2, v3);
    waits = z != 0 && !waits;
    t = tau;
    p = v2;
    q = v3;
  }
}
