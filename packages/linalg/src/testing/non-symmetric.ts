import { type Inexact, type NDArray, astype, complex } from "@linnet/core";
import { gallery } from "./gallery.js";
import { generalTypes } from "./matrix-types.js";

/** Square matrices for non-symmetric problems: the gallery (complex ones of two of its members), and LAPACK's types. */
export const squareMatrices: readonly (readonly [name: string, build: (n: number, dtype: Inexact) => NDArray])[] = [
  ...gallery.map(({ name, build }, i) => {
    const other = gallery[(i + 5) % gallery.length];
    return [
      name,
      (n: number, dtype: Inexact): NDArray => {
        const a: NDArray = build(n, n);
        return astype(dtype.startsWith("complex") ? complex(a, other.build(n, n) as NDArray) : a, dtype);
      },
    ] as const;
  }),
  ...generalTypes.map(({ name, build }) => [name, (n: number, dtype: Inexact) => build(n, n, dtype)] as const),
];

/** Of those matrices, as many as a test of order n has time for. */
export function squareMatricesFor(n: number, dtype: Inexact): typeof squareMatrices {
  if (n < 100) return squareMatrices;
  const step = dtype === "float64" ? 2 : 5;
  return squareMatrices.filter((_, i) => i % step === 0);
}
