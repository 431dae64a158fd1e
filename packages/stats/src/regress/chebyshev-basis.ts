import { type DoubleDouble, type DoubleVector, minus, over, plus, times } from "../precision/double-double.js";

/**
 * Columns T₀(t), …, T_d(t) of t = (x − c)/h, in double-double:
 *
 *     Tₖ₊₁(t) = 2·t·Tₖ(t) − Tₖ₋₁(t)
 */
export function chebyshevColumns(x: DoubleVector, c: number, h: number, degree: number): DoubleVector[] {
  const columns = Array.from({ length: degree + 1 }, () => ({
    high: new Float64Array(x.high.length),
    low: new Float64Array(x.high.length),
  }));
  x.high.forEach((v, i) => {
    const t = over(plus([v, x.low[i]], [-c, 0]), [h, 0]);
    let [before, here]: DoubleDouble[] = [t, [1, 0]]; // T₋₁ = T₁
    for (const column of columns) {
      [column.high[i], column.low[i]] = here;
      const doubled = times(t, here);
      [before, here] = [here, minus([2 * doubled[0], 2 * doubled[1]], before)];
    }
  });
  return columns;
}

/** Row i holds what each Tₖ((x − c)/h) has of xⁱ. */
export function chebyshevPowers(c: number, h: number, degree: number): readonly (readonly DoubleDouble[])[] {
  const zero: DoubleDouble = [0, 0];
  const shift = over([c, 0], [h, 0]);
  const polynomials: DoubleDouble[][] = [[[1, 0]]];
  for (let k = 1; k <= degree; k++) {
    const last = polynomials[k - 1];
    const factor = k === 1 ? 1 : 2;
    polynomials.push(
      Array.from({ length: k + 1 }, (_, i) => {
        const [high, low] = minus(over(last[i - 1] ?? zero, [h, 0]), times(shift, last[i] ?? zero));
        return minus([factor * high, factor * low], k === 1 ? zero : (polynomials[k - 2][i] ?? zero));
      }),
    );
  }
  return Array.from({ length: degree + 1 }, (_, i) => polynomials.map((polynomial) => polynomial[i] ?? zero));
}
