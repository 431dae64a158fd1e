import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  type Random,
  ShapeError,
  ValueError,
  full,
  matmul,
  mean,
  random,
  scope,
} from "@linnet/core";
import { kindOf, requireArray, requireFinite, requireFloat, requireOptions } from "@linnet/core/extend";
import { ConvergenceError } from "@linnet/optimize";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { requireComponents } from "./component-count.js";
import { type IterationOptions, requireIterationOptions } from "../iteration-options.js";
import { requireWord } from "../require.js";
import type { FactorIteration } from "./factor-iteration.js";
import { divergence, factorize, nonnegativeScores } from "./nmf-iteration.js";
import { type NMFStart, nonnegativeStart } from "./nmf-start.js";
import type { NMFLoss } from "./nmf-updates.js";

/** Options of `NMF.fit`. */
export interface NMFOptions<K extends Dim = number> extends IterationOptions<FactorIteration> {
  /** How many components, at most min(n, p), which is the default. */
  readonly components?: K;
  /** Default `"frobenius"`. */
  readonly loss?: NMFLoss;
  /** Parts of the singular vectors, zeros filled with the mean (`"nndsvda"`, the default) or not (`"nndsvd"`), or random numbers. */
  readonly start?: NMFStart;
  /** λ₁ of λ₁·(ΣW + ΣH). Default 0. */
  readonly l1?: number;
  /** λ₂ of λ₂/2·(‖W‖² + ‖H‖²), of the Frobenius loss only. Default 0. */
  readonly l2?: number;
  /** Default 200. */
  readonly maxIterations?: number;
  /**
   * Default 1e-4. With the Frobenius loss, of the projected gradient, relative to the first iteration; with Kullback–Leibler,
   * of the share of the mass that an iteration moves.
   */
  readonly tolerance?: number;
  /** Of the start. Default `random(0)`. */
  readonly rng?: Random;
}

/**
 * Nonnegative matrix factorization: rows as sums, without any cancellation, of k nonnegative components.
 *
 *     X ≈ W·H,  W ≥ 0, H ≥ 0;  components = H, scores = W
 *
 * The loss goes down in every iteration, to a local minimum: other starts may find another one. Scales are not determined: W·D and D⁻¹·H are
 * as good.
 *
 * @see Lee & Seung, *Learning the parts of objects by non-negative matrix factorization*, 1999
 */
export class NMF<P extends Dim = number, K extends Dim = number, D extends DType = Float> {
  constructor(
    /** H: one component a row, shape `[k, p]`. */
    readonly components: NDArray<D, readonly [K, P]>,
    readonly loss: NMFLoss,
    readonly l1: number,
    readonly l2: number,
    /** ‖X − W·H‖, or the divergence, of the data that were fitted. */
    readonly reconstructionError: number,
    readonly iterations: number,
    /** Whether the tolerance was met. */
    readonly converged: boolean,
  ) {}

  /**
   * @param x not negative, shape `[n, p]`
   * @throws {ShapeError} unless `x` is a matrix with rows and columns
   * @throws {ValueError} for NaN, infinite or negative entries, for zeros only, for more components than min(n, p), and for
   *   options that do not go together
   * @remarks Coordinate descent for the Frobenius loss, multiplicative updates for Kullback–Leibler: O(n·p·k) an iteration.
   * @example
   * const parts = array([[1, 1, 0, 0], [0, 0, 1, 1]]);
   * const x = matmul(array([[1, 0], [0, 2], [3, 1]]), parts);
   * NMF.fit(x, { components: 2 }).reconstructionError < 1e-2; // true
   */
  static fit<N extends Dim, P extends Dim, D extends DType, K extends Dim = number>(
    x: NDArray<D, readonly [N, P]>,
    options?: NMFOptions<K>,
  ): NMF<P, K, Divided<D>> {
    const settings = requireOptions(FIT, options);
    requireIterationOptions(FIT, settings);
    const { maxIterations = 200, tolerance = 1e-4, rng = random(0), l1 = 0, l2 = 0 } = settings;
    const loss = requireWord(FIT, "loss", settings.loss, ["frobenius", "kullback-leibler"]);
    const start = requireWord(FIT, "start", settings.start, ["nndsvda", "nndsvd", "random"]);
    requirePenalties(loss, start, l1, l2);
    const data = requireTable(FIT, x as NDArray);
    requireNonnegative(FIT, "x", data);
    if (!(mean(data).item() > 0)) throw new ValueError(FIT, "x must have a positive entry", "zeros only");
    const [n, p]: readonly number[] = data.shape;
    const k = requireComponents(FIT, settings.components, Math.min(n, p), `for ${n} rows and ${p} columns`);
    const limits = { ...settings, maxIterations, tolerance };
    const from = nonnegativeStart(data, k, start, rng);
    const { W, H, iterations, converged } = factorize(data, from, loss, { l1, l2 }, limits);
    const error = scope(() => divergence(data, matmul(W, H) as NDArray, loss));
    return new NMF<any, any, any>(H, loss, l1, l2, error, iterations, converged);
  }

