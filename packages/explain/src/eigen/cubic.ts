/**
 * Where the cubic x³ + b·x² + c·x + d changes its sign, ascending: its simple real roots, to the last bit that its values in
 * doubles can tell. There is always one.
 */
export function crossingsOf(b: number, c: number, d: number): readonly number[] {
  const p = (x: number): number => ((x + b) * x + c) * x + d;
  const bound = 1 + Math.max(Math.abs(b), Math.abs(c), Math.abs(d)); // Cauchy's: all roots are smaller
  const ends = [-bound, ...turningPoints(b, c), bound];
  return ends.slice(1).flatMap((end, i) => {
    const start = ends[i];
    if (p(end) === 0) return [end];
    return p(start) * p(end) < 0 ? [bisected(p, start, end)] : [];
  });
}

/** Zeros of the derivative 3·x² + 2·b·x + c, ascending. */
function turningPoints(b: number, c: number): readonly number[] {
  const d = b * b - 3 * c;
  if (!(d > 0)) return [];
  const q = -(b + (b < 0 ? -1 : 1) * Math.sqrt(d)); // does not cancel
  return [q / 3, c / q].sort((x, y) => x - y);
}

/** Halves an interval at whose ends p differs in sign until its ends are neighbours. */
function bisected(p: (x: number) => number, start: number, end: number): number {
  let [low, high] = [start, end];
  const isNegative = p(low) < 0;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return Math.abs(p(low)) < Math.abs(p(high)) ? low : high;
    if (p(middle) < 0 === isNegative) low = middle;
    else high = middle;
  }
}
