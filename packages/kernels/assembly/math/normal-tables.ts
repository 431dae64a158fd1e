import { scratch } from "../scratch";
import { fillNormal } from "./erf-table";
import { ERFC } from "./op";

/** Where the entries for 0 lie in scratch memory, whose first 16 KiB serve other purposes: float64, then float32. */
export const GELU_TABLE: usize = 16384 + 264 * 80;
export const ERFC_TABLE: usize = 59344 + 128 * 80;
export const GELU_SINGLES: usize = 85024 + 352 * 16; // to 96816

/** Makes the tables of an operation; float32 of erfc, and of gelu where that is small, are computed as float64. */
export function prepareNormal(op: i32): void {
  if (op == ERFC) fillNormal(false, 2, 32, 128, 192, 8, 10, 2.1519736712498913e-17, scratch + 59344);
  else {
    fillNormal(false, 1, 32, 264, 272, 8, 10, 9.479534822203318e-18, scratch + 16384);
    fillNormal(true, 1, 64, 352, 384, 3, 4, 9.86587645037698e-10, scratch + 85024);
  }
}
