import type { ComplexNumber } from "../errors.js";

/** For messages: `1.50` or `1.50+2.00j`. */
export function complexText([re, im]: ComplexNumber): string {
  const real = re.toPrecision(3);
  return im === 0 ? real : `${real}${im < 0 ? "-" : "+"}${Math.abs(im).toPrecision(3)}j`;
}
