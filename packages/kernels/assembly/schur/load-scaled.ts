import { largest, scal } from "../lapack/vectors";

/** h ← A, multiplied by the power of two that brings its largest entry into [1, 2), which is answered; 0 where there is none. */
export function loadScaled<T>(n: i32, a: usize, aRow: isize, aCol: isize, h: usize, row: isize): f64 {
  let best: f64 = 0;
  for (let i = 0; i < n; i++, a += aRow) {
    const to = h + i * row;
    for (let j = 0, at = a; j < n; j++, at += aCol) store<f64>(to + (j << 3), <f64>load<T>(at));
    best = max(best, largest<f64>(n, to));
  }
  if (best == 0) return 1;
  const exponent = <i32>(reinterpret<u64>(best) >>> 52) - 1023;
  if (exponent < -1000 || exponent > 1000) return 0;
  const factor = reinterpret<f64>((<u64>(1023 - exponent)) << 52);
  if (factor != 1) for (let i = 0; i < n; i++) scal<f64>(n, factor, h + i * row);
  return factor;
}
