import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  ShapeError,
  ValueError,
  argsort,
  div,
  expandDims,
  matmul,
  mean,
  minimum,
  mul,
  pad,
  slice,
  sqrt,
  square,
  sub,
  sum,
  take,
  where,
} from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { qr, solveTriangular, svd } from "@linnet/linalg";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { constantColumns, requireColumns, requireTable } from "../prepare/table.js";
import { requireComponents } from "./component-count.js";
import { requireBlock } from "./second-block.js";
import { signsOfRows } from "./signs.js";

/** Options of `CCA.fit`. */
export interface CCAOptions<K extends Dim = number> {
  /** How many pairs of scores to keep; as many as the smaller of the ranks of x and y when left out. */
  readonly components?: K;
}

/**
 * Canonical correlations: the combinations of columns of two tables that correlate most, each pair uncorrelated with those before.
 *
 *     X − 1·x̄ᵀ = Qₓ·Rₓ,  Y − 1·ȳᵀ = Qᵧ·Rᵧ,  QₓᵀQᵧ = U·diag(ρ)·Vᵀ
 *     weights = √(n − 1)·Rₓ⁻¹·U and √(n − 1)·Rᵧ⁻¹·V,  scores = centred data · weights, of variance 1
 *
 * Signs: in each pair the x weight of largest magnitude is positive (the first, where several tie), and scores correlate positively.
 *
 * @see Björck & Golub, *Numerical methods for computing angles between linear subspaces*, 1973
 */
export class CCA<P extends Dim = number, Q extends Dim = number, K extends Dim = number, D extends DType = Float> {
  constructor(
    /** Column means of x, shape `[p]`. */
    readonly xMean: NDArray<D, readonly [P]>,
    /** Column means of y, shape `[q]`. */
    readonly yMean: NDArray<D, readonly [Q]>,
    /** Of the pairs of scores, descending, of [0, 1], shape `[k]`. */
    readonly correlations: NDArray<D, readonly [K]>,
    /** One combination of the columns of x a column, shape `[p, k]`. */
    readonly xWeights: NDArray<D, readonly [P, K]>,
    /** One combination of the columns of y a column, shape `[q, k]`. */
    readonly yWeights: NDArray<D, readonly [Q, K]>,
    /** Rank of the centred x. */
    readonly xRank: number,
    /** Rank of the centred y. */
    readonly yRank: number,
  ) {}

  /**
   * @param x shape `[n, p]`, n ≥ 2
   * @param y shape `[n, q]`
   * @throws {ShapeError} for tables of different length, or of a single row
   * @throws {ValueError} for NaN or infinite entries, a table without variance, more components than the smaller rank
   * @remarks O(n·(p² + q²)), by pivoted QR of the two tables, columns scaled to one length: never by their covariances. A column that
   *   depends on others to rounding (n·ε), a constant one too, has weight 0, and `xRank`, `yRank` tell. Where the two ranks add up to
   *   more than n − 1, the spaces meet whatever the data are: so many correlations are 1, and mean nothing.
   * @example
   * const x = array([[0, 1], [1, 0], [2, 2], [3, 1]]);
   * const y = array([[0], [2], [4], [6]]);
   * CCA.fit(x, y).correlations.toArray(); // [1]
   */
  static fit<N extends Dim, P extends Dim, Q extends Dim, D extends DType, E extends DType, K extends Dim = number>(
    x: NDArray<D, readonly [N, P]>,
    y: NDArray<E, readonly [NoInfer<N>, Q]>,
    options?: CCAOptions<K>,
  ): CCA<P, Q, K, Divided<Promote<D, E>>> {
    const { components } = requireOptions("CCA.fit", options);
    const data = requireTable("CCA.fit", x as NDArray);
    const n: number = data.shape[0];
    if (n < 2) throw new ShapeError("CCA.fit", "x must have at least two rows", { x: data.shape });
    const left = basisOf("x", data);
    const right = basisOf("y", requireBlock("CCA.fit", y as NDArray, n));
    const most = Math.min(left.rank, right.rank);
    const why = `for ranks ${left.rank} of x and ${right.rank} of y`;
    const k = requireComponents("CCA.fit", components, most, why);
    const { U, S, Vh }: { U: NDArray; S: NDArray; Vh: NDArray } = svd(matmul(left.Q.T as NDArray, right.Q) as NDArray);
    const xWeights = left.weights(slice(U, ":", `0:${k}`));
    const signs = signsOfRows(xWeights.T as NDArray).T as NDArray;
    return new CCA<any, any, any, any>(
      left.mean,
      right.mean,
      minimum(slice(S, `0:${k}`), 1), // a cosine, but for rounding
      mul(xWeights, signs),
      mul(right.weights(slice(Vh, `0:${k}`).T as NDArray), signs),
      left.rank,
      right.rank,
    );
  }

