import { EXP2_TABLE } from "./exp2-table";

/** Intervals of 1/32 around k/32 for k = 0 … 292, beyond which tanh rounds to 1 in float32. */
const ENTRIES: i32 = 293;

/**
 * Polynomials c₀ + c₁·d + c₂·d² + c₃·d³ of tanh(k/32 + d), |d| ≤ 1/64: four float32 each. Computed when the module is
 * instantiated, as that of exp is.
 */
export const TANH_TABLE: usize = EXP2_TABLE + 2048;

fillTable();

/**
 * The series of Taylor to the fourth power, which is then spread over lower ones by d⁴ ≈ d²·h² − h⁴/8 (Chebyshev), h = 1/64.
 * What is left is below 2⁻³³. From k to k + 1 by the addition theorem: the error of 292 steps is below 2⁻⁴⁴.
 */
function fillTable(): void {
  const step: f64 = 0.031239831446031267; // tanh(1/32)
  let y: f64 = 0;
  for (let k = 0; k < ENTRIES; k++) {
    const at = TANH_TABLE + ((<usize>k) << 4);
    const slope = 1 - y * y;
    const c3 = slope * (y * y - 1 / 3.0);
    const c4 = slope * y * (2 / 3.0 - y * y);
    store<f32>(at, <f32>(y - c4 * 7.450580596923828e-9));
    store<f32>(at, <f32>slope, 4);
    store<f32>(at, <f32>(c4 * 2.44140625e-4 - y * slope), 8);
    store<f32>(at, <f32>c3, 12);
    y = (y + step) / (1 + y * step);
  }
}
