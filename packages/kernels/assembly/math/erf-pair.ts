import { mad } from "./vector";

/** Two coefficients of both lanes: c₀ + c₁·d. @inline */
export function pair(p: usize, q: usize, d: v128, at: usize): v128 {
  const e = v128.load(p + at);
  const f = v128.load(q + at);
  return mad<f64>(v128.shuffle<f64>(e, f, 1, 3), d, v128.shuffle<f64>(e, f, 0, 2));
}
