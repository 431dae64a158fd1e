import { type NDArray, ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import {
  type DataOf,
  type Estimator,
  type ModelOf,
  type OptionsOf,
  type Examples,
  fitWith,
  requireEstimator,
} from "../estimator.js";
import {
  type CrossValidation,
  type TargetOf,
  type ValidationOptions,
  requirePlan,
  validated,
} from "./cross-validate.js";

/** Values to try for each option. */
export type Grid = Readonly<Record<string, readonly unknown[]>>;

/** One value of each. */
export type Chosen<G> = { readonly [K in keyof G]: G[K] extends readonly (infer V)[] ? V : never };

export interface GridSearchOptions<M, O> extends ValidationOptions<M> {
  /**
   * `"best"` (default) takes the best mean; `"oneStandardError"` the first combination whose mean is within one standard error of the best: write
   * values from simple to complex. Of equals, the first.
   */
  readonly choose?: "best" | "oneStandardError";
  /** Called after every combination. */
  readonly onResult?: (result: GridResult<O>) => void;
}

/** What was found of one combination of options. */
export interface GridResult<O> extends CrossValidation {
  readonly options: O;
}

/** What was found of all combinations. */
export interface GridSearch<M, O> {
  /** The chosen combination, and its model, fitted on all rows. */
  readonly best: GridResult<O> & { readonly model: M };
  /** One for each combination, the last option of the grid varying fastest. */
  readonly results: readonly GridResult<O>[];
  /** The results as a table, the best first. */
  toString(): string;
}

/**
 * Cross-validates every combination of options on the same folds, and fits the best one on all rows.
 *
 * @param estimator a class whose `fit` takes the options of the grid; or a function from one of each to an estimator: a pipeline, say
 * @param grid lists of values by the names of options
 * @param x rows are examples
 * @param y what is to be predicted, one for each row; `null` where nothing is
 * @throws {ValueError} (the promise is rejected) for an empty grid, and whatever `crossValidate` refuses
 * @remarks The mean of the chosen combination flatters it, as the best of many: judge it on rows that the search has not seen.
 * @see Breiman, Friedman, Olshen & Stone, *Classification and Regression Trees*, 1984, §3.4.3 (the rule of one standard error)
 * @example
 * class Shrunk {
 *   constructor(readonly value: number) {}
 *   static fit(_x: NDArray, y: NDArray, options?: { readonly factor?: number }) {
 *     return new Shrunk((options?.factor ?? 1) * mean(y).item());
 *   }
 *   predict(x: NDArray) { return full([x.shape[0]], this.value); }
 * }
 * const y = array([1, 2, 3, 4, 5, 6]);
 * const { best } = await gridSearch(Shrunk, { factor: [0, 1, 2] }, zeros([6, 1]), y, { folds: 3, scoring: "meanSquaredError" });
 * best.options; // { factor: 1 }
 * best.model.value; // 3.5
 */
export async function gridSearch<
  E extends Estimator,
  const G extends { readonly [K in keyof OptionsOf<E>]?: readonly OptionsOf<E>[K][] },
>(
  estimator: E,
  grid: G & { readonly [K in Exclude<keyof G, keyof OptionsOf<E>>]: never },
  x: DataOf<E>,
  y: TargetOf<E>,
  options: GridSearchOptions<ModelOf<E>, Chosen<G>>,
): Promise<GridSearch<ModelOf<E>, Chosen<G>>>;
export async function gridSearch<E extends Estimator, const G extends Grid>(
  estimator: (options: Chosen<G>) => E,
  grid: G,
  x: DataOf<E>,
  y: TargetOf<E>,
  options: GridSearchOptions<ModelOf<E>, Chosen<G>>,
): Promise<GridSearch<ModelOf<E>, Chosen<G>>>;
export async function gridSearch(
  estimator: Estimator | ((options: never) => Estimator),
  grid: object,
  x: any,
  y: any,
  options: GridSearchOptions<any, any>,
): Promise<GridSearch<any, any>> {
  const plan = requirePlan("gridSearch", x as Examples, y as NDArray | null, options);
  const { choose = "best", onResult } = options;
  if (choose !== "best" && choose !== "oneStandardError") {
    throw new ValueError("gridSearch", 'choose must be "best" or "oneStandardError"', kindOf(choose));
  }
  const results: GridResult<object>[] = [];
  for (const chosen of combinations(grid)) {
    const found = { ...(await validated(plan, ...fitting(estimator, chosen))), options: chosen };
    results.push(found);
    onResult?.(found);
  }
  const winner = choose === "best" ? bestOf(results) : simplestOf(results);
  const [refitted, bound] = fitting(estimator, winner.options);
  const best = { ...winner, model: fitWith("gridSearch", refitted, bound, plan.x, plan.y) };
  return { best, results, toString: () => printed(results) };
}

/** An estimator with the options that its `fit` is to be given. */
function fitting(
  estimator: Estimator | ((options: never) => Estimator),
  chosen: object,
): readonly [Estimator, object | undefined] {
  if (typeof (estimator as Partial<Estimator>)?.fit === "function") return [estimator as Estimator, chosen]; // it has what one has
  if (typeof estimator !== "function") return [requireEstimator("gridSearch", "estimator", estimator), chosen];
  return [requireEstimator("gridSearch", "what the function answers", estimator(chosen as never)), undefined];
}

function combinations(grid: object): readonly object[] {
  const entries = Object.entries(requireOptions("gridSearch", grid) as Grid); // none is refused below
  if (entries.length === 0) throw new ValueError("gridSearch", "grid must name at least one option", "none");
  const odd = entries.find(([, values]) => !(Array.isArray(values) && values.length > 0));
  if (odd !== undefined)
    throw new ValueError("gridSearch", `${odd[0]} must be a list of values to try`, kindOf(odd[1]));
  return entries.reduce<readonly object[]>(
    (rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
}

/** How good a mean is, the larger the better. */
function goodness({ mean, smallerIsBetter }: CrossValidation): number {
  return smallerIsBetter ? -mean : mean;
}

function bestOf<O>(results: readonly GridResult<O>[]): GridResult<O> {
  return results.reduce((best, result) => (goodness(result) > goodness(best) ? result : best));
}

function simplestOf<O>(results: readonly GridResult<O>[]): GridResult<O> {
  const best = bestOf(results);
  return results.find((result) => goodness(result) >= goodness(best) - best.standardError) ?? best;
}

function printed(results: readonly GridResult<object>[]): string {
  const order = results.toSorted((a, b) => goodness(b) - goodness(a));
  const names = Object.keys(order[0].options);
  const rows = order.map((result) => [
    ...Object.values(result.options).map(String),
    result.mean.toPrecision(4),
    result.standardError.toPrecision(2),
    (result.fitTimes.reduce((a, b) => a + b, 0) / result.fitTimes.length).toFixed(1),
  ]);
  const table = [[...names, "mean", "standard error", "fit (ms)"], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  return table.map((row) => row.map((word, column) => word.padStart(widths[column])).join("  ")).join("\n");
}
