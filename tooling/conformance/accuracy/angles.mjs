// Angles, hyperbolic functions and their inverses with 160 bits, and where they are measured.
import { abs, add, div, mul, neg, one, scaled, shift, sub } from "./big-float.mjs";
import { atan, exp, expm1, log1p, pi, sinCos, sqrt } from "./elementary.mjs";
import { line } from "./line.mjs";

const nearOne = [
  [-1, 1],
  [-0.6, 0.6],
  [0.99, 1],
];
const wide = [
  [-720, 720],
  [-2, 2],
  [-30, 30],
];
const plane = [
  [-1, 1],
  [-1000, 1000],
];

export const angles = [
  line(
    "tan",
    2,
    (x) => div(...sinCos(x)),
    [
      [-1.6, 1.6],
      [-1000, 1000],
      [-1e6, 1e6],
    ],
    Math.tan,
  ),
  line("asin", 2, asin, nearOne, Math.asin),
  line("acos", 2, acos, nearOne, Math.acos),
  line(
    "atan",
    2,
    atan,
    [
      [-1, 1],
      [-10, 10],
    ],
    Math.atan,
  ),
  line("sinh", 2, sinh, wide, Math.sinh),
  line("cosh", 2, cosh, wide, Math.cosh),
  line("asinh", 2, asinh, wide, Math.asinh),
  line(
    "acosh",
    2,
    acosh,
    [
      [1, 1.1],
      [1, 4],
      [1, 1000],
    ],
    Math.acosh,
  ),
  line("atanh", 2, atanh, nearOne, Math.atanh),
  line("atan2", 2, atan2, plane, Math.atan2),
  line("hypot", 2, (a, b) => sqrt(add(mul(a, a), mul(b, b))), plane, Math.hypot),
];

/** asin x = atan(x/√((1 − x)(1 + x))). */
function asin(x) {
  const below = mul(sub(one, x), add(one, x));
  return below.m === 0n ? signed(shift(pi, -1), x) : atan(div(x, sqrt(below)));
}

/** acos x = 2·atan √((1 − x)/(1 + x)). */
function acos(x) {
  const below = add(one, x);
  return below.m === 0n ? pi : shift(atan(sqrt(div(sub(one, x), below))), 1);
}

/** (m + m/(m + 1))/2 with m = eˣ − 1. */
function sinh(x) {
  if (x.m < 0n) return neg(sinh(neg(x)));
  const m = expm1(x);
  return shift(add(m, div(m, add(m, one))), -1);
}

function cosh(x) {
  return shift(add(exp(abs(x)), exp(neg(abs(x)))), -1);
}

/** asinh x = ln(1 + x + x²/(1 + √(1 + x²))) for x ≥ 0. */
function asinh(x) {
  const a = abs(x);
  const square = mul(a, a);
  return signed(log1p(add(a, div(square, add(one, sqrt(add(one, square)))))), x);
}

/** acosh x = ln(1 + t + √(2t + t²)), t = x − 1. */
function acosh(x) {
  const t = sub(x, one);
  return log1p(add(t, sqrt(add(shift(t, 1), mul(t, t)))));
}

/** atanh x = ½·ln(1 + 2x/(1 − x)) for x ≥ 0. */
function atanh(x) {
  const a = abs(x);
  const below = sub(one, a);
  if (below.m === 0n) return signed(scaled(1n, 4096), x); // stands for ∞
  return signed(shift(log1p(div(shift(a, 1), below)), -1), x);
}

/** The angle of the point (x, y). */
function atan2(y, x) {
  if (x.m === 0n) return y.m === 0n ? y : signed(shift(pi, -1), y);
  const angle = atan(div(y, x));
  if (x.m > 0n) return angle;
  return y.m < 0n ? sub(angle, pi) : add(angle, pi);
}

/** |a| with the sign of x. */
function signed(a, x) {
  return x.m < 0n ? neg(a) : a;
}
