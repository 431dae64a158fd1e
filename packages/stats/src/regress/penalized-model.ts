import { type DType, type NDArray, array } from "@linnet/core";
import { requirePositive } from "../distributions/continuous.js";
import { type ModelJson, type ModelReader, writeModel } from "../model-json.js";
import {
  type ElasticNetPathOptions,
  type PenalizedSolution,
  notConverged,
  requirePathOptions,
  solutionsAlong,
} from "./elastic-net-path.js";
import { centredProblem, requireExamples } from "./penalized-problem.js";

/** A class with the fields of `ElasticNet`. Its dimensions are for whoever calls to say. */
export type PenalizedModel<M> = new (
  coefficients: NDArray,
  intercept: number,
  alpha: number,
  l1Ratio: number,
  relativeGap: number,
  iterations: number,
  converged: boolean,
) => M;

export interface FitOneOptions extends ElasticNetPathOptions {
  readonly alpha: number;
  readonly l1Ratio: number;
}

/** One fit, from no coefficients on. */
export function fitPenalized<M>(
  op: string,
  Model: PenalizedModel<M>,
  x: NDArray,
  y: NDArray,
  options: FitOneOptions,
): M {
  requirePositive(op, "alpha", options.alpha);
  requirePathOptions(op, options);
  const examples = requireExamples(op, x, y, options);
  const [solution] = solutionsAlong(centredProblem(examples), Float64Array.of(options.alpha), options);
  const model = toModel(Model, solution, options.alpha, options.l1Ratio, examples.data.dtype);
  if (!solution.converged) throw notConverged(op, options.alpha, solution, options, model);
  return model;
}

/** @param dtype of the coefficients */
export function toModel<M>(
  Model: PenalizedModel<M>,
  { coefficients, intercept, relativeGap, iterations, converged }: PenalizedSolution,
  alpha: number,
  l1Ratio: number,
  dtype: DType,
): M {
  return new Model(array(coefficients).astype(dtype), intercept, alpha, l1Ratio, relativeGap, iterations, converged);
}

/** Fields of `ElasticNet`. */
export interface PenalizedFields {
  readonly coefficients: NDArray;
  readonly intercept: number;
  readonly alpha: number;
  readonly l1Ratio: number;
  readonly relativeGap: number;
  readonly iterations: number;
  readonly converged: boolean;
}

export function writePenalized(name: string, model: PenalizedFields): ModelJson {
  const { coefficients, intercept, alpha, l1Ratio, relativeGap, iterations, converged } = model;
  return writeModel(name, { coefficients, intercept, alpha, l1Ratio, relativeGap, iterations, converged });
}

export function readPenalized<M>(Model: PenalizedModel<M>, reader: ModelReader): M {
  return new Model(
    reader.array("coefficients", "p"),
    reader.number("intercept"),
    reader.number("alpha"),
    reader.number("l1Ratio"),
    reader.number("relativeGap"),
    reader.number("iterations"),
    reader.boolean("converged"),
  );
}
