import { type ElementType, float32 } from "../element-type.js";

/** Unit roundoff of a float dtype. */
export function roundoff(type: ElementType): number {
  return type === float32 ? 2 ** -24 : 2 ** -53;
}

/** γₙ = n·u/(1 − n·u): n roundings, one after the other (Higham, 2002, lemma 3.1). */
export function gamma(n: number, type: ElementType): number {
  const nu = n * roundoff(type);
  return nu / (1 - nu);
}

/** A number as a dtype holds it. */
export function rounded(value: number, type: ElementType): number {
  const cell = new type.array(1);
  cell[0] = value;
  return cell[0];
}

/** Distance of two neighbouring numbers of a float dtype at x. */
export function ulp(x: number, type: ElementType): number {
  const [bits, least] = type === float32 ? [23, -126] : [52, -1022];
  const exponent = x === 0 ? least : Math.max(least, Math.floor(Math.log2(Math.abs(x))));
  return 2 ** (exponent - bits);
}
