import { type Dim, type NDArray, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { type Estimator, type Examples, nameOf } from "../estimator.js";
import type { AnySupervised, Chain, ColumnsOut, FirstInput, ModelsOf } from "./chain-of-steps.js";
import { FittedPipeline } from "./fitted-pipeline.js";
import { Step } from "./step.js";

/** Steps in a row, to be fitted together: each learns from what the models before it make of the data. */
export class Pipeline<S extends readonly Step[] = readonly Step[]> {
  readonly supervised: AnySupervised<S>;

  constructor(readonly steps: S) {
    this.supervised = steps.some((each) => each.supervised) as AnySupervised<S>; // the type reads the same steps
  }

  /**
   * @param x rows are examples, `[n, p]`; or what else the first step takes
   * @param target `y`, where a step learns with one
   * @throws {ValueError} without a target where a step learns with one, and for a step before the last whose model has no `transform`
   */
  fit<N extends Dim, P extends Dim>(
    x: FirstInput<S, N, P>,
    ...target: AnySupervised<S> extends true ? readonly [y: NDArray] : readonly [y?: NDArray | null]
  ): FittedPipeline<ModelsOf<S>, P, ColumnsOut<S, P>> {
    let data = x as Examples; // the first step asks what it is
    const models = this.steps.map((each, i) => {
      const model = (each as Step<Estimator>).fit(
        data as never,
        ...(target as readonly [NDArray]),
      ) as Partial<Transforming>; // asked below
      if (i === this.steps.length - 1) return model;
      if (typeof model.transform !== "function") {
        const hint = "Only the last step may be without.";
        throw new ValueError("pipeline", `step ${i} must have transform`, `a ${nameOf(each.estimator)}`, hint);
      }
      data = model.transform(data);
      return model;
    });
    return new FittedPipeline(models) as FittedPipeline<any, any, any>; // fitted by the steps
  }
}

interface Transforming {
  transform(x: Examples): NDArray;
}

/**
 * Estimators one behind the other, as one estimator. The models of all but the last transform; whatever the last can, the pipeline can. What is
 * learned is learned from the rows that are fitted alone: validation of a pipeline tests all of it, and no mean of a test row leaks.
 *
 * @param steps `step(Class, options)` each
 * @throws {ValueError} for no step, and for what is none
 * @example
 * const x = random(0).normal([50, 6]);
 * const fitted = pipeline(step(Standardizer), step(PCA, { components: 2 })).fit(x);
 * fitted.transform(x).shape; // [50, 2]
 * fitted.step(PCA).components.shape; // [2, 6]
 */
export function pipeline<const S extends readonly Step<any, any>[]>(...steps: S & Chain<S>): Pipeline<S> {
  if (steps.length === 0) throw new ValueError("pipeline", "there must be at least one step", "none");
  steps.forEach((each: unknown, i) => {
    if (each instanceof Step) return;
    throw new ValueError("pipeline", `argument ${i} must be a step`, kindOf(each), "Write step(Class, options).");
  });
  return new Pipeline<S>(steps);
}
