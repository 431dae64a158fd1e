import { type DoubleDouble, anglesOf, negative, plus, product } from "./double-double.js";

/** Complex numbers: real and imaginary parts. */
export type Line = readonly (readonly [number, number])[];

export const norm = (x: Line): number => Math.hypot(...x.flat());
export const minus = (x: Line, y: Line): Line => x.map(([re, im], i) => [re - y[i][0], im - y[i][1]]);

/** The spectrum of a real line from its half: what has no partner is real. */
export function completed(x: Line, n: number): Line {
  return Array.from({ length: n }, (_, k) => {
    const [re, im] = x[Math.min(k, n - k)];
    return k === 0 || 2 * k === n ? [re, 0] : [re, 2 * k > n ? -im : im];
  });
}

/** Sines and cosines of multiples of a turn's n-th part are made once for each n. */
const exactAngles = new Map<number, ReturnType<typeof anglesOf>>();

const exactTransforms = new Map<string, Line>();

/** Σⱼ e^(sign·2πi·jk/n)·xⱼ in double-double arithmetic: its error is beyond what float64 shows. Implementations share them. */
export function exactTransform(x: Line, sign: number): Line {
  const key = `${sign}: ${x.flat().join()}`;
  const known = exactTransforms.get(key) ?? compensatedTransform(x, sign);
  exactTransforms.set(key, known);
  return known;
}

function compensatedTransform(x: Line, sign: number): Line {
  const n = x.length;
  const angles = exactAngles.get(n) ?? anglesOf(n);
  exactAngles.set(n, angles);
  return x.map((_, k) => {
    let [re, im]: DoubleDouble[] = [
      [0, 0],
      [0, 0],
    ];
    x.forEach(([a, b], j) => {
      const [c, s] = angles[(j * k) % n];
      const t = sign > 0 ? s : negative(s);
      re = plus(re, plus(product(c, [a, 0]), negative(product(t, [b, 0]))));
      im = plus(im, plus(product(c, [b, 0]), product(t, [a, 0])));
    });
    return [re[0], im[0]] as const;
  });
}
