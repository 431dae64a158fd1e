import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  ValueError,
  add,
  div,
  eye,
  finfo,
  flip,
  matmul,
  mean,
  mul,
  sqrt,
  sub,
  where,
} from "@linnet/core";
import { cholesky, eigh } from "@linnet/linalg";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { type Kernel, type KernelFunction, type KernelName, kernelMatrix, requireKernel } from "./kernel-functions.js";
import { requireScores } from "./require-scores.js";
import { signsOfRows } from "./signs.js";

export interface KernelPCAOptions<K extends Dim> {
  /** How many components to keep, at most n. */
  readonly components: K;
  /** Default `"rbf"`. */
  readonly kernel?: KernelName | KernelFunction;
  /** γ of `"rbf"` and `"polynomial"`. Default 1 / p. */
  readonly gamma?: number;
  /** d of `"polynomial"`. Default 3. */
  readonly degree?: number;
  /** c of `"polynomial"`. Default 1. */
  readonly offset?: number;
  /** Learn the way back from scores to data, by a ridge regression of this strength; no way back when left out. */
  readonly inverseRidge?: number;
}

/**
 * Principal components of images of the data in the space of a kernel, of which only products are computed. With K the centred
 * products of the n examples,
 *
 *     K = A·Λ·Aᵀ,  scores = A·Λ^½ = K·A·Λ^(−½),  eigenvalues Λ
 *
 * Signs: the score of largest magnitude among the examples is positive. The way back from scores (`inverseRidge`) is a kernel
 * ridge regression of the data on them with the same kernel: a pre-image that need not exist is approximated.
 *
 * @see Schölkopf, Smola & Müller, *Nonlinear component analysis as a kernel eigenvalue problem*, 1998; Bakır, Weston & Schölkopf 2004
 */
export class KernelPCA<P extends Dim = number, K extends Dim = number, D extends DType = Float> {
  constructor(
    /** The examples, shape `[n, p]`, of which new ones are products. */
    readonly examples: NDArray<D, readonly [number, P]>,
    /** A·Λ^(−½), shape `[n, k]`; zeros for an eigenvalue of 0. */
    readonly dualComponents: NDArray<D, readonly [number, K]>,
    /** Λ, descending, shape `[k]`. */
    readonly eigenvalues: NDArray<D, readonly [K]>,
    /** Means of the products with each example, shape `[n]`. */
    readonly productMeans: NDArray<D, readonly [number]>,
    readonly kernel: Kernel,
    /** Of the way back: scores of the examples `[n, k]`, and weights `[n, p]` of products with them; null where it was not learned. */
    readonly preImage: { readonly scores: NDArray; readonly weights: NDArray } | null,
  ) {}

  /**
   * @param x shape `[n, p]`
   * @throws {ValueError} for NaN or infinite entries, more components than rows, another kernel, a parameter out of range, and
   *   a kernel that is not positive semidefinite
   * @throws {ShapeError} when a kernel of one's own answers another shape
   * @remarks n²·p flops and 4/3·n³ for the eigenvalues; n² numbers of memory. Components of no variance have scores of 0.
   * @example
   * const angle = linspace(0, 6, 20).reshape([20, 1]);
   * const circles = concat([concat([cos(angle), sin(angle)], { axis: 1 }), concat([cos(angle), sin(angle)], { axis: 1 }).mul(3)]);
   * const pca = KernelPCA.fit(circles, { components: 2, gamma: 0.5 });
   * pca.transform(circles).shape; // [40, 2]
   */
  static fit<N extends Dim, P extends Dim, D extends DType, K extends Dim>(
    x: NDArray<D, readonly [N, P]>,
    options: KernelPCAOptions<K>,
  ): KernelPCA<P, K, Divided<D>> {
    const op = "KernelPCA.fit";
    const { components, kernel = "rbf", gamma, degree = 3, offset = 1, inverseRidge } = requireOptions(op, options);
    const data = requireTable(op, x);
    const [n, p]: readonly number[] = data.shape;
    const k = components as number; // left out it is refused here
    if (!Number.isInteger(k) || k < 1 || k > n) {
      throw new ValueError(op, `components must be an integer in [1, ${n}] for ${n} rows`, kindOf(k));
    }
    if (inverseRidge !== undefined && !(inverseRidge > 0 && inverseRidge < Infinity)) {
      throw new ValueError(op, "inverseRidge must be a number above 0", kindOf(inverseRidge));
    }
    const chosen = requireKernel(op, { kernel, gamma: gamma ?? 1 / p, degree, offset });
    const products = kernelMatrix(op, chosen, data, data);
    const means: NDArray = mean(products, { axis: 0 });
    const { values, vectors } = eigh(centredProducts(products, means), { range: { index: [n - k, n] } });
    const found: NDArray = flip(values as NDArray);
    const least =
      n * finfo(found.dtype as "float64").eps * Math.max(found.at(0).item(), (mean(products) as NDArray).item());
    requireSemidefinite(op, found, 1e3 * least);
    const eigenvalues: NDArray = where(found.greater(least), found, 0);
    const columns: NDArray = flip(vectors as NDArray, { axis: 1 });
    const A: NDArray = mul(columns, signsOfRows(columns.T as NDArray).reshape([k]));
    const scores: NDArray = mul(A, sqrt(eigenvalues) as NDArray);
    const dual: NDArray = div(A, sqrt(where(eigenvalues.equal(0), Infinity, eigenvalues)) as NDArray);
    const preImage = inverseRidge === undefined ? null : wayBack(op, chosen, scores, data, inverseRidge);
    return new KernelPCA(data, dual, eigenvalues, means, chosen, preImage);
  }

