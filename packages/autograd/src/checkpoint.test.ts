import {
  type NDArray,
  Random,
  ValueError,
  array,
  exp,
  matmul,
  mul,
  random,
  scope,
  sin,
  square,
  sum,
  tanh,
} from "@linnet/core";
import { currentInterpreter } from "@linnet/core/extend";
import { describe, expect, it } from "vitest";
import { checkGradients } from "./check-gradients.js";
import { checkpoint } from "./checkpoint.js";
import { grad, valueAndGrad } from "./grad.js";
import { hessian } from "./hessian.js";
import { jvp } from "./jvp.js";

const rng = random(1);
const x = rng.normal([3, 3]);
const w = rng.normal([3, 3]);
const layer = (a: NDArray, b: NDArray): NDArray => tanh(matmul(sin(matmul(a, b)), exp(mul(b, 0.1))));

/** Bits of all the arrays. */
const bits = (...arrays: readonly NDArray[]): unknown[] => arrays.map((a) => Array.from(a.toTypedArray()));

describe("checkpoint", () => {
  it("has the value and the gradients, to the bit, alone and in a chain", () => {
    const chain = (step: typeof layer) => (a: NDArray, b: NDArray) => sum(square(step(step(step(a, b), b), b)));
    const [value, gradients] = valueAndGrad(chain(layer), { argnums: [0, 1] })(x, w);
    const [again, same] = valueAndGrad(chain(checkpoint(layer)), { argnums: [0, 1] })(x, w);
    expect(bits(again, ...same)).toEqual(bits(value, ...gradients));
    expect(checkpoint(layer)(x, w).toArray()).toEqual(layer(x, w).toArray());
  });

  it("computes again what is needed, and only when it is", () => {
    let calls = 0;
    const counted = checkpoint((a: NDArray) => {
      calls++;
      return square(a);
    });
    counted(x);
    expect(calls).toBe(1);
    grad((a: NDArray) => sum(counted(a)))(x);
    expect(calls).toBe(3);
    grad((a: NDArray) => sum(mul(counted(x), a)))(x);
    expect(calls).toBe(4);
  });

  it("has second derivatives, in every order of the modes", () => {
    const f = (step: typeof layer) => (a: NDArray) => sum(square(step(a, w)));
    const kept = checkpoint(layer);
    checkGradients((a: NDArray) => sum(square(grad(f(kept))(a))), [x]);
    expect(bits(hessian(f(kept))(x))).toEqual(bits(hessian(f(layer))(x)));
    expect(bits(jvp(f(kept), [x], [w])[1])).toEqual(bits(jvp(f(layer), [x], [w])[1]));
    const mixed = (step: typeof layer) => grad((a: NDArray) => jvp(f(step), [a], [w])[1])(x);
    expect(bits(mixed(kept))).toEqual(bits(mixed(layer)));
  });

  it("follows what it captures, within another one too", () => {
    const by = (wrap: <A extends readonly unknown[], R>(f: (...args: A) => R) => (...args: A) => R) => (b: NDArray) =>
      sum(wrap((a: NDArray) => square(wrap((c: NDArray) => matmul(c, b))(a)))(x));
    expect(bits(grad(by(checkpoint))(w))).toEqual(bits(grad(by((f) => f))(w)));
    const both = (a: NDArray): NDArray => sum(checkpoint((c: NDArray) => mul(c, a))(a));
    expect(grad(both)(array([1, 2])).toArray()).toEqual([2, 4]);
    const alone = (a: NDArray): NDArray => sum(checkpoint((c: NDArray) => ({ y: mul(c, 3), a }))(a).a);
    expect(grad(alone)(array([1, 2])).toArray()).toEqual([1, 1]);
    expect(jvp(by(checkpoint), [w], [x])[1].item()).toBe(
      jvp(
        by((f) => f),
        [w],
        [x],
      )[1].item(),
    );
  });

  it("gives the streams of random numbers among its arguments back as they were", () => {
    const dropout = checkpoint((a: NDArray, run: { rng: Random; rate: number }) => mul(a, run.rng.uniform([3, 3])));
    const stream = random(7);
    const mask = stream.clone().uniform([3, 3]);
    const gradient = grad((a: NDArray) => sum(dropout(a, { rng: stream, rate: 0.5 })))(x);
    expect(bits(gradient)).toEqual(bits(mask));
    expect(bits(stream.uniform([3, 3]))).not.toEqual(bits(mask)); // it has moved on
  });

  it("works in a scope, with trees, and restores the interpreter when f throws", () => {
    const tree = checkpoint((t: { a: NDArray; n: number }) => ({ y: mul(square(t.a), t.n), n: t.n }));
    const gradient = scope(() => grad((t: { a: NDArray; n: number }) => sum(tree(t).y))({ a: x, n: 3 }));
    expect(gradient.a.toArray()).toEqual(mul(x, 6).toArray());
    const failing = checkpoint((a: NDArray): NDArray => {
      throw new RangeError(`half-way ${a.ndim}`);
    });
    expect(() => grad((a: NDArray) => sum(failing(a)))(x)).toThrow("half-way 2");
    expect(currentInterpreter()).toBeNull();
  });

  it("refuses what is no function, and a promise", () => {
    expect(() => checkpoint(3 as never)).toThrow(ValueError);
    expect(() => checkpoint(3 as never)).toThrow("checkpoint: f must be a function; got 3.");
    const late = checkpoint(async (a: NDArray) => a);
    expect(() => grad((a: NDArray) => sum(late(a) as never))(x)).toThrow(ValueError);
    expect(() => late(x)).toThrow(
      "checkpoint: f must be synchronous; got a promise. Await what f needs before differentiating it.",
    );
  });
});
