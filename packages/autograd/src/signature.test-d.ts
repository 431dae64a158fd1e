import { type NDArray, type ShapeProblem, array, matmul, mean, square, sum, zeros } from "@linnet/core";
import { describe, expectTypeOf, test } from "vitest";
import {
  type Returned,
  type Scalar,
  checkpoint,
  customVjp,
  grad,
  hessian,
  hvp,
  jacobian,
  jvp,
  valueAndGrad,
  vjp,
  vmap,
} from "./index.js";

type Vector = NDArray<"float64", readonly [3]>;

describe("a gradient has the type of what it is the gradient of", () => {
  const f = (x: Vector, n: number): NDArray<"float64", readonly []> => sum(square(x).mul(n));

  test("arrays keep dtype and shape", () => {
    expectTypeOf(grad(f)).toEqualTypeOf<(x: Vector, n: number) => Vector>();
    expectTypeOf(grad((x: NDArray) => sum(x))(zeros([2]))).toEqualTypeOf<NDArray>();
  });

  test("lists of positions give lists", () => {
    const g = (x: Vector, w: NDArray<"float32", readonly [2, 3]>) => sum(matmul(w, x.reshape([3, 1])));
    const [dw, dx] = grad(g, { argnums: [1, 0] })(zeros([3]), zeros([2, 3], { dtype: "float32" }));
    expectTypeOf(dw).toEqualTypeOf<NDArray<"float32", readonly [2, 3]>>();
    expectTypeOf(dx).toEqualTypeOf<Vector>();
  });

  test("trees and class instances", () => {
    class Model {
      constructor(readonly layers: readonly { readonly w: Vector; readonly name: string }[]) {}
    }
    expectTypeOf(grad((m: Model) => sum(m.layers[0].w))(new Model([]))).toEqualTypeOf<Model>();
  });

  test("value and auxiliary output", () => {
    const [value, gradient] = valueAndGrad(f)(zeros([3]), 2);
    expectTypeOf(value).toEqualTypeOf<NDArray<"float64", readonly []>>();
    expectTypeOf(gradient).toEqualTypeOf<Vector>();
    const withAux = (x: Vector) => [mean(x), { note: "seen" }] as const;
    expectTypeOf(grad(withAux, { hasAux: true })(zeros([3]))[1].note).toEqualTypeOf<"seen">();
    const [v, g, aux] = valueAndGrad(withAux, { hasAux: true })(zeros([3]));
    expectTypeOf(v).toEqualTypeOf<NDArray<"float64", readonly []>>();
    expectTypeOf(g).toEqualTypeOf<Vector>();
    expectTypeOf(aux.note).toEqualTypeOf<"seen">();
  });

  test("vjp and jvp", () => {
    const [y, pullback] = vjp((x: Vector) => ({ squared: square(x) }), zeros([3]));
    expectTypeOf(y.squared).toEqualTypeOf<Vector>();
    expectTypeOf(pullback(y)).toEqualTypeOf<[Vector]>();
    const [, dy] = jvp((x: Vector) => x.sum(), [zeros([3])], [zeros([3])]);
    expectTypeOf(dy).toEqualTypeOf<NDArray<"float64", readonly []>>();
  });

  test("hvp has the arguments' types", () => {
    const [product, n] = hvp(f, [zeros([3]), 2], [zeros([3]), 2]);
    expectTypeOf(product).toEqualTypeOf<Vector>();
    expectTypeOf(n).toEqualTypeOf<number>();
  });

  test("jacobian and hessian join shapes", () => {
    const rows = (x: Vector) => matmul(zeros([2, 3]), x.reshape([3, 1]));
    expectTypeOf(jacobian(rows)(zeros([3])).shape).toEqualTypeOf<readonly [2, 1, 3]>();
    expectTypeOf(hessian((x: Vector) => sum(x))(zeros([3])).shape).toEqualTypeOf<readonly [3, 3]>();
    expectTypeOf(jacobian((x: NDArray) => x)(zeros([3]))).toEqualTypeOf<NDArray>();
  });
});

