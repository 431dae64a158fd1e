import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  type Random,
  ValueError,
  astype,
  matmul,
  mul,
  random,
} from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { requireStream, requireWord } from "../require.js";
import { johnsonLindenstraussDimension } from "./johnson-lindenstrauss.js";

/** Options of `RandomProjection.fit`. */
export interface RandomProjectionOptions<K extends Dim = number> {
  /** How many directions; by `johnsonLindenstraussDimension` of the rows and the distortion when left out. */
  readonly components?: K;
  /** ε, of (0, 1), where `components` is left out. Default 0.1. */
  readonly distortion?: number;
  /** Normal numbers (the default), or ±1 with zeros between them. */
  readonly kind?: "gaussian" | "sparse";
  /** Share of entries that are not 0, of (0, 1], of the sparse kind: default 1/√p (Li); 1/3 is Achlioptas's. */
  readonly density?: number;
  /** Default `random(0)`. */
  readonly rng?: Random;
}

/**
 * Random projection: fewer columns, distances nearly the same.
 *
 *     scores = X·Rᵀ,  rᵢⱼ normal of variance 1/k, or ±1/√(k·density) with probability density/2 each and 0 otherwise:
 *     E‖R·x‖² = ‖x‖²
 *
 * Nothing is learned from the data but their size.
 *
 * @see Achlioptas, *Database-friendly random projections*, 2003; Li, Hastie & Church, *Very sparse random projections*, 2006
 */
export class RandomProjection<P extends Dim = number, K extends Dim = number, D extends DType = Float> {
  constructor(
    /** R: one direction a row, shape `[k, p]`, its zeros stored too. */
    readonly components: NDArray<D, readonly [K, P]>,
  ) {}

  /**
   * @param x shape `[n, p]`
   * @throws {ShapeError} unless `x` is a matrix with rows and columns
   * @throws {ValueError} for NaN or infinite entries; for a number of components that is no count, or above p when it comes of the
   *   distortion; for a density outside (0, 1], or with normal numbers
   * @remarks O(n·p·k) to transform, for the sparse kind too.
   * @example
   * const x = random(1).normal([20, 1000]);
   * RandomProjection.fit(x, { distortion: 0.5 }).transform(x).shape; // [20, 144]
   */
  static fit<N extends Dim, P extends Dim, D extends DType, K extends Dim = number>(
    x: NDArray<D, readonly [N, P]>,
    options?: RandomProjectionOptions<K>,
  ): RandomProjection<P, K, Divided<D>> {
    const settings = requireOptions(FIT, options);
    const { components, distortion, density, rng = random(0) } = settings;
    requireStream(FIT, rng);
    const kind = requireWord(FIT, "kind", settings.kind, ["gaussian", "sparse"]);
    const data = requireTable(FIT, x as NDArray);
    const [n, p]: readonly number[] = data.shape;
    const k: number = components ?? dimension(n, p, distortion);
    if (!Number.isInteger(k) || k < 1) {
      throw new ValueError(FIT, "components must be an integer of at least 1", kindOf(k));
    }
    if (kind === "gaussian" && density !== undefined) {
      throw new ValueError(FIT, "density must be left out with normal numbers", kindOf(density), 'Set kind: "sparse".');
    }
    const directions = kind === "gaussian" ? rng.normal([k, p], { std: Math.sqrt(1 / k) }) : signs(rng, k, p, density);
    return new RandomProjection<any, any, any>(astype(directions as NDArray, data.dtype as Float));
  }

  /** @param x shape `[n, p]` @returns shape `[n, k]` */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N, K]> {
    const R: NDArray = this.components;
    return matmul(requireColumns("RandomProjection.transform", x as NDArray, R.shape[1]), R.T as NDArray);
  }

  toJSON(): ModelJson {
    return writeModel("RandomProjection", { components: this.components });
  }

  /** @throws {ValueError} for anything but what `toJSON` gives */
  static fromJSON(json: unknown): RandomProjection {
    return new RandomProjection(new ModelReader("RandomProjection", json).array("components", "k", "p"));
  }
}

const FIT = "RandomProjection.fit";

function dimension(n: number, p: number, distortion: number | undefined): number {
  const k = johnsonLindenstraussDimension(n, distortion);
  if (k <= p) return k;
  const hint = "Allow more distortion, or give components.";
  throw new ValueError(FIT, `a projection must not have more than the ${p} columns of x`, `${k} for ${n} rows`, hint);
}

/** ±1/√(k·density), or 0. */
function signs(rng: Random, k: number, p: number, density = 1 / Math.sqrt(p)): NDArray {
  if (!(typeof density === "number" && density > 0 && density <= 1)) {
    throw new ValueError(FIT, "density must be in (0, 1]", kindOf(density));
  }
  const kept = rng.bernoulli(density, [k, p]).astype("float64");
  const sign = rng.bernoulli(0.5, [k, p]).astype("float64").mul(2).sub(1);
  return mul(mul(kept, sign) as NDArray, 1 / Math.sqrt(k * density));
}
