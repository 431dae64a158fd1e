import { type Dim, type NDArray, ShapeError, add, div, mean, mul, std, sub, where } from "@linnet/core";
import { requireFinite, requireFloat } from "@linnet/core/extend";

export interface StandardizerOptions {
  /** Divisor of the variance: n − ddof. Default 0. */
  readonly ddof?: number;
}

/**
 * Columns shifted to mean 0 and scaled to standard deviation 1:
 *
 *     zᵢⱼ = (xᵢⱼ − x̄ⱼ) / sⱼ
 *
 * A constant column is only shifted: its scale is taken as 1.
 */
export class Standardizer<P extends Dim = number> {
  constructor(
    /** Shape `[p]`. */
    readonly mean: NDArray<any, readonly [P]>,
    /** Shape `[p]`; 1 where the column is constant. */
    readonly scale: NDArray<any, readonly [P]>,
  ) {}

  /**
   * Learns means and scales of the columns of `x`.
   *
   * @param x shape `[n, p]`
   * @throws {ShapeError} unless `x` is a matrix with rows
   * @throws {ValueError} for NaN or infinite entries
   */
  static fit<N extends Dim, P extends Dim>(
    x: NDArray<any, readonly [N, P]>,
    { ddof = 0 }: StandardizerOptions = {},
  ): Standardizer<P> {
    const data = requireTable("Standardizer.fit", x);
    const scale: NDArray = std(data, { axis: 0, ddof });
    return new Standardizer<P>(mean(data, { axis: 0 }), where(scale.greater(0), scale, 1));
  }

  /** @param x shape `[n, p]` @returns the same shape */
  transform<N extends Dim>(x: NDArray<any, readonly [N, P]>): NDArray<any, readonly [N, P]> {
    return div(sub(this.columns("transform", x), this.mean as NDArray) as NDArray, this.scale as NDArray);
  }

  /** Back to the units of the data. */
  inverseTransform<N extends Dim>(z: NDArray<any, readonly [N, P]>): NDArray<any, readonly [N, P]> {
    return add(mul(this.columns("inverseTransform", z), this.scale as NDArray) as NDArray, this.mean as NDArray);
  }

  private columns(method: string, x: NDArray): NDArray {
    const shapes = { x: x.shape as readonly number[], mean: this.mean.shape as readonly number[] };
    if (x.ndim === 2 && shapes.x[1] === shapes.mean[0]) return x;
    throw new ShapeError(`Standardizer.${method}`, "x must have the columns that were fitted", shapes);
  }
}

/** `x` as a finite table of floats with at least one row. */
export function requireTable(op: string, x: NDArray): NDArray {
  const data = requireFloat(op, "x", x);
  if (x.ndim !== 2 || x.shape[0] === 0 || x.shape[1] === 0) {
    throw new ShapeError(op, "x must be a matrix with at least one row and one column", { x: x.shape });
  }
  requireFinite(op, "x", data);
  return data;
}