  /** Scores of rows, those of the fit or new ones. @param x shape `[m, p]` @returns shape `[m, k]` */
  transform<M extends Dim, E extends DType>(x: NDArray<E, readonly [M, P]>): NDArray<Promote<E, D>, readonly [M, K]> {
    const op = "KernelPCA.transform";
    const data = requireColumns(op, x, this.examples.shape[1]);
    const products = kernelMatrix(op, this.kernel, data, this.examples as NDArray);
    return matmul(centredProducts(products, this.productMeans as NDArray), this.dualComponents as NDArray);
  }

  /**
   * Data whose images have nearly these scores.
   *
   * @param scores shape `[m, k]`
   * @returns shape `[m, p]`
   * @throws {ValueError} where the way back was not learned
   */
  inverseTransform<M extends Dim, E extends DType>(
    scores: NDArray<E, readonly [M, K]>,
  ): NDArray<Promote<E, D>, readonly [M, P]> {
    const op = "KernelPCA.inverseTransform";
    if (this.preImage === null) {
      throw new ValueError(op, "the way back must be learned", "no pre-images", "Fit with { inverseRidge: 1 }.");
    }
    requireScores(op, scores, this.dualComponents.T as NDArray);
    return matmul(kernelMatrix(op, this.kernel, scores as NDArray, this.preImage.scores), this.preImage.weights);
  }

  /** All of the model, exact to the last bit. @throws {ValueError} for a kernel of one's own: a function is no JSON */
  toJSON(): ModelJson {
    const { kernel: name, gamma, degree, offset } = this.kernel;
    if (typeof name === "function") {
      throw new ValueError("KernelPCA.toJSON", "kernel must be one by name", "a function", "Keep its code instead.");
    }
    const { examples, dualComponents, eigenvalues, productMeans, preImage } = this;
    const way = { preImageScores: preImage?.scores, preImageWeights: preImage?.weights };
    const parameters = { kernel: name, gamma, degree, offset };
    return writeModel("KernelPCA", { examples, dualComponents, eigenvalues, productMeans, ...parameters, ...way });
  }

  /** @throws {ValueError} for what is not the JSON of a KernelPCA, with the field */
  static fromJSON(json: unknown): KernelPCA {
    const reader = new ModelReader("KernelPCA", json);
    const parts = [
      reader.array("examples", "n", "p"),
      reader.array("dualComponents", "n", "k"),
      reader.array("eigenvalues", "k"),
      reader.array("productMeans", "n"),
    ] as const;
    const kernel = requireKernel("KernelPCA.fromJSON", {
      kernel: reader.string("kernel", "linear", "polynomial", "rbf", "cosine"),
      gamma: reader.number("gamma"),
      degree: reader.number("degree"),
      offset: reader.number("offset"),
    });
    const learned = reader.has("preImageScores") || reader.has("preImageWeights");
    const preImage = learned
      ? { scores: reader.array("preImageScores", "n", "k"), weights: reader.array("preImageWeights", "n", "p") }
      : null;
    return new KernelPCA(...parts, kernel, preImage);
  }
}

/** Products of images less the mean image of the examples. */
function centredProducts(products: NDArray, means: NDArray): NDArray {
  const rows: NDArray = mean(products, { axis: 1, keepDims: true });
  return add(sub(sub(products, means) as NDArray, rows) as NDArray, mean(means) as NDArray);
}

function requireSemidefinite(op: string, values: NDArray, least: number): void {
  const negative = Array.from(values.toTypedArray()).find((v) => v < -least);
  if (negative === undefined) return;
  throw new ValueError(op, "kernel must be positive semidefinite", `the eigenvalue ${negative}`);
}

/** (K(scores) + ridge·I)⁻¹·X. */
function wayBack(
  op: string,
  kernel: Kernel,
  scores: NDArray,
  x: NDArray,
  ridge: number,
): { readonly scores: NDArray; readonly weights: NDArray } {
  const products = kernelMatrix(op, kernel, scores, scores);
  const n: number = products.shape[0];
  const regular: NDArray = add(products, mul(eye(n, { dtype: products.dtype as "float64" }), ridge) as NDArray);
  return { scores, weights: cholesky(regular).solve(x) as NDArray };
}
