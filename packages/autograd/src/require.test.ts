import {
  DTypeError,
  DisposedError,
  IndexError,
  type NDArray,
  ShapeError,
  ValueError,
  array,
  mul,
  neg,
  square,
  sum,
} from "@linnet/core";
import { currentInterpreter } from "@linnet/core/extend";
import { describe, expect, it } from "vitest";
import { grad, valueAndGrad } from "./grad.js";
import { jvp } from "./jvp.js";
import { vjp } from "./vjp.js";

const x = array([1, 2, 3]);

describe("what cannot be differentiated", () => {
  const expectError = (run: () => unknown, kind: new (...args: never[]) => Error, message: string): void => {
    expect(run).toThrow(kind);
    expect(run).toThrow(expect.objectContaining({ message }));
  };

  it("refuses a value that is no scalar, with what to do", () => {
    expectError(
      () => grad((a: NDArray) => square(a))(x),
      ShapeError,
      "grad: f must return a scalar, a 0-d array; got output [3]. Reduce it with sum or mean, or take its jacobian or vjp.",
    );
  });

  it("refuses a value that is no float, or no array", () => {
    expectError(
      () => grad((a: NDArray) => sum(a.astype("int32")))(x),
      DTypeError,
      "grad: f must return a real float; got output int32. Derivatives of integer results do not exist.",
    );
    expectError(
      () => grad(((a: NDArray) => sum(a).item()) as never)(x),
      ValueError,
      "grad: f must return an array; got 6. Keep results in arrays: item() and toArray() leave what can be differentiated.",
    );
  });

  it("refuses what is no function, no list, no record of options", () => {
    const untyped = { grad, jvp, vjp } as unknown as Record<string, (...args: readonly unknown[]) => unknown>;
    const f = (a: NDArray): NDArray => sum(a);
    const derivative = (...args: readonly unknown[]): unknown => (untyped.grad(...args) as (a: NDArray) => unknown)(x);
    expectError(() => derivative(x), ValueError, "grad: f must be a function; got an array [3].");
    expectError(
      () => derivative(f, 0),
      ValueError,
      "grad: options must be an object; got 0. Give them by name: { name: value }.",
    );
    expectError(() => untyped.vjp(3, x), ValueError, "vjp: f must be a function; got 3.");
    expectError(() => untyped.jvp(f, x, x), ValueError, "jvp: args must be a list; got an array [3].");
    expectError(() => untyped.jvp(f, [x], x), ValueError, "jvp: tangents must be a list; got an array [3].");
  });

  it("refuses a value alone where aux was promised", () => {
    expectError(
      () => grad(((a: NDArray) => sum(a)) as never, { hasAux: true })(x),
      ValueError,
      "grad: f must return [value, aux] with hasAux; got an array [].",
    );
  });

  it("refuses an asynchronous function", () => {
    expectError(
      () => valueAndGrad((async (a: NDArray) => sum(a)) as never)(x),
      ValueError,
      "valueAndGrad: f must be synchronous; got a promise. Await what f needs before differentiating it.",
    );
    expect(currentInterpreter()).toBeNull();
  });

  it("refuses an argument without floats", () => {
    const f = (a: NDArray): NDArray => sum(a.astype("float64"));
    expectError(
      () => grad(f)(array([1, 2], { dtype: "int32" })),
      DTypeError,
      'grad: argument 0 must hold a float array to differentiate by; got x int32. Convert it first: x.astype("float64").',
    );
    expectError(
      () => grad((n: number) => sum(mul(x, n)))(3),
      DTypeError,
      "grad: argument 0 must hold a float array to differentiate by; got x 3. Pass an array: array(x).",
    );
  });

  it("refuses positions that are no arguments", () => {
    expectError(
      () => grad((a: NDArray) => sum(a), { argnums: 1 as 0 })(x),
      IndexError,
      "grad: argnums must be positions among the 1 arguments, counted from 0; got 1.",
    );
    expectError(
      () => grad((a: NDArray, _b: NDArray) => sum(a), { argnums: [0, 0] })(x, x),
      ValueError,
      "grad: argnums must be distinct; got [0, 0].",
    );
    expectError(
      () => grad((a: NDArray) => sum(a), { argnums: [] })(x),
      ValueError,
      "grad: argnums must name at least one argument; got [].",
    );
  });

  it("refuses a released array", () => {
    const gone = neg(x);
    gone.dispose();
    const message =
      "alias: the array must be live; got one that was disposed or left its scope. Return it from the scope, or copy it first.";
    for (const derivative of [
      () => grad((a: NDArray) => sum(square(a)))(gone),
      () => vjp((a: NDArray) => square(a), gone),
      () => jvp((a: NDArray) => square(a), [gone], [gone]),
    ]) {
      expectError(derivative, DisposedError, message);
    }
    expect(currentInterpreter()).toBeNull();
  });
});
