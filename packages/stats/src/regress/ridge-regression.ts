import {
  type Check,
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  ValueError,
  add,
  array,
  matmul,
} from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { RidgeSystem } from "./ridge-system.js";
import { requireTarget } from "./target.js";
import type { TargetRule } from "./typed-target.js";

export interface RidgeOptions {
  /** Penalty α ≥ 0, or how to choose it from `alphas`. Default `"gcv"`. */
  readonly alpha?: number | "gcv" | "loo";
  /** Penalties to choose from. Default: 100 from 1e-6 to 10 times the largest singular value squared, evenly on a logarithmic scale. */
  readonly alphas?: readonly number[];
  /** Fit a constant, which is not penalized. Default `true`. */
  readonly intercept?: boolean;
}

/** One point of the path. */
export interface RidgePoint {
  readonly alpha: number;
  readonly coefficients: readonly number[];
  readonly intercept: number;
  /** tr H, of the intercept too. */
  readonly effectiveDf: number;
  /** Generalized cross-validation: (‖y − ŷ‖²/n) / (1 − tr H/n)². */
  readonly gcv: number;
  /** Mean squared error of each example predicted by the fit of all others: (1/n)·Σ (eᵢ/(1 − hᵢ))². */
  readonly looError: number;
}

/**
 * Ridge regression:
 *
 *     min ‖y − X·b − b₀‖² + α·‖b‖²
 *
 * By one thin SVD of the centred X, U·S·Vᵀ, from which every α costs a product only: b = V·diag(sᵢ/(sᵢ² + α))·Uᵀ·y. The intercept is not
 * penalized. With α = 0 it is least squares, of least norm where columns are dependent. Columns in units of their own count
 * differently: standardize them first.
 *
 * @see Hoerl & Kennard, *Ridge regression: biased estimation for nonorthogonal problems*, 1970; Golub, Heath & Wahba, *Generalized
 *   cross-validation as a method for choosing a good ridge parameter*, 1979
 * @example
 * const x = array([[1, 1], [2, 2.1], [3, 2.9], [4, 4]]);
 * const y = array([2, 4, 6, 8]);
 * const ridge = Ridge.fit(x, y, { alpha: 0.1 });
 * ridge.predict(x).shape; // [4]
 * Ridge.path(x, y, [0.01, 0.1, 1]).length; // 3
 */
export class Ridge<P extends Dim = number, D extends DType = Float> {
  constructor(
    /** Shape `[p]`. */
    readonly coefficients: NDArray<D, readonly [P]>,
    /** 0 where none was fitted. */
    readonly intercept: number,
    /** The penalty, given or chosen. */
    readonly alpha: number,
    /** tr H, of the intercept too. */
    readonly effectiveDf: number,
    readonly gcv: number,
    readonly looError: number,
  ) {}

  /**
   * @param x shape `[n, p]`
   * @param y shape `[n]`
   * @throws {ShapeError} unless there is a y a row
   * @throws {ValueError} for missing (NaN) or infinite entries, and penalties that are negative, or none
   * @remarks The cost of a thin SVD, O(n·p·min(n, p)), and O(n·min(n, p)) for each α that is tried.
   */
  static fit<N extends Dim, P extends Dim, D extends DType, E extends DType, M extends Dim>(
    x: NDArray<D, readonly [N, P]>,
    y: NDArray<E, readonly [M]> & Check<TargetRule<N, M>, "Ridge">,
    options?: RidgeOptions,
  ): Ridge<P, Divided<Promote<D, E>>> {
    const op = "Ridge.fit";
    const { alpha = "gcv", alphas, intercept = true } = requireOptions(op, options);
    const system = systemOf(op, x as NDArray, y as NDArray, intercept);
    const { alpha: chosen, coefficients, ...rest } = chosenPoint(op, system, alpha, alphas);
    const dtype = x.dtype === "float32" && y.dtype === "float32" ? "float32" : "float64";
    const b = array([...coefficients], { dtype }) as NDArray;
    return new Ridge(b, rest.intercept, chosen, rest.effectiveDf, rest.gcv, rest.looError);
  }

  /**
   * The whole path: a fit for each of the penalties, all from one SVD.
   *
   * @param alphas in whatever order
   * @throws as `fit` does
   */
  static path(
    x: NDArray,
    y: NDArray,
    alphas: readonly number[],
    options?: { readonly intercept?: boolean },
  ): readonly RidgePoint[] {
    const op = "Ridge.path";
    const { intercept = true } = requireOptions(op, options);
    const system = systemOf(op, x, y, intercept);
    return requireAlphas(op, alphas).map((alpha) => system.at(alpha));
  }

  /** b₀ + x·b. @param x shape `[n, p]` @returns shape `[n]` @throws {ShapeError} for other columns than were fitted */
  predict<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N]> {
    const data = requireColumns("Ridge.predict", x, this.coefficients.size);
    return add(matmul(data, this.coefficients as NDArray) as NDArray, this.intercept) as NDArray;
  }

  toJSON(): ModelJson {
    const { coefficients, intercept, alpha, effectiveDf, gcv, looError } = this;
    // numbers that may be NaN, which JSON has not
    const scores = array([effectiveDf, gcv, looError]) as NDArray;
    return writeModel("Ridge", { coefficients: coefficients as NDArray, intercept, alpha, scores });
  }

  /** @throws {ValueError} for anything but the JSON of such a model */
  static fromJSON(json: unknown): Ridge {
    const reader = new ModelReader("Ridge", json);
    const coefficients = reader.array("coefficients", "p") as NDArray<Float, readonly [number]>;
    const [effectiveDf, gcv, looError] = reader.array("scores", 3).toTypedArray() as Float64Array;
    return new Ridge(coefficients, reader.number("intercept"), reader.number("alpha"), effectiveDf, gcv, looError);
  }
}

function systemOf(op: string, x: NDArray, y: NDArray, intercept: boolean): RidgeSystem {
  const table = requireTable(op, x);
  return new RidgeSystem(table, requireTarget(op, y, table.shape[0]), intercept);
}

function chosenPoint(
  op: string,
  system: RidgeSystem,
  alpha: number | "gcv" | "loo",
  alphas: readonly number[] | undefined,
): RidgePoint {
  if (typeof alpha === "number") return system.at(requireAlphas(op, [alpha])[0]);
  if (alpha !== "gcv" && alpha !== "loo")
    throw new ValueError(op, 'alpha must be a number, "gcv" or "loo"', kindOf(alpha));
  const points = (alphas === undefined ? system.grid() : requireAlphas(op, alphas)).map((value) => system.at(value));
  const score = (point: RidgePoint): number => {
    const value = alpha === "gcv" ? point.gcv : point.looError;
    return Number.isNaN(value) ? Infinity : value; // no example is left over
  };
  return points.reduce((best, point) => (score(point) < score(best) ? point : best));
}

function requireAlphas(op: string, alphas: readonly number[]): readonly number[] {
  const wrong = alphas.findIndex((value) => !(value >= 0 && value < Infinity));
  if (alphas.length > 0 && wrong < 0) return alphas;
  const got = alphas.length === 0 ? "none" : kindOf(alphas[wrong]);
  throw new ValueError(op, "penalties must be finite numbers ≥ 0", got);
}
