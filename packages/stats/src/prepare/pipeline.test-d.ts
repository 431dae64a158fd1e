import { type Float, type NDArray, type ShapeProblem, zeros } from "@linnet/core";
import { describe, expectTypeOf, test } from "vitest";
import { FittedPipeline, PCA, Standardizer, crossValidate, gridSearch, pipeline, step } from "../index.js";

declare class Logit<P extends number = number> {
  static fit<N extends number, P extends number>(
    x: NDArray<any, readonly [N, P]>,
    y: NDArray<any, readonly [N]>,
    options?: { readonly penalty?: number },
  ): Logit<P>;
  readonly classes: NDArray;
  readonly coefficients: NDArray<"float64", readonly [P]>;
  predict<N extends number>(x: NDArray<any, readonly [N, P]>): NDArray<"int32", readonly [N]>;
  predictProbabilities<N extends number>(x: NDArray<any, readonly [N, P]>): NDArray<"float64", readonly [N, number]>;
  static fromJSON(json: unknown): Logit;
}
declare class Words {
  static fit(x: readonly string[]): Words;
  transform(x: readonly string[]): NDArray<"float64", readonly [number, number]>;
}
declare class Bare {
  static fit(x: NDArray, y: NDArray): Bare;
  readonly coefficients: NDArray;
}

const x = zeros([100, 6]);
const y = zeros([100], { dtype: "int32" });

describe("pipelines", () => {
  test("know the columns that go in and come out", () => {
    const reduced = pipeline(step(Standardizer), step(PCA, { components: 2 })).fit(x);
    expectTypeOf(reduced.transform(zeros([7, 6]))).toEqualTypeOf<NDArray<Float, readonly [7, 2]>>();
    expectTypeOf(reduced.inverseTransform(zeros([7, 2])).shape).toEqualTypeOf<readonly [7, 6]>();
    expectTypeOf(pipeline(step(Standardizer)).fit(x).transform(x).shape).toEqualTypeOf<readonly [100, 6]>();
    expectTypeOf(pipeline(step(PCA)).fit(x).transform(x).shape).toEqualTypeOf<readonly [100, number]>();
    const plain: NDArray = x;
    expectTypeOf(
      pipeline(step(PCA, { components: 3 }))
        .fit(plain)
        .transform(x).shape,
    ).toEqualTypeOf<readonly [100, 3]>();
    // @ts-expect-error five columns where six were fitted
    reduced.transform(zeros([7, 5]));
    // @ts-expect-error three scores where there are two
    reduced.inverseTransform(zeros([7, 3]));
  });

  test("answer what their last step does", () => {
    const fitted = pipeline(step(Standardizer), step(PCA, { components: 2 }), step(Logit, { penalty: 1 })).fit(x, y);
    expectTypeOf(fitted.predict(zeros([7, 6]))).toEqualTypeOf<NDArray<"int32", readonly [7]>>();
    expectTypeOf(fitted.predictProbabilities(x)).toEqualTypeOf<NDArray<"float64", readonly [100, number]>>();
    expectTypeOf(fitted.step(PCA).components.shape).toEqualTypeOf<readonly [number, number]>();
    expectTypeOf(fitted.steps[2]).toEqualTypeOf<Logit>();
    expectTypeOf(pipeline(step(Words), step(Logit)).fit(["a", "b"], y).predict(["c"]).dtype).toEqualTypeOf<"int32">();
    // @ts-expect-error logits do not transform
    fitted.transform(x);
    // @ts-expect-error nor go back
    fitted.inverseTransform(zeros([7, 2]));
    // @ts-expect-error principal components predict nothing
    pipeline(step(PCA)).fit(x).predict(x);
  });

  test("refuse what does not fit", () => {
    // @ts-expect-error only the last step may be without transform
    pipeline(step(Logit), step(PCA));
    // @ts-expect-error words are not made of matrices
    pipeline(step(Standardizer), step(Words));
    // @ts-expect-error there must be a target
    pipeline(step(Logit)).fit(x);
    // @ts-expect-error no such option
    step(PCA, { count: 2 });
    // @ts-expect-error not a number
    step(PCA, { components: "2" });
    // @ts-expect-error with or without a target?
    step(Bare);
    type Problem = ShapeProblem<"step: fit(x, y) must take options as well, or the estimator say supervised: true">;
    expectTypeOf(step<typeof Bare>)
      .parameter(0)
      .toEqualTypeOf<typeof Bare & Problem>();
  });

  test("come from JSON by the classes of their steps", () => {
    const back = FittedPipeline.fromJSON("", [Standardizer, Logit]);
    expectTypeOf(back.predict(zeros([7, 6]))).toEqualTypeOf<NDArray<"int32", readonly [7]>>();
    expectTypeOf(back.steps[0]).toEqualTypeOf<Standardizer>();
  });
});

describe("searches", () => {
  test("have the keys of the grid, and the model of the estimator", async () => {
    const alone = await gridSearch(Logit, { penalty: [0, 1] }, x, y, { scoring: "logLoss" });
    expectTypeOf(alone.best.options).toEqualTypeOf<{ readonly penalty: 0 | 1 }>();
    expectTypeOf(alone.best.model).toEqualTypeOf<Logit>();
    const made = await gridSearch(
      ({ components, penalty }) => pipeline(step(PCA, { components }), step(Logit, { penalty })),
      { components: [2, 4], penalty: [0, 1] },
      x,
      y,
      { scoring: (model) => model.step(Logit).coefficients.size },
    );
    expectTypeOf(made.best.options.components).toEqualTypeOf<2 | 4>();
    expectTypeOf(made.best.model.predict(x)).toEqualTypeOf<NDArray<"int32", readonly [100]>>();
    // @ts-expect-error no such option
    gridSearch(Logit, { alpha: [0, 1] }, x, y, { scoring: "logLoss" });
    // @ts-expect-error there must be a target
    crossValidate(Logit, x, null, { scoring: "accuracy" });
    // @ts-expect-error no such metric
    crossValidate(Logit, x, y, { scoring: "accurracy" });
  });
});