  /** Scores of x. @param x shape `[n, p]` @returns shape `[n, k]` */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N, K]> {
    const data = requireColumns("CCA.transform", x as NDArray, this.xMean.size);
    return matmul(sub(data, this.xMean as NDArray), this.xWeights as NDArray);
  }

  /** Scores of y. @param y shape `[n, q]` @returns shape `[n, k]` */
  transformTarget<N extends Dim, E extends DType>(
    y: NDArray<E, readonly [N, Q]>,
  ): NDArray<Promote<E, D>, readonly [N, K]> {
    const data = requireColumns("CCA.transformTarget", y as NDArray, this.yMean.size);
    return matmul(sub(data, this.yMean as NDArray), this.yWeights as NDArray);
  }

  toJSON(): ModelJson {
    return writeModel("CCA", Object.fromEntries(Object.entries(this)));
  }

  /** @throws {ValueError} for anything but what `toJSON` gives */
  static fromJSON(json: unknown): CCA {
    const read = new ModelReader("CCA", json);
    return new CCA(
      read.array("xMean", "p"),
      read.array("yMean", "q"),
      read.array("correlations", "k"),
      read.array("xWeights", "p", "k"),
      read.array("yWeights", "q", "k"),
      read.number("xRank"),
      read.number("yRank"),
    );
  }
}

interface Basis {
  readonly mean: NDArray;
  readonly rank: number;
  /** An orthonormal basis of the centred columns, shape `[n, rank]`. */
  readonly Q: NDArray;
  /** The combinations of columns whose scores are √(n − 1)·Q·c. @param c shape `[rank, k]` @returns shape `[p, k]` */
  weights(c: NDArray): NDArray;
}

function basisOf(name: string, data: NDArray): Basis {
  const [n, p]: readonly number[] = data.shape;
  const constant = constantColumns(data);
  const mu: NDArray = where(constant, data.at(0) as NDArray, mean(data, { axis: 0 }));
  const centred: NDArray = sub(data, mu);
  const lengths: NDArray = sqrt(sum(square(centred), { axis: 0 }));
  const scale: NDArray = where(lengths.equal(0), 1, lengths);
  const factors = qr(div(centred, scale) as NDArray, { pivoting: true });
  const rank: number = lengths.toTypedArray().some((length: number) => length > 0) ? factors.rank().item() : 0;
  if (rank === 0) {
    throw new ValueError("CCA.fit", `${name} must vary`, "constant columns only", "They correlate with nothing.");
  }
  const R: NDArray = slice(factors.R as NDArray, `0:${rank}`, `0:${rank}`);
  const places = argsort(factors.p as NDArray<"int32">) as NDArray<"int32">;
  return {
    mean: mu,
    rank,
    Q: slice(factors.Q as NDArray, ":", `0:${rank}`),
    weights: (c) => {
      const kept: NDArray = mul(solveTriangular(R, c, "upper") as NDArray, Math.sqrt(n - 1));
      return div(
        take(
          pad(kept, [
            [0, p - rank],
            [0, 0],
          ]) as NDArray,
          places,
          { axis: 0 },
        ),
        expandDims(scale, 1),
      );
    },
  };
}
