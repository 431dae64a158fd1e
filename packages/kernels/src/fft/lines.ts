import type { CachedPlan } from "./cached-plan.js";
import { fftFamily } from "./family.js";
import type { Fourier } from "./fourier.js";
import type { Side } from "./side.js";
import { type Areas, transform } from "./transform.js";

/** What lines of one transform have in common. */
export interface Lines {
  readonly how: Fourier;
  readonly n: number;
  readonly cached: CachedPlan;
  readonly from: Side;
  readonly to: Side;
  readonly areas: Areas;
}

/** Transforms `cols` lines; x and y are the addresses of the first elements of the first. */
export function transformLines(lines: Lines, cols: number, x: number, y: number): void {
  if (lines.how.half === "x") ofHalf(lines, cols, x, y);
  else if (!lines.from.isComplex) ofReal(lines, cols, x, y);
  else ofComplex(lines, cols, x, y);
}

function ofComplex({ how, n, cached, from, to, areas }: Lines, cols: number, x: number, y: number): void {
  const [a, , c] = areas;
  const source = cols === 1 && from.isDirect ? x : a;
  const target = cols === 1 && to.isDirect && to.isComplex ? y : c;
  if (source === a) from.load(cols, x, 0, n, 1, 1, a);
  transform(cached.plan, how.sign > 0, cols, source, target, areas);
  if (target === c || how.scale !== 1) to.store(cols, target, 0, n, how.scale, how.scale, y);
}

/** Real lines are analysed whatever the sign, which conjugates what is stored. */
function ofReal({ how, n, cached, from, to, areas }: Lines, cols: number, x: number, y: number): void {
  const [a, , c] = areas;
  const { fold, mirror } = fftFamily.exports;
  const { scale, weight, half } = how;
  const last = n >> 1;
  let target = c;
  if (cached.folds === 0) {
    from.load(cols, x, 0, n, 1, 0, a);
    transform(cached.plan, false, cols, a, c, areas);
  } else {
    const source = cols === 1 && from.isDirect ? x : a;
    target = cols === 1 && to.isDirect && to.isComplex ? y : a;
    if (source === a) from.loadPairs(cols, x, last, a);
    transform(cached.plan, false, cols, source, c, areas);
    fold(false, last, cols, c, cached.folds, target);
    if (half === null) mirror(n, cols, target);
  }
  const sign = -how.sign;
  if (target === y && scale === 1 && weight === 1 && sign === 1) return;
  const inner = half === null ? n - 1 : (n - 1) >> 1;
  to.store(cols, target, 0, 1, scale, sign * scale, y);
  to.store(cols, target, 1, inner, scale * weight, sign * scale * weight, y);
  if (half !== null && n % 2 === 0) to.store(cols, target, last, 1, scale, sign * scale, y);
}

/** Half spectra are synthesized whatever the sign, which conjugates what is loaded; what has no partner is taken as real. */
function ofHalf({ how, n, cached, from, to, areas }: Lines, cols: number, x: number, y: number): void {
  const [a, b, c] = areas;
  const { fold, mirror } = fftFamily.exports;
  const [last, inner] = [n >> 1, (n - 1) >> 1];
  from.load(cols, x, 0, 1, 1, 0, a);
  from.load(cols, x, 1, inner, how.weight, how.sign * how.weight, a);
  if (n % 2 === 0) from.load(cols, x, last, 1, 1, 0, a);
  if (cached.folds === 0) {
    mirror(n, cols, a);
    transform(cached.plan, true, cols, a, c, areas);
    to.store(cols, c, 0, n, how.scale, 0, y);
    return;
  }
  const target = cols === 1 && to.isDirect ? y : c;
  fold(true, last, cols, a, cached.folds, b);
  transform(cached.plan, true, cols, b, target, [b, a, c]);
  to.storePairs(cols, target, last, 2 * how.scale, y);
}
