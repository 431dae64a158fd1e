import {
  DTypeError,
  type NDArray,
  abs,
  add,
  array,
  complex,
  conj,
  exp,
  imag,
  matmul,
  mul,
  real,
  square,
  sub,
  sum,
} from "@linnet/core";
import { describe, expect, it } from "vitest";
import { checkGradients, grad, jacobian, jvp, valueAndGrad, vjp } from "./index.js";

const z = complex(array([1, -2, 0.5]), array([0.5, 1, -3]));

describe("derivatives by complex arrays", () => {
  it("grad of |z|² is 2z: the direction of steepest ascent", () => {
    const gradient = grad((x: NDArray) => sum(square(abs(x))))(z);
    expect(gradient.dtype).toBe("complex128");
    const error = abs(sub(gradient, mul(z, 2)));
    expect(error.toArray().every((e: number) => e < 1e-14)).toBe(true);
  });

  it("grad of Re f is conj(f′) for a holomorphic f", () => {
    const gradient = grad((x: NDArray) => sum(real(exp(x))))(z);
    expect(gradient.toArray()).toEqual(conj(exp(z)).toArray());
  });

  it("grad is ∂f/∂Re z + i·∂f/∂Im z, by differences of both parts", () => {
    const f = (x: NDArray): NDArray => sum(mul(real(mul(x, square(x))), imag(exp(x))));
    checkGradients(f, [z]);
    checkGradients((x: NDArray) => f(add(x, mul(conj(x), 0.5))), [z]);
    checkGradients((x: NDArray) => f(x), [z.astype("complex64")]);
  });

  it("descends: a step against the gradient lowers a loss of complex weights", () => {
    const a = complex(
      array([
        [1, 2],
        [0, 1],
      ]),
      array([
        [0, 1],
        [-1, 0.5],
      ]),
    );
    const loss = (w: NDArray): NDArray => sum(square(abs(sub(matmul(a, w) as NDArray, array([[1], [2]])))));
    let w: NDArray = complex(array([[0], [0]]), 0);
    const values: number[] = [];
    for (let step = 0; step < 200; step++) {
      const [value, gradient] = valueAndGrad(loss)(w);
      values.push(value.item());
      w = sub(w, mul(gradient, 0.05));
    }
    expect(values[199]).toBeLessThan(1e-3 * values[0]);
  });

  it("pullbacks multiply by conj(f′), pushforwards by f′", () => {
    const [, pullback] = vjp((x: NDArray) => square(x), z);
    const ct = complex(array([1, 0, 2]), array([0, 1, -1]));
    expect(pullback(ct)[0].toArray()).toEqual(mul(ct, conj(mul(z, 2))).toArray());
    expect(jvp((x: NDArray) => square(x), [z], [ct])[1].toArray()).toEqual(mul(ct, mul(z, 2)).toArray());
  });

  it("second derivatives go through the conjugates", () => {
    const f = (x: NDArray): NDArray => sum(square(abs(grad((y: NDArray) => sum(real(mul(y, square(y)))))(x))));
    checkGradients(f, [z]);
  });

  it("refuse a complex loss, and a Jacobian by complex numbers", () => {
    expect(() => grad((x: NDArray) => sum(x))(z)).toThrow(DTypeError);
    expect(() => grad((x: NDArray) => sum(x))(z)).toThrow(
      "grad: f must return a real float; got output complex128. Take its real part, or its abs.",
    );
    expect(() => jacobian((x: NDArray) => square(x))(z)).toThrow(
      "jacobian: argument 0 must be real; got x complex128. " +
        "Its derivative is no matrix of complex numbers: take jvp along 1 and along i, or vjp.",
    );
    const rows = jacobian((x: NDArray) => complex(square(x), x))(array([1, 2]));
    expect(rows.toArray()).toEqual([
      [
        [2, 1],
        [0, 0],
      ],
      [
        [0, 0],
        [4, 1],
      ],
    ]);
  });
});
