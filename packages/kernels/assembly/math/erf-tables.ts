import { scratch } from "../scratch";
import { Curve, fillCurve } from "./erf-table";
import { ERF, ERFC } from "./op";

/** Where the entries for 0 lie in scratch memory, whose first 16 KiB serve other purposes: float64, then float32. */
export const ERF_TABLE: usize = 16384 + 192 * 64;
export const GELU_TABLE: usize = 41024 + 264 * 80;
export const ERFC_TABLE: usize = 83984 + 192 * 80;
export const ERF_SINGLES: usize = 109664 + 128 * 16;
export const GELU_SINGLES: usize = 113776 + 352 * 16; // to 125568

/** A bit for every table that is there. */
let ready: i32 = 0;

/** Makes the tables that an operation reads; float32 of erfc, and of gelu where that is small, are computed as float64. */
export function prepare(op: i32, single: bool): void {
  if (single && op == ERF) {
    if (missing(1)) fillCurve<f32>(Curve.Erf, 32, 128, 128, 3, 4, 0, scratch + 109664);
  } else if (op == ERF) {
    if (missing(2)) fillCurve<f64>(Curve.Erf, 32, 192, 192, 7, 8, 0, scratch + 16384);
  } else if (op == ERFC) {
    if (missing(4)) fillCurve<f64>(Curve.Erfc, 32, 192, 128, 8, 10, 2.1519736712498913e-17, scratch + 83984);
  } else {
    if (missing(8)) fillCurve<f64>(Curve.Normal, 32, 264, 272, 8, 10, 9.479534822203318e-18, scratch + 41024);
    if (single && missing(16)) fillCurve<f32>(Curve.Normal, 64, 352, 384, 3, 4, 9.86587645037698e-10, scratch + 113776);
  }
}

/** Whether a table is not there, which it then will be. */
function missing(bit: i32): bool {
  const is = (ready & bit) == 0;
  ready |= bit;
  return is;
}
