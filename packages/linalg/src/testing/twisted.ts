import { type NDArray, astype, complex, cos, fromFunction, mul, sin } from "@linnet/core";

/** The four dtypes of factorizations. */
export const inexactTypes = ["float32", "float64", "complex64", "complex128"] as const;

/**
 * A real matrix in one of the four dtypes. A complex one is twisted, D₁·A·D₂ with unitary diagonal matrices, so that all
 * its parts differ while magnitudes, norms and singular values remain.
 */
export function inDtype(a: NDArray, dtype: (typeof inexactTypes)[number]): NDArray {
  return astype(dtype === "float32" || dtype === "float64" ? a : twisted(a), dtype);
}

function twisted(a: NDArray): NDArray {
  const [m, n] = a.shape.slice(-2);
  const angles: NDArray = fromFunction([m, n], (i, j) => 1 + 1.3 * i * i + 2.1 * j);
  return complex(mul(a, cos(angles)), mul(a, sin(angles)));
}
