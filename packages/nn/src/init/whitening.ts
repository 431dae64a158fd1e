import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  ValueError,
  add,
  astype,
  eye,
  matmul,
  matrixTranspose,
  mul,
  neg,
  reciprocal,
  reshape,
  sqrt,
  sub,
} from "@linnet/core";
import { kindOf, requireFloat, requireOptions } from "@linnet/core/extend";
import { PCA } from "@linnet/stats";
import { Linear } from "../layers/linear.js";

/** The float dtype of a layer made from data. */
export type FloatOf<D extends DType> = Divided<D> extends Float ? Divided<D> : Float;

/** Options of `pcaWhitening`. */
export interface PcaWhiteningOptions<K extends Dim> {
  /** How many principal components the layer gives; as many as x has when left out. */
  readonly components?: K;
  /** Added to each variance: directions that hardly vary are stretched less. Default 0. */
  readonly epsilon?: number;
}

/**
 * A layer that gives the principal components of data, each with variance 1 and uncorrelated: the first layer of a network, or
 * a fixed preparation of its inputs.
 *
 *     y = Λ^(−½)·V·(x − x̄)
 *
 * @param x one example a row, shape `[n, p]`
 * @returns a `Linear` from p to k features, of x's dtype
 * @throws {ValueError} when x varies in fewer directions than components and ε is 0, for NaN, and for a negative ε
 * @throws {ShapeError} unless x is a matrix of at least two rows
 * @see Kessy, Lewin & Strimmer, *Optimal whitening and decorrelation*, 2018
 */
export function pcaWhitening<N extends Dim, P extends Dim, D extends DType, K extends Dim = number>(
  x: NDArray<D, readonly [N, P]>,
  options?: PcaWhiteningOptions<K>,
): Linear<P, K, FloatOf<D>> {
  const { components, epsilon = 0 } = requireOptions("pcaWhitening", options);
  const { mean, directions, stretch } = analysed("pcaWhitening", x, components, epsilon);
  return centredLinear(mul(directions, reshape(stretch, [-1, 1])), mean, x);
}

/**
 * As `pcaWhitening`, rotated back to the axes of the data: of all whitening maps the one that moves x least. Images stay images.
 *
 *     y = Vᵀ·Λ^(−½)·V·(x − x̄)
 *
 * @param x one example a row, shape `[n, p]`
 * @param options `epsilon`: added to each variance, default 0
 * @returns a `Linear` from p to p features, of x's dtype
 * @throws {ValueError} when x varies in fewer directions than it has columns and ε is 0, for NaN, and for a negative ε
 * @throws {ShapeError} unless x is a matrix of at least two rows
 * @see Bell & Sejnowski, *The "independent components" of natural scenes are edge filters*, 1997; Krizhevsky, *Learning multiple
 *   layers of features from tiny images*, 2009, appendix A
 */
export function zcaWhitening<N extends Dim, P extends Dim, D extends DType>(
  x: NDArray<D, readonly [N, P]>,
  options?: { readonly epsilon?: number },
): Linear<P, P, FloatOf<D>> {
  const { epsilon = 0 } = requireOptions("zcaWhitening", options);
  const { mean, directions, stretch } = analysed("zcaWhitening", x, undefined, epsilon);
  const [k, p]: readonly number[] = directions.shape;
  if (k < p && epsilon === 0) throw tooFlat("zcaWhitening", k, p);
  const back: NDArray = matrixTranspose(directions);
  const along: NDArray = matmul(back, mul(directions, reshape(stretch, [-1, 1])));
  if (k === p) return centredLinear(along, mean, x);
  const rest: NDArray = mul(sub(eye(p), matmul(back, directions)), 1 / Math.sqrt(epsilon)); // variance 0, and ε
  return centredLinear(add(along, rest), mean, x);
}

/** Mean, directions of variance and what each is multiplied with, in float64. */
function analysed(
  op: string,
  given: NDArray,
  components: number | undefined,
  epsilon: number,
): { readonly mean: NDArray; readonly directions: NDArray; readonly stretch: NDArray } {
  if (!(Number.isFinite(epsilon) && epsilon >= 0)) {
    throw new ValueError(op, "epsilon must be finite and not negative", kindOf(epsilon));
  }
  const x = astype(requireFloat(op, "x", given), "float64") as NDArray;
  const fitted = PCA.fit(x, components === undefined ? {} : { components });
  const variance: NDArray = fitted.explainedVariance;
  const sizes = variance.toArray() as number[];
  // Singular values below max(n, p)·ε of the largest are rounding, and variances are their squares.
  const least = sizes[0] * (Math.max(...(x.shape as readonly number[])) * Number.EPSILON) ** 2;
  const rank = sizes.filter((v) => v > least).length;
  if (epsilon === 0 && rank < sizes.length) throw tooFlat(op, rank, sizes.length);
  const stretch: NDArray = reciprocal(sqrt(add(variance, epsilon)));
  return { mean: fitted.mean, directions: fitted.components, stretch };
}

function tooFlat(op: string, rank: number, wanted: number): ValueError {
  const hint = "Take fewer components, or give an epsilon.";
  return new ValueError(op, `x must vary in ${wanted} directions`, `${rank} in which it does`, hint);
}

/** y = W·(x − mean) as a layer of the data's dtype. */
function centredLinear(weight: NDArray, mean: NDArray, x: NDArray): Linear<any, any, any> {
  const dtype = x.type.kind === "float" ? x.dtype : "float64";
  const bias: NDArray = neg(matmul(weight, mean));
  return new Linear(astype(weight, dtype), astype(bias, dtype));
}
