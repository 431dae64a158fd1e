import {
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  abs,
  add,
  clip,
  div,
  less,
  neg,
  reciprocal,
  softmax,
  softplus,
  square,
  sub,
  tanh,
  mul,
  where,
} from "@linnet/core";
import { type Primitive, bind, requireFloat } from "@linnet/core/extend";
import { div as divide, mul as multiply, zip } from "@linnet/kernels";
import { sloped } from "./sloped.js";

/**
 * x / (1 + |x|).
 *
 * @throws {DTypeError} for bool and complex
 * @remarks Its slope 1 / (1 + |x|)² is computed as such: the difference that the rule of a quotient makes of it cancels.
 * @see Bergstra, Desjardins, Lamblin & Bengio, *Quadratic polynomials learn better image features*, 2009
 */
export function softsign<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bind(softsignP, [requireFloat("softsign", "x", x)], undefined);
}

/**
 * x − tanh x.
 *
 * @throws {DTypeError} for bool and complex
 * @remarks To some units in the last place also near 0, where the difference cancels: there by Lambert's continued fraction
 *   tanh x = x / (1 + c), c = x² / (3 + x² / (5 + …)), x − tanh x = x·c / (1 + c), whose terms are all positive.
 * @see Wall, *Analytic theory of continued fractions*, 1948, §91
 */
export function tanhshrink<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bind(tanhshrinkP, [requireFloat("tanhshrink", "x", x)], undefined);
}

/** log σ(x) = −log(1 + e⁻ˣ), without overflow. @throws {DTypeError} for bool and complex */
export function logSigmoid<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return neg(softplus(neg(requireFloat("logSigmoid", "x", x))));
}

/** softmax(−x) along one axis (the last, unless given). @throws {DTypeError} for bool and complex */
export function softmin<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: { readonly axis?: number },
): NDArray<Divided<D>, S> {
  return softmax(neg(requireFloat("softmin", "x", x)), options);
}

const softsignP: Primitive = /* @__PURE__ */ sloped<undefined>(
  "softsign",
  (x, out) => zip(divide, x, add(abs(x), 1), out),
  (x) => square(reciprocal(add(abs(x), 1))),
);

const tanhshrinkP: Primitive = /* @__PURE__ */ sloped<undefined>(
  "tanhshrink",
  (x, out) => zip(multiply, x, where(less(abs(x), 1), lambert(x), sub(1, div(tanh(x), x))), out),
  (x) => square(tanh(x)),
);

/** 1 − tanh(x)/x for |x| ≤ 1. Eight fractions leave an error below 2⁻⁵³ of the value. */
function lambert(x: NDArray): NDArray {
  const squared: NDArray = clip(square(x), 0, 1);
  let c: NDArray = mul(squared, 1 / 17);
  for (let odd = 15; odd >= 3; odd -= 2) c = div(squared, add(c, odd));
  return div(c, add(c, 1));
}
