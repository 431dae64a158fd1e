import { normalizeWasm } from "../generated/normalize.js";
import { type Operand, withStaged } from "../memory/staging.js";
import type { Strided } from "../strided.js";
import { Family } from "../wasm/family.js";

interface NormalizeExports {
  standardize(
    bytes: number,
    rows: number,
    n: number,
    centred: boolean,
    epsilon: number,
    x: number,
    o: number,
    means: number,
    variances: number,
    factors: number,
  ): void;
  pull_back(
    bytes: number,
    rows: number,
    n: number,
    centred: boolean,
    g: number,
    h: number,
    factors: number,
    o: number,
  ): void;
}

const normalizeFamily: Family<NormalizeExports> = /* @__PURE__ */ new Family<NormalizeExports>(normalizeWasm, 0);

/** What rows are brought to. */
export interface Standard {
  /** Subtract the mean: of deviations the variance is taken, else of the numbers themselves. */
  readonly centred: boolean;
  /** Added to each variance. */
  readonly epsilon: number;
}

/** One number for each row. */
export interface Moments {
  /** 0 unless `centred`. */
  readonly means: Strided;
  readonly variances: Strided;
  /** 1/√(variance + ε). */
  readonly factors: Strided;
}

/**
 * out ← (x − mean)/√(variance + ε) for rows along the last axis, and the moments of each row. All are contiguous, of one float
 * dtype, and share no memory; x has a last axis that is not empty.
 *
 * By two passes in float64, pairwise, whatever the dtype. Where squares overflow, a row is measured in units of its largest number.
 *
 * @see Chan, Golub & LeVeque, *Algorithms for computing the sample variance*, 1983
 */
export function standardize({ centred, epsilon }: Standard, x: Strided, out: Strided, moments: Moments): void {
  const { means, variances, factors } = moments;
  const [rows, n] = rowsOf(x);
  withStaged([x].map(whole), [out, means, variances, factors].map(whole), (...places) => {
    const [from, to, m, v, r] = places;
    normalizeFamily.exports.standardize(2 ** x.type.shift, rows, n, centred, epsilon, from, to, m, v, r);
  });
}

/**
 * out ← r·(g − mean(g) − h·mean(g·h)) for rows along the last axis, without the first mean unless `centred`: what `standardize`
 * with result h and factors r does to tangents and, being symmetric, to cotangents. All are contiguous and of one float dtype.
 */
export function standardizePullBack(centred: boolean, g: Strided, h: Strided, factors: Strided, out: Strided): void {
  const [rows, n] = rowsOf(g);
  withStaged([g, h, factors].map(whole), [out].map(whole), (ct, result, r, to) => {
    normalizeFamily.exports.pull_back(2 ** g.type.shift, rows, n, centred, ct, result, r, to);
  });
}

function rowsOf({ layout }: Strided): readonly [rows: number, n: number] {
  const n = layout.shape[layout.shape.length - 1];
  return [n === 0 ? 0 : layout.size / n, n];
}

function whole({ type, storage, offset, layout }: Strided): Operand {
  return { type, storage, offset, reach: [0, layout.size - 1] };
}
