// `pow`, one operand at a time: numbers that float32 holds too, so that both dtypes are held against the same function.
import { allocate, elements, pow, rowMajor, zip } from "@linnet/kernels";
import { big, mul } from "./big-float.mjs";
import * as E from "./elementary.mjs";

/** In float64 the largest errors are where y·log x is large and x near √½·2ᵏ. */
export const powers = [
  ofExponent(1.75, [
    [0, 10],
    [0.5, 2],
    [0, 1e-307],
  ]),
  ofExponent(-19.25, [
    [0.1, 10],
    [0.7, 1.5],
  ]),
  ofExponent(990.75, [
    [0.5, 2],
    [0.707, 0.7072],
    [1.414, 1.4143],
  ]),
  ofBase(1.0001220703125, [
    [-7e6, 7e6],
    [-1, 1],
  ]),
  ofBase(0.70703125, [
    [-2000, 2000],
    [-1, 1],
  ]),
];

/** xʸ for one y. */
function ofExponent(y, regions) {
  const apply = (x, out) => zip(pow, x, scalar(x.type, y), out);
  const exact = (x) => E.exp(mul(big(y), E.log(x)));
  return { name: `pow(x, ${y})`, op: pow, apply, exact, double: (x) => x ** y, bound: 2, regions };
}

/** xʸ for one x. */
function ofBase(x, regions) {
  const apply = (y, out) => zip(pow, scalar(y.type, x), y, out);
  const logarithm = E.log(big(x));
  const exact = (y) => E.exp(mul(y, logarithm));
  return { name: `pow(${x}, x)`, op: pow, apply, exact, double: (y) => x ** y, bound: 2, regions };
}

/** Lives as long as the program. */
function scalar(type, value) {
  const storage = allocate(8);
  elements(storage, type)[0] = value;
  return { type, layout: rowMajor([]), storage, offset: 0 };
}
