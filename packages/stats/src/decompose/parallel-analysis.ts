import {
  type NDArray,
  Random,
  ValueError,
  flip,
  mul,
  quantile,
  random,
  scope,
  square,
  stack,
  variance,
} from "@linnet/core";
import { eigvalsh, svdvals } from "@linnet/linalg";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { columnMeans } from "./column-means.js";
import { gram } from "./gram.js";
import { requireStream } from "../require.js";

/** Options of Horn's parallel analysis. */
export interface ParallelOptions {
  /** Where the noise comes from. Default `random(0)`. */
  readonly rng?: Random;
  /** Tables of noise. Default 20. */
  readonly rounds?: number;
  /** A component must exceed this quantile of those of the noise. Default 0.95. */
  readonly quantile?: number;
}

/**
 * How many leading components have more variance than those of independent normal columns of the same size and variances.
 *
 * @param x `[n, p]`
 * @param variances of its components, descending
 * @returns a number in [0, min(n, p)]
 * @throws {ValueError} for options that are no count or no quantile
 * @remarks As many spectra as rounds, n·p·min(n, p) flops each.
 * @see Horn, *A rationale and test for the number of factors in factor analysis*, 1965; Buja & Eyuboglu 1992 (quantiles)
 */
export function parallelAnalysis(
  op: string,
  x: NDArray,
  variances: readonly number[],
  options: ParallelOptions,
): number {
  const { rng = random(0), rounds = 20, quantile: level = 0.95 } = requireOptions(op, options);
  requireStream(op, rng);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new ValueError(op, "rounds must be an integer of at least 1", kindOf(rounds));
  }
  if (!(level >= 0 && level <= 1)) throw new ValueError(op, "quantile must be in [0, 1]", kindOf(level));
  const [n, p]: readonly number[] = x.shape;
  const scale: NDArray = variance(x, { axis: 0, ddof: 1 }).pow(0.5) as NDArray;
  const spectra = Array.from({ length: rounds }, () => scope(() => spectrum(mul(rng.normal([n, p]), scale), n, p)));
  const noise = (quantile(stack(spectra), level, { axis: 0 }) as NDArray).toTypedArray();
  const end = variances.findIndex((v, i) => !(v > noise[i]));
  return end < 0 ? variances.length : end;
}

/** Variances of the components, descending. */
function spectrum(x: NDArray, n: number, p: number): NDArray {
  const centre = columnMeans(x);
  const values: NDArray =
    n >= p ? flip(eigvalsh(gram(x, centre)) as NDArray) : square(svdvals(x.sub(centre) as NDArray));
  return values.div(n - 1) as NDArray;
}