  /**
   * The nonnegative scores W that fit rows best, the components fixed: a convex problem, solved by the updates of `fit`.
   *
   * @param x not negative, shape `[n, p]`
   * @param options `maxIterations`: default 5000; `tolerance`: default 1e-6
   * @returns shape `[n, k]`
   * @throws {ValueError} for NaN, infinite or negative entries
   * @throws {ConvergenceError} after `maxIterations`, the scores so far as `best`
   */
  transform<N extends Dim, E extends DType>(
    x: NDArray<E, readonly [N, P]>,
    options?: IterationOptions<FactorIteration>,
  ): NDArray<Promote<E, D>, readonly [N, K]> {
    const op = "NMF.transform";
    const H: NDArray = this.components;
    const data = requireFloat(op, "x", requireColumns(op, x as NDArray, H.shape[1]));
    requireFinite(op, "x", data);
    requireNonnegative(op, "x", data);
    const settings = requireOptions(op, options);
    requireIterationOptions(op, settings);
    const limits = { maxIterations: 5000, tolerance: 1e-6, ...settings };
    const [k, size] = [H.shape[0] as number, Math.sqrt((mean(data).item() as number) / H.shape[0])];
    const start = full([data.shape[0], k], this.loss === "frobenius" ? 0 : size, { dtype: data.dtype as Float });
    const { W, change, converged } = nonnegativeScores(data, start, H, this.loss, this, limits);
    if (converged) return W;
    throw new ConvergenceError(
      op,
      "scores must meet the tolerance",
      `a change of ${change.toExponential(2)} after ${limits.maxIterations} iterations`,
      "Raise tolerance or maxIterations; error.best holds the scores so far.",
      W,
    );
  }

  /** W·H. @param scores shape `[n, k]` @returns shape `[n, p]` */
  inverseTransform<N extends Dim, E extends DType>(
    scores: NDArray<E, readonly [N, K]>,
  ): NDArray<Promote<E, D>, readonly [N, P]> {
    const op = "NMF.inverseTransform";
    const H: NDArray = this.components;
    const W = requireArray(op, "scores", scores);
    if (W.ndim === 2 && W.shape[1] === H.shape[0]) return matmul(W, H);
    throw new ShapeError(op, `scores must have ${H.shape[0]} columns, one a component`, { scores: W.shape });
  }

  toJSON(): ModelJson {
    return writeModel("NMF", Object.fromEntries(Object.entries(this)));
  }

  /** @throws {ValueError} for anything but what `toJSON` gives */
  static fromJSON(json: unknown): NMF {
    const read = new ModelReader("NMF", json);
    return new NMF(
      read.array("components", "k", "p"),
      read.string("loss", "frobenius", "kullback-leibler"),
      read.number("l1"),
      read.number("l2"),
      read.number("reconstructionError"),
      read.number("iterations"),
      read.boolean("converged"),
    );
  }
}

const FIT = "NMF.fit";

function requireNonnegative(op: string, name: string, x: NDArray): void {
  const values = x.toTypedArray() as Float64Array; // of either float dtype
  const at = values.findIndex((v) => v < 0);
  if (at < 0) return;
  const place = `${values[at]} in column ${at % x.shape[1]}, row ${Math.floor(at / x.shape[1])}`;
  throw new ValueError(op, `${name} must not be negative`, place, "Shift such a column, or use PCA.");
}

function requirePenalties(loss: NMFLoss, start: NMFStart, l1: number, l2: number): void {
  for (const [name, value] of Object.entries({ l1, l2 })) {
    if (!(typeof value === "number" && value >= 0 && value < Infinity)) {
      throw new ValueError(FIT, `${name} must be a finite number of at least 0`, kindOf(value));
    }
  }
  if (loss === "frobenius") return;
  if (l2 > 0)
    throw new ValueError(FIT, "l2 must be 0 with the Kullback–Leibler loss", l2, "Give l1, or take Frobenius.");
  if (start === "nndsvd") {
    const hint = 'Multiplicative updates keep the zeros of a start: take "nndsvda".';
    throw new ValueError(FIT, "start must have no zeros with the Kullback–Leibler loss", '"nndsvd"', hint);
  }
}