describe("vmap gives arrays one axis more", () => {
  const f = (x: Vector, n: number) => ({ y: sum(square(x)).mul(n), n });

  test("in front, of arguments and results, in trees too", () => {
    expectTypeOf(vmap(f)).toEqualTypeOf<
      (
        x: NDArray<"float64", readonly [number, 3]>,
        n: number,
      ) => { y: NDArray<"float64", readonly [number]>; n: number }
    >();
    expectTypeOf(vmap((x: NDArray) => x)).toEqualTypeOf<(x: NDArray) => NDArray>();
    vmap(f)(zeros([5, 3]), 2);
    // @ts-expect-error each member has 3 elements
    vmap(f)(zeros([5, 4]), 2);
    // @ts-expect-error the batch is missing
    vmap(f)(zeros([3]), 2);
  });

  test("not where the argument is the same for all", () => {
    const g = (w: NDArray<"float32", readonly [3, 3]>, x: Vector) => sum(matmul(w, x));
    expectTypeOf(vmap(grad(g), { inAxes: [null, 0] })).toEqualTypeOf<
      (
        w: NDArray<"float32", readonly [3, 3]>,
        x: NDArray<"float64", readonly [number, 3]>,
      ) => NDArray<"float32", readonly [number, 3, 3]>
    >();
  });

  test("somewhere, for another axis", () => {
    expectTypeOf(vmap(f, { inAxes: [1, 0], outAxes: -1 })(zeros([3, 5]), 2).y).toEqualTypeOf<NDArray<"float64">>();
  });
});

describe("functions made of functions keep their type", () => {
  test("checkpoint", () => {
    const f = (x: Vector, n: number) => ({ y: square(x).mul(n) });
    expectTypeOf(checkpoint(f)).toEqualTypeOf<(x: Vector, n: number) => { y: Vector }>();
  });

  test("customVjp: arguments and value come from forward, and the pullback answers for each argument", () => {
    const f = customVjp(
      (x: Vector, _n: number) => [sum(x), { x }] as const,
      (ct, residuals) => {
        expectTypeOf(ct).toEqualTypeOf<NDArray<"float64", readonly []>>();
        expectTypeOf(residuals).toEqualTypeOf<{ readonly x: Vector }>();
        return [residuals.x, null];
      },
    );
    expectTypeOf(f).toEqualTypeOf<(x: Vector, n: number) => NDArray<"float64", readonly []>>();
    customVjp(
      (x: Vector) => [sum(x), null] as const,
      // @ts-expect-error a cotangent of x has the shape of x
      (ct) => [ct],
    );
    customVjp(
      (x: Vector, _n: number) => [sum(x), x] as const,
      // @ts-expect-error there are two arguments
      (_ct, x) => [x],
    );
  });
});

describe("what cannot be differentiated does not compile", () => {
  test("a value known not to be a scalar", () => {
    expectTypeOf<Scalar<Vector, false, "grad">>().toEqualTypeOf<
      ShapeProblem<"grad: f must return a scalar; reduce it with sum or mean">
    >();
    // @ts-expect-error grad: f must return a scalar; reduce it with sum or mean
    grad((x: Vector) => square(x));
    // @ts-expect-error valueAndGrad: f must return a scalar; reduce it with sum or mean
    valueAndGrad((x: Vector) => sum(x.reshape([3, 1]), { axis: 0 }));
    // @ts-expect-error hvp: f must return a scalar; reduce it with sum or mean
    hvp((x: Vector) => square(x), [zeros([3])], [zeros([3])]);
    // @ts-expect-error hessian: f must return a scalar; reduce it with sum or mean
    hessian((x: Vector) => square(x));
  });

  test("an asynchronous function, or one that returns a number", () => {
    expectTypeOf<Promise<NDArray> | number>().not.toExtend<Returned>();
    // @ts-expect-error a promise is no array
    grad(async (x: Vector) => sum(x));
    // @ts-expect-error a number is no array
    grad((x: Vector) => sum(x).item());
  });

  test("a cotangent or tangent of another shape", () => {
    const [, pullback] = vjp((x: Vector) => square(x), zeros([3]));
    expectTypeOf(pullback).parameter(0).toEqualTypeOf<Vector>();
    // @ts-expect-error [2] is not [3]
    pullback(zeros([2]));
    // @ts-expect-error [2] is not [3]
    jvp((x: Vector) => square(x), [zeros([3])], [zeros([2])]);
  });

  test("an argument of another shape than f takes", () => {
    expectTypeOf(grad((x: Vector) => sum(x)))
      .parameter(0)
      .toEqualTypeOf<Vector>();
    // @ts-expect-error [2] is not [3]
    grad((x: Vector) => sum(x))(array([1, 2]));
  });
});
