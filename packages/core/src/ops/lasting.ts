import { type ElementType, recordInto } from "@linnet/kernels";
import type { NDArray } from "../array/ndarray.js";
import { scalarOf } from "./elementwise.js";

/** A 0-d array that holds `value` and belongs to no scope: it lives for as long as someone holds it. */
export function lastingScalar(type: ElementType, value: number): NDArray {
  const recording = recordInto(null);
  try {
    return scalarOf(type, value);
  } finally {
    recordInto(recording);
  }
}
