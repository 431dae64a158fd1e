import { type NDArray, add, astype, complex, eye, fromFunction } from "@linnet/core";
import { uniform } from "./gallery.js";
import type { inexactTypes } from "./twisted.js";

type DType = (typeof inexactTypes)[number];

/** Uniform numbers, of complex matrices both parts. */
export function randomMatrix(m: number, n: number, seed: number, dtype: DType = "float64"): NDArray {
  const part = (k: number): NDArray => fromFunction([m, n], uniform(m, n, seed + k)) as NDArray;
  return astype(dtype.startsWith("complex") ? complex(part(0), part(100)) : part(0), dtype) as NDArray;
}

/** Random, shifted so far that its eigenvalues are in the right half plane. */
export function inRightHalfPlane(n: number, seed: number, dtype: DType = "float64"): NDArray {
  return add(randomMatrix(n, n, seed, dtype), astype(eye(n).mul(1.5 * Math.sqrt(n)), dtype)) as NDArray;
}

/** The same numbers in double precision, in which residuals are formed. */
export function inDouble(x: NDArray): NDArray {
  return astype(x, x.type.kind === "complex" ? "complex128" : "float64") as NDArray;
}
