import {
  type DType,
  type Dim,
  type NDArray,
  type Random,
  ShapeError,
  ValueError,
  add,
  array,
  diagonal,
  div,
  expandDims,
  matmul,
  mean,
  prod,
  random,
  scope,
  searchsorted,
  slice,
  square,
  sub,
  take,
} from "@linnet/core";
import { kindOf, requireArray, requireOptions } from "@linnet/core/extend";
import { solveTriangular } from "@linnet/linalg";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { covarianceFactor } from "./covariance-factor.js";
import { type SmoothingKernel, smoothingKernels } from "./smoothing-kernels.js";
import { requireDivisor, requireWeights } from "./sample.js";
import { scatterOf } from "./scatter.js";

/** Options of `KernelDensity.fit`. */
export interface KernelDensityOptions<N extends Dim = number> {
  /**
   * How many standard deviations of the data that of the kernel is: `"scott"` (default), n^(−1/(p + 4)); `"silverman"`,
   * (n·(p + 2)/4)^(−1/(p + 4)); or a number.
   */
  readonly bandwidth?: "scott" | "silverman" | number;
  /** Default `"gaussian"`. */
  readonly kernel?: SmoothingKernel;
  /** Of rows, `[n]`; only their ratios matter. n above is then (Σw)²/Σw². */
  readonly weights?: NDArray<DType, readonly [N]>;
}

/**
 * Density of a sample, as a mixture of kernels around its points:
 *
 *     f(x) = Σᵢ wᵢ·K(L⁻¹·(x − xᵢ)) / (det L·Σᵢ wᵢ),  L·Lᵀ = h²·C
 *
 * with C the covariance of the sample (divisor n − 1), h the bandwidth, and a kernel K that depends on the distance and has the
 * identity as covariance.
 *
 * @see Scott, *Multivariate Density Estimation*, 1992; Silverman, *Density Estimation for Statistics and Data Analysis*, 1986, §4.3
 * @example
 * const density = KernelDensity.fit(array([0, 1, 1, 2]));
 * const [middle, end] = density.evaluate(array([1, 4])).toTypedArray();
 * middle > end; // true
 */
export class KernelDensity<P extends Dim = number> {
  constructor(
    /** The sample, `[n, p]`. */
    readonly points: NDArray<"float64", readonly [number, P]>,
    /** Of each point, adding up to 1, `[n]`. */
    readonly weights: NDArray<"float64", readonly [number]>,
    /** h. */
    readonly bandwidth: number,
    readonly kernel: SmoothingKernel,
    /** Lower triangular, `[p, p]`. */
    readonly L: NDArray<"float64", readonly [P, P]>,
  ) {}

  /**
   * @param x `[n]`, or `[n, p]`
   * @throws {ShapeError} unless `x` has one axis or two, and at least two rows
   * @throws {ValueError} for NaN or infinite entries, a bandwidth that is not positive, and an unknown kernel
   * @throws {NotPositiveDefiniteError} for a covariance that is not, as of constant or dependent columns, or n ≤ p
   */
  static fit<N extends Dim>(
    x: NDArray<DType, readonly [N]>,
    options?: KernelDensityOptions<NoInfer<N>>,
  ): KernelDensity<1>;
  static fit<N extends Dim, P extends Dim>(
    x: NDArray<DType, readonly [N, P]>,
    options?: KernelDensityOptions<NoInfer<N>>,
  ): KernelDensity<P>;
  static fit(x: NDArray, options?: KernelDensityOptions): KernelDensity {
    const op = "KernelDensity.fit";
    const { bandwidth = "scott", kernel = "gaussian", weights } = requireOptions<KernelDensityOptions>(op, options);
    const points = tableOf(op, x);
    const [n, p]: readonly number[] = points.shape;
    if (n < 2) throw new ShapeError(op, "x must have at least two rows", { x: x.shape });
    if (!Object.hasOwn(smoothingKernels, kernel)) {
      const hint = `Known: ${Object.keys(smoothingKernels).join(", ")}.`;
      throw new ValueError(op, "kernel must be known", kindOf(kernel), hint);
    }
    const checked = requireWeights(op, { weights, weighting: "reliability" }, n);
    const h = factorOf(op, bandwidth, checked.size, p);
    const covariance: NDArray = div(scatterOf(op, points, checked).scatter, requireDivisor(op, checked, 1));
    const L = covarianceFactor(op, covariance, n).mul(h);
    const shares = Float64Array.from({ length: n }, (_, i) => (checked.values?.[i] ?? 1) / checked.sum);
    return new KernelDensity(points, array(shares), h, kernel, L);
  }

  /**
   * f at points, by the block.
   *
   * @param x `[m, p]`, of one column `[m]` too
   * @returns `[m]`
   * @throws {ShapeError} for other columns than were fitted
   * @throws {ValueError} for NaN or infinite entries
   * @remarks m·n·p flops and m·n exponentials.
   */
  evaluate<M extends Dim>(
    x: NDArray<DType, readonly [M, P]> | NDArray<DType, readonly [M]>,
  ): NDArray<"float64", readonly [M]> {
    const found = this.byBlocks("evaluate", x, smoothingKernels[this.kernel].mixture);
    return array(found.map((v) => v / this.volume())) as NDArray;
  }

