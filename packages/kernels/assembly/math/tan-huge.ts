import { lost, reduceHuge, rest, restOfCosine, restOfSine } from "./trig-huge";

/** tan x for |x| ≥ 2¹⁰, however large: the quotient of sine and cosine, with what they lost. Error < 1.6 ulp. */
export function tanOfHuge(x: f64): f64 {
  const odd = (reduceHuge(x) & 1) != 0;
  const p = restOfSine(rest, lost);
  const s = rest + p;
  const w = 1 - 0.5 * (rest * rest);
  const q = restOfCosine(rest, lost);
  const c = w + q;
  const lostOfS = rest - s + p;
  const lostOfC = w - c + q;
  const y = odd ? -quotient(c, lostOfC, s, lostOfS) : quotient(s, lostOfS, c, lostOfC);
  return x < 0 ? -y : y;
}

/** (a + lostOfA)/(b + lostOfB). */
function quotient(a: f64, lostOfA: f64, b: f64, lostOfB: f64): f64 {
  const q = a / b;
  return q + (lostOfA - q * lostOfB) / b;
}
