import { type NDArray, array, zeros } from "@linnet/core";
import { describe, expectTypeOf, it } from "vitest";
import {
  type Minimum,
  ConvergenceError,
  conjugateGradient,
  lbfgs,
  levenbergMarquardt,
  newton,
  trustRegion,
} from "./index.js";

interface Model {
  readonly weights: NDArray;
  readonly bias: NDArray;
  readonly name: string;
}
declare const model: Model;
declare const loss: (m: Model) => { value: NDArray; gradient: Model };
declare const product: (m: Model, v: Model) => Model;

describe("minimizers", () => {
  it("answer trees of the type they started from", () => {
    expectTypeOf(lbfgs(loss, model)).toEqualTypeOf<Minimum<Model>>();
    expectTypeOf(conjugateGradient(loss, model).x).toEqualTypeOf<Model>();
    expectTypeOf(trustRegion(loss, model, { product }).gradient).toEqualTypeOf<Model>();
  });

  it("take what autograd's valueAndGrad answers: a pair", () => {
    const pair = (m: Model): readonly [NDArray, Model] => [zeros([]), m];
    expectTypeOf(lbfgs(pair, model).x).toEqualTypeOf<Model>();
  });

  it("take bounds as numbers, trees or arrays", () => {
    lbfgs(loss, model, { bounds: { lower: 0, upper: model } });
    // @ts-expect-error a tree of another kind
    lbfgs(loss, model, { bounds: { lower: { weights: 3 } } });
  });

  it("want one source of second derivatives", () => {
    const hessian = (): NDArray => zeros([2, 2]);
    newton(loss, model, { hessian });
    newton(loss, model, { product, gradientTolerance: 1e-3 });
    // @ts-expect-error neither
    newton(loss, model, {});
    // @ts-expect-error both
    trustRegion(loss, model, { hessian, product });
  });

  it("take residuals with a Jacobian beside them, in one record, or without", () => {
    const residuals = (x: NDArray): NDArray => x;
    const b0: NDArray = array([1, 2]);
    expectTypeOf(levenbergMarquardt(residuals, b0)).toEqualTypeOf<Minimum<NDArray>>();
    levenbergMarquardt(residuals, b0, { jacobian: residuals });
    levenbergMarquardt((x) => ({ residuals: x, jacobian: x }), b0);
    // @ts-expect-error half a record
    levenbergMarquardt((x) => ({ residuals: x }), b0);
  });

  it("fail with the best result", () => {
    expectTypeOf<ConvergenceError<Minimum<Model>>["best"]["x"]>().toEqualTypeOf<Model>();
  });
});
