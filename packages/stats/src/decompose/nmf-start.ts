import {
  type NDArray,
  type Random,
  abs,
  maximum,
  mean,
  mul,
  neg,
  slice,
  square,
  stack,
  sum,
  where,
} from "@linnet/core";
import { svdRandomized } from "@linnet/linalg";

/** Where the factorization starts. */
export type NMFStart = "nndsvda" | "nndsvd" | "random";

/** Nonnegative factors of x ≈ W·H. */
export interface NonnegativeFactors {
  /** Shape `[n, k]`. */
  readonly W: NDArray;
  /** Shape `[k, p]`. */
  readonly H: NDArray;
}

/**
 * Random factors of the size of the data, or the dominant nonnegative parts of the first k singular pairs (NNDSVD): of each pair
 * u·vᵀ its positive or its negative parts, whichever product is larger. `"nndsvda"` puts the mean of the data where that leaves zeros,
 * from which multiplicative updates never move.
 *
 * @see Boutsidis & Gallopoulos, *SVD based initialization: a head start for nonnegative matrix factorization*, 2008
 */
export function nonnegativeStart(x: NDArray, k: number, start: NMFStart, rng: Random): NonnegativeFactors {
  const [n, p]: readonly number[] = x.shape;
  const average: number = mean(x).item();
  if (start === "random") {
    const size = Math.sqrt(average / k);
    const draw = (shape: number[]): NDArray => mul(abs(rng.normal(shape).astype(x.dtype)) as NDArray, size);
    return { W: draw([n, k]), H: draw([k, p]) };
  }
  const { U, S, Vh }: { U: NDArray; S: NDArray; Vh: NDArray } = svdRandomized(x, k, { rng, powerIterations: 4 });
  const pairs = Array.from({ length: k }, (_, j) =>
    dominantParts(slice(U, ":", j), slice(Vh, j), S.at(j).item() as number, j === 0),
  );
  const filled = (rows: readonly NDArray[]): NDArray => {
    const factor = stack(rows) as NDArray;
    const kept: NDArray = where(factor.less(1e-6), 0, factor); // of an SVD's rounding
    return start === "nndsvda" ? where(kept.equal(0), average, kept) : kept;
  };
  return { W: filled(pairs.map(([u]) => u)).T as NDArray, H: filled(pairs.map(([, v]) => v)) };
}

/** The first pair is of one sign, that of a nonnegative matrix. */
function dominantParts(u: NDArray, v: NDArray, s: number, isFirst: boolean): readonly [NDArray, NDArray] {
  if (isFirst) return [u, v].map((x): NDArray => mul(abs(x), Math.sqrt(s))) as [NDArray, NDArray];
  const parts = [u, v].map((x) => [maximum(x, 0), maximum(neg(x), 0)] as NDArray[]);
  const norms = parts.map((both) => both.map((x) => Math.sqrt(sum(square(x)).item() as number)));
  const [positive, negative] = [norms[0][0] * norms[1][0], norms[0][1] * norms[1][1]];
  const sign = positive > negative ? 0 : 1;
  const size = Math.sqrt(s * Math.max(positive, negative));
  return parts.map((both, i): NDArray => {
    const norm = norms[i][sign];
    return norm > 0 ? mul(both[sign], size / norm) : mul(both[sign], 0);
  }) as [NDArray, NDArray];
}
