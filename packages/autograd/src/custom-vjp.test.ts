import {
  type NDArray,
  ShapeError,
  ValueError,
  add,
  array,
  clip,
  complex,
  conj,
  exp,
  log,
  mul,
  real,
  square,
  sub,
  sum,
} from "@linnet/core";
import { currentInterpreter } from "@linnet/core/extend";
import { toBeCloseToArray } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { checkGradients } from "./check-gradients.js";
import { customVjp } from "./custom-vjp.js";
import { grad } from "./grad.js";
import { hessian } from "./hessian.js";
import { jacobian } from "./jacobian.js";
import { jvp } from "./jvp.js";
import { vjp } from "./vjp.js";

expect.extend({ toBeCloseToArray });

const x = array([1, 2, 3]);

/** log(1 + eˣ), whose own derivative overflows where eˣ does. */
const softplus = customVjp(
  (a: NDArray) => [log(add(exp(a), 1)), exp(a)] as const,
  (ct: NDArray, e: NDArray) => [mul(ct, sub(1, e.add(1).pow(-1)))] as const,
);
const clipped = customVjp(
  (a: NDArray) => [a, null] as const,
  (ct: NDArray) => [clip(ct, -1, 1)] as const,
);

describe("customVjp", () => {
  it("is the function, and has the derivative that was given", () => {
    expect(softplus(x)).toBeCloseToArray(log(add(exp(x), 1)), { rtol: Number.EPSILON });
    checkGradients((a: NDArray) => sum(mul(softplus(a), a)), [x]);
    expect(grad((a: NDArray) => sum(softplus(a)))(array([800])).toArray()).toEqual([1]);
    expect(grad((a: NDArray) => sum(mul(clipped(a), a.mul(0).add(5))))(x).toArray()).toEqual([1, 1, 1]);
  });

  it("has the second derivatives of what forward and pullback compute, in every order of the modes", () => {
    const f = (a: NDArray): NDArray => sum(mul(softplus(a), a));
    const plain = (a: NDArray): NDArray => sum(mul(log(add(exp(a), 1)), a));
    checkGradients((a: NDArray) => sum(square(grad(f)(a))), [x]);
    expect(hessian(f)(x)).toBeCloseToArray(hessian(plain)(x), { atol: 32 * Number.EPSILON });
    expect(jacobian(grad(f), { mode: "reverse" })(x)).toBeCloseToArray(hessian(plain)(x), {
      atol: 32 * Number.EPSILON,
    });
    const third = (a: NDArray): NDArray => sum(grad((b: NDArray) => sum(square(grad(f)(b))))(a));
    checkGradients(third, [x]);
  });

  it("takes trees and several arguments, one of them twice, and null where there is no cotangent", () => {
    const weighted = customVjp(
      (p: { w: NDArray; name: string }, a: NDArray, k: number) =>
        [
          { y: mul(mul(p.w, a), k), unused: square(a) },
          { p, a, k },
        ] as const,
      (ct: { y: NDArray; unused: NDArray }, r) => [
        { w: mul(mul(ct.y, r.a), r.k), name: "" },
        add(mul(mul(ct.y, r.p.w), r.k), mul(ct.unused, 100)),
        null,
      ],
    );
    const [dp, da] = grad((p: { w: NDArray; name: string }, a: NDArray) => sum(weighted(p, a, 2).y), {
      argnums: [0, 1],
    })({ w: x, name: "w" }, x);
    expect([dp.w.toArray(), dp.name, da.toArray()]).toEqual([[2, 4, 6], "w", [2, 4, 6]]); // unused has a cotangent of zeros
    const product = customVjp(
      (a: NDArray, b: NDArray) => [mul(a, b), { a, b }] as const,
      (ct: NDArray, r) => [mul(ct, r.b), mul(ct, r.a)] as const,
    );
    expect(grad((a: NDArray) => sum(product(a, a)))(x).toArray()).toEqual([2, 4, 6]);
    const firstOnly = customVjp(
      (a: NDArray, b: NDArray) => [mul(a, b), b] as const,
      (ct: NDArray, b: NDArray) => [mul(ct, b), null],
    );
    expect(grad((a: NDArray) => sum(firstOnly(a, a)))(x).toArray()).toEqual([1, 2, 3]);
  });

  it("may answer its argument: uses of the argument itself are not taken for uses of the result", () => {
    expect(grad((a: NDArray) => sum(add(mul(clipped(a), 7), mul(a, 7))))(x).toArray()).toEqual([8, 8, 8]);
  });

  it("may answer a constant, more than once", () => {
    const constant = customVjp(
      (_a: NDArray) => [x, null] as const,
      (ct: NDArray) => [mul(ct, 3)],
    );
    expect(grad((a: NDArray) => sum(add(mul(constant(a), x), constant(a))))(x).toArray()).toEqual([6, 9, 12]);
  });

  it("has complex cotangents as vjp has them: holomorphic f gives ct·conj(f′)", () => {
    const squared = customVjp(
      (z: NDArray) => [mul(z, z), z] as const,
      (ct: NDArray, z: NDArray) => [mul(ct, conj(mul(z, 2)))],
    );
    const z = complex(array([1, -2]), array([0.5, 3]));
    const ct = complex(array([2, 1]), array([-1, 4]));
    const own = vjp(squared, z)[1](ct)[0];
    const plain = vjp((w: NDArray) => mul(w, w), z)[1](ct)[0];
    expect(real(own)).toBeCloseToArray(real(plain), { rtol: 4 * Number.EPSILON });
    expect(own.toArray()).toEqual(plain.toArray());
  });

  it("is seen by the tape whose argument it is, through one that it does not concern", () => {
    const f = (a: NDArray): NDArray => grad((b: NDArray) => sum(mul(b, clipped(a))))(x.mul(0));
    expect(grad((a: NDArray) => sum(mul(f(a), 9)))(x).toArray()).toEqual([1, 1, 1]);
  });

  it("runs forwards where nothing moves, and refuses to where something does", () => {
    expect(jvp((a: NDArray) => mul(a, clipped(x)), [x], [x])[1].toArray()).toEqual([1, 4, 9]);
    const message =
      "customVjp: a derivative that is given backwards has none forwards; got jvp of it. " +
      'Take grad or vjp of it, or jacobian with mode: "reverse".';
    expect(() => jvp(clipped, [x], [x])).toThrow(ValueError);
    expect(() => jvp(clipped, [x], [x])).toThrow(expect.objectContaining({ message }));
    expect(jacobian(clipped, { mode: "reverse" })(x).toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(currentInterpreter()).toBeNull();
  });
});

describe("what customVjp refuses", () => {
  const expectError = (run: () => unknown, kind: new (...args: never[]) => Error, message: string): void => {
    expect(run).toThrow(kind);
    expect(run).toThrow(expect.objectContaining({ message }));
    expect(currentInterpreter()).toBeNull();
  };
  const withPullback = (pullback: (ct: NDArray) => unknown): (() => unknown) => {
    const f = customVjp((a: NDArray, _t: { b: NDArray }) => [square(a), null] as const, pullback as never);
    return () => grad((a: NDArray) => sum(f(a, { b: a })))(x);
  };

  it("no functions, and no pair", () => {
    const untyped = customVjp as unknown as (f: unknown, g: unknown) => (a: NDArray) => unknown;
    expectError(() => untyped(3, 4), ValueError, "customVjp: f must be a function; got 3.");
    expectError(
      () => untyped(square, square)(x),
      ValueError,
      "customVjp: forward must return [output, residuals]; got an array [3]. Answer null where the pullback needs nothing.",
    );
    expectError(
      () => untyped(async (a: NDArray) => [a, null], square)(x),
      ValueError,
      "customVjp: f must be synchronous; got a promise. Await what f needs before differentiating it.",
    );
  });

  it("a wrong tree from the pullback", () => {
    expectError(
      withPullback((ct) => ct),
      ValueError,
      "customVjp: pullback must answer a list with a cotangent for each argument, 2 in all; got an array [3].",
    );
    expectError(
      withPullback((ct) => [ct]),
      ValueError,
      "customVjp: pullback must answer a list with a cotangent for each argument, 2 in all; got a list of 1.",
    );
    expectError(
      withPullback((ct) => [ct, { c: ct }]),
      ValueError,
      "customVjp: a cotangent must have an array wherever its argument has one; got undefined at b. " +
        "Answer null for an argument without a cotangent.",
    );
    expectError(
      withPullback((ct) => [sum(ct), null]),
      ShapeError,
      "customVjp: a cotangent must have the shape and dtype of what it belongs to; got cotangent [] and primal [3].",
    );
  });

  it("an array with a derivative that is captured", () => {
    const message =
      "customVjp: functions must not capture arrays with a derivative; got one that is differentiated by, or depends on " +
      "one that is. Pass it as an argument.";
    const capturing = (w: NDArray, a: NDArray): NDArray =>
      customVjp(
        (b: NDArray) => [mul(b, w), null] as const,
        (ct: NDArray) => [ct],
      )(a);
    expectError(() => grad((w: NDArray) => sum(capturing(w, w)))(x), ValueError, message);
    expectError(() => grad((w: NDArray) => sum(capturing(w, x)))(x), ValueError, message);
    expectError(() => jvp((w: NDArray) => sum(capturing(w, x)), [x], [x]), ValueError, message);
    expect(grad((a: NDArray) => sum(capturing(x, a)))(x).toArray()).toEqual([1, 1, 1]);
  });
});
