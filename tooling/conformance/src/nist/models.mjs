import { add, atan, cos, div, exp, log, mul, pow, sin, square, sub } from "@linnet/core";

const saturation = ([b1, b2], [x]) => mul(b1, sub(1, exp(mul(mul(b2, x), -1))));
const decay = (scale, rate, x) => mul(scale, exp(mul(mul(rate, x), -1)));
const bell = (scale, center, width, x) => mul(scale, exp(mul(square(div(sub(x, center), width)), -1)));
const lanczos = ([b1, b2, b3, b4, b5, b6], [x]) => add(add(decay(b1, b2, x), decay(b3, b4, x)), decay(b5, b6, x));
const gauss = ([b1, b2, b3, b4, b5, b6, b7, b8], [x]) =>
  add(add(decay(b1, b2, x), bell(b3, b4, b5, x)), bell(b6, b7, b8, x));
const chwirut = ([b1, b2, b3], [x]) => div(exp(mul(mul(b1, x), -1)), add(b2, mul(b3, x)));

/** Σ cᵢ·xⁱ, by Horner. */
const polynomial = (coefficients, x) => coefficients.reduceRight((sum, c) => add(mul(sum, x), c), mul(x, 0));
const ratio =
  (n) =>
  (b, [x]) =>
    div(polynomial(b.slice(0, n), x), polynomial([1, ...b.slice(n)], x));

const wave = (byCos, bySin, period, x) => {
  const angle = div(mul(x, 2 * Math.PI), period);
  return add(mul(byCos, cos(angle)), mul(bySin, sin(angle)));
};

/** The models of NIST's nonlinear regression sets, in NIST's order: easy, average, hard. */
export const models = {
  Misra1a: saturation,
  Chwirut2: chwirut,
  Chwirut1: chwirut,
  Lanczos3: lanczos,
  Gauss1: gauss,
  Gauss2: gauss,
  DanWood: ([b1, b2], [x]) => mul(b1, exp(mul(b2, log(x)))),
  Misra1b: ([b1, b2], [x]) => mul(b1, sub(1, pow(add(1, mul(mul(b2, x), 0.5)), -2))),
  Kirby2: ratio(3),
  Hahn1: ratio(4),
  Nelson: ([b1, b2, b3], [x1, x2]) => sub(b1, mul(x1, decay(b2, b3, x2))),
  MGH17: ([b1, b2, b3, b4, b5], [x]) => add(b1, add(decay(b2, b4, x), decay(b3, b5, x))),
  Lanczos1: lanczos,
  Lanczos2: lanczos,
  Gauss3: gauss,
  Misra1c: ([b1, b2], [x]) => mul(b1, sub(1, pow(add(1, mul(mul(b2, x), 2)), -0.5))),
  Misra1d: ([b1, b2], [x]) => div(mul(mul(b1, b2), x), add(1, mul(b2, x))),
  Roszman1: ([b1, b2, b3, b4], [x]) => sub(sub(b1, mul(b2, x)), div(atan(div(b3, sub(x, b4))), Math.PI)),
  ENSO: ([b1, b2, b3, b4, b5, b6, b7, b8, b9], [x]) =>
    add(add(b1, wave(b2, b3, 12, x)), add(wave(b5, b6, b4, x), wave(b8, b9, b7, x))),
  MGH09: ([b1, b2, b3, b4], [x]) => div(mul(b1, add(square(x), mul(x, b2))), add(square(x), add(mul(x, b3), b4))),
  Thurber: ratio(4),
  BoxBOD: saturation,
  Rat42: ([b1, b2, b3], [x]) => div(b1, add(1, exp(sub(b2, mul(b3, x))))),
  MGH10: ([b1, b2, b3], [x]) => mul(b1, exp(div(b2, add(x, b3)))),
  Eckerle4: ([b1, b2, b3], [x]) => mul(div(b1, b2), exp(mul(square(div(sub(x, b3), b2)), -0.5))),
  Rat43: ([b1, b2, b3, b4], [x]) => div(b1, exp(div(log(add(1, exp(sub(b2, mul(b3, x))))), b4))),
  Bennett5: ([b1, b2, b3], [x]) => mul(b1, exp(mul(div(log(add(b2, x)), b3), -1))),
};