  /** ln f, where f itself would be zero too; −∞ where no kernel reaches. See `evaluate`. */
  logDensity<M extends Dim>(
    x: NDArray<DType, readonly [M, P]> | NDArray<DType, readonly [M]>,
  ): NDArray<"float64", readonly [M]> {
    const found = this.byBlocks("logDensity", x, smoothingKernels[this.kernel].logMixture);
    const logVolume = Math.log(this.volume());
    return array(found.map((v) => v - logVolume)) as NDArray;
  }

  /** Independent draws, `[m, p]`. @param options `rng`: default `random(0)` */
  sample<M extends Dim>(m: M, options?: { readonly rng?: Random }): NDArray<"float64", readonly [M, P]> {
    const { rng = random(0) } = requireOptions("KernelDensity.sample", options);
    if (!Number.isInteger(m) || m < 0) {
      throw new ValueError("KernelDensity.sample", "the number of draws must be an integer ≥ 0", kindOf(m));
    }
    const p = this.L.shape[0] as number;
    const centers = take(this.points as NDArray, array(chosen(this.weights.toTypedArray(), rng, m)), { axis: 0 });
    const steps = matmul(smoothingKernels[this.kernel].draw(rng, m, p), (this.L as NDArray).T as NDArray);
    return add(centers, steps) as NDArray;
  }

  toJSON(): ModelJson {
    const { points, weights, bandwidth, kernel, L } = this;
    return writeModel("KernelDensity", { points, weights, bandwidth, kernel, L });
  }

  /** @throws {ValueError} for anything but the JSON of one, naming the field */
  static fromJSON(json: unknown): KernelDensity {
    const reader = new ModelReader("KernelDensity", json);
    return new KernelDensity(
      reader.array("points", "n", "p") as NDArray,
      reader.array("weights", "n") as NDArray,
      reader.number("bandwidth"),
      reader.string("kernel", "gaussian", "epanechnikov"),
      reader.array("L", "p", "p") as NDArray,
    );
  }

  /** det L. */
  private volume(): number {
    return prod(diagonal(this.L as NDArray)).item();
  }

  /** Mixtures of squared distances, so many rows at a time that these stay in the cache. */
  private byBlocks(
    method: string,
    x: NDArray,
    mix: (squares: NDArray, weights: NDArray, p: number) => NDArray,
  ): Float64Array<ArrayBuffer> {
    const op = `KernelDensity.${method}`;
    const data = tableOf(op, x);
    const [n, p]: readonly number[] = this.points.shape;
    const m: number = requireColumns(op, data, p).shape[0];
    const found = new Float64Array(m);
    const rows = Math.max(Math.floor(BLOCK / n), 1);
    scope(() => {
      const center: NDArray = mean(this.points as NDArray, { axis: 0 });
      const white = (table: NDArray): NDArray =>
        solveTriangular(this.L as NDArray, (sub(table, center) as NDArray).T as NDArray, "lower");
      const [sources, targets] = [white(this.points as NDArray), white(data)];
      for (let start = 0; start < m; start += rows) {
        const block = `${start}:${Math.min(start + rows, m)}` as const;
        scope(() => {
          const squares = squaredDistances(slice(targets, ":", block) as NDArray, sources);
          found.set(mix(squares, this.weights as NDArray, p).toTypedArray(), start);
        });
      }
    });
    return found;
  }
}

/** As many squared distances as are computed at once. */
const BLOCK = 2 ** 18;

/** From differences, which are not near each other as products are. @param a `[p, m]` @param b `[p, n]` @returns `[m, n]` */
function squaredDistances(a: NDArray, b: NDArray): NDArray {
  const along = (j: number): NDArray =>
    square(sub(expandDims(slice(a, j) as NDArray, 1), slice(b, j) as NDArray) as NDArray);
  let squares = along(0);
  for (let j = 1; j < a.shape[0]; j++) squares = add(squares, along(j));
  return squares;
}

/** A vector as one column. */
function tableOf(op: string, x: NDArray): NDArray {
  requireArray(op, "x", x);
  return requireTable(op, x.ndim === 1 ? (expandDims(x, 1) as NDArray) : x).astype("float64") as NDArray;
}

function factorOf(op: string, bandwidth: "scott" | "silverman" | number, n: number, p: number): number {
  if (bandwidth === "scott") return n ** (-1 / (p + 4));
  if (bandwidth === "silverman") return ((n * (p + 2)) / 4) ** (-1 / (p + 4));
  if (typeof bandwidth === "number" && bandwidth > 0 && bandwidth < Infinity) return bandwidth;
  throw new ValueError(op, 'bandwidth must be "scott", "silverman" or a positive number', kindOf(bandwidth));
}

/** Rows, each as often as it weighs. */
function chosen(weights: ArrayLike<number>, rng: Random, m: number): Int32Array<ArrayBuffer> {
  const upTo = Float64Array.from(weights);
  for (let i = 1; i < upTo.length; i++) upTo[i] += upTo[i - 1];
  const total = upTo[upTo.length - 1];
  const places = searchsorted(array(upTo), rng.uniform([m]).mul(total), { side: "right" });
  return Int32Array.from(places.toTypedArray(), (i) => Math.min(i, upTo.length - 1));
}
