// What is measured: a line for each function. Adding one is adding a line.
import { polygamma } from "@linnet/kernels";
import { angles } from "./angles.mjs";
import { add, div, mul, neg, one, scaled, shift } from "./big-float.mjs";
import * as E from "./elementary.mjs";
import { lower, upper } from "./double-erf.mjs";
import { line } from "./line.mjs";
import { powers } from "./powers.mjs";
import * as S from "./special.mjs";

/**
 * @typedef {object} Measured
 * @property {string} name
 * @property {object} op what the kernel's `map` takes, or `zip` for a function of pairs
 * @property {(x: object, out: object) => void} [apply] in place of `map`, where one of two operands is always the same
 * @property {boolean} pairs whether the function takes two numbers
 * @property {(...x: import("./big-float.mjs").Big[]) => import("./big-float.mjs").Big} exact with 160 bits
 * @property {(...x: number[]) => number} [double] an independent float64 function of a few ulps, which serves float32: its own error is
 *   some 2⁻²⁸ ulp of float32. Where there is none, float32 is held against `exact`, at fewer points.
 * @property {number} bound ulps that must not be exceeded
 * @property {readonly (readonly [number, number])[]} regions where float64 is sampled densely, beside all exponents
 * @property {(x: number) => number} [scale] where the value is a difference: the size of its terms, whose ulps count if they are larger
 * @property {(x: number) => number | undefined} [corner] values that are not numbers in the middle of the range: poles, ends
 */

const ln10 = E.log(scaled(10n));
const rootHalf = E.sqrt(shift(one, -1));

/** @type {readonly Measured[]} */
export const functions = [
  line(
    "exp",
    1,
    E.exp,
    [
      [-745.2, 709.9],
      [-1, 1],
      [-745.2, -708],
    ],
    Math.exp,
  ),
  line(
    "expm1",
    2,
    E.expm1,
    [
      [-40, 709.9],
      [-1, 1],
      [-1e-3, 1e-3],
    ],
    Math.expm1,
  ),
  line(
    "log",
    1,
    E.log,
    [
      [0, 10],
      [0.7, 1.5],
      [0.99, 1.01],
      [0, 1e-307],
    ],
    Math.log,
  ),
  line(
    "log1p",
    2,
    E.log1p,
    [
      [-1, 10],
      [-0.5, 0.5],
      [-1e-3, 1e-3],
    ],
    Math.log1p,
  ),
  line(
    "log2",
    2,
    (x) => div(E.log(x), E.ln2),
    [
      [0, 10],
      [0.7, 1.5],
      [0.99, 1.01],
      [0, 1e-307],
    ],
    Math.log2,
  ),
  line(
    "log10",
    2,
    (x) => div(E.log(x), ln10),
    [
      [0, 10],
      [0.7, 1.5],
      [0.99, 1.01],
      [0, 1e-307],
    ],
    Math.log10,
  ),
  line(
    "tanh",
    2,
    (x) => div(E.expm1(shift(x, 1)), add(E.exp(shift(x, 1)), one)),
    [
      [-20, 20],
      [-1, 1],
    ],
    Math.tanh,
  ),
  line(
    "sigmoid",
    2,
    (x) => div(one, add(one, E.exp(neg(x)))),
    [
      [-745, 40],
      [-2, 2],
    ],
    (x) => (x < 0 ? Math.exp(x) : 1) / (1 + Math.exp(-Math.abs(x))),
  ),
  line(
    "softplus",
    2,
    softplus,
    [
      [-745, 40],
      [-2, 2],
      [-40, 5],
    ],
    (x) => Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0),
  ),
  line(
    "sin",
    2,
    (x) => E.sinCos(x)[0],
    [
      [-10, 10],
      [-1000, 1000],
      [-1e6, 1e6],
    ],
    Math.sin,
  ),
  line(
    "cos",
    2,
    (x) => E.sinCos(x)[1],
    [
      [-10, 10],
      [-1000, 1000],
      [-1e6, 1e6],
    ],
    Math.cos,
  ),
  line(
    "erf",
    2,
    S.erf,
    [
      [-6.5, 6.5],
      [-1, 1],
      [-0.1, 0.1],
    ],
    lower,
  ),
  line(
    "erfc",
    2,
    S.erfc,
    [
      [-6.5, 27.5],
      [-1, 5],
      [4, 5],
    ],
    upper,
  ),
  line(
    "gelu",
    4,
    (x) => shift(mul(x, S.erfc(neg(mul(x, rootHalf)))), -1),
    [
      [-39, 9],
      [-9, 0],
      [-2, 2],
    ],
    (x) => (x === -Infinity ? -0 : (x * upper(-x * Math.SQRT1_2)) / 2),
  ),
  line(
    "exp2",
    2,
    (x) => E.exp(mul(x, E.ln2)),
    [
      [-1075, 1024],
      [-1, 1],
    ],
    (x) => 2 ** x,
  ),
  line(
    "cbrt",
    2,
    (x) => (x.m < 0n ? neg(cubeRoot(neg(x))) : cubeRoot(x)),
    [
      [-10, 10],
      [-1e-3, 1e-3],
    ],
    Math.cbrt,
  ),
  line("gamma", 4, S.gamma, [
    [-5, 5],
    [0, 171.7],
    [-185, 0],
  ]),
  line("lgamma", 2, S.lgamma, [
    [0, 5],
    [0, 30],
    [0, 1e4],
  ]),
  {
    ...line("digamma", 8, S.digamma, [
      [0, 5],
      [0, 1e4],
      [-5, 0],
      [-1000, 0],
    ]),
    op: polygamma(0),
    scale: S.digammaScale,
  },
  ...powers,
  ...angles,
];

function cubeRoot(x) {
  return E.exp(div(E.log(x), scaled(3n)));
}

/** max(x, 0) + ln(1 + e^(−|x|)). */
function softplus(x) {
  return x.m > 0n ? add(x, E.log1p(E.exp(neg(x)))) : E.log1p(E.exp(x));
}
