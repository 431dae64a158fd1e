/** The SVD of [[f, g], [0, h]]: the rotations that diagonalize it, and its values with their signs. */
export interface TwoByTwo {
  /** Of larger magnitude. */
  readonly larger: number;
  readonly smaller: number;
  readonly cosLeft: number;
  readonly sinLeft: number;
  readonly cosRight: number;
  readonly sinRight: number;
}

/**
 * SVD of a 2×2 upper triangular matrix, every output to a few ulps, barring over- and underflow:
 *
 *     [ cosLeft  sinLeft] [f g] [cosRight −sinRight]   [larger    0   ]
 *     [−sinLeft  cosLeft]·[0 h]·[sinRight  cosRight] = [  0    smaller]
 *
 * @see LAPACK dlasv2, whose order of operations this keeps: each is there to avoid a cancellation
 */
export function twoByTwo(f: number, g: number, h: number): TwoByTwo {
  const flip = Math.abs(h) > Math.abs(f);
  const first = flip ? h : f;
  const second = flip ? f : h;
  const dominatedByG = Math.abs(g) > Math.abs(first);
  const r = solveOrdered(first, g, second);
  const cosLeft = flip ? r.sinRight : r.cosLeft;
  const sinLeft = flip ? r.cosRight : r.sinLeft;
  const cosRight = flip ? r.sinLeft : r.cosRight;
  const sinRight = flip ? r.cosLeft : r.sinRight;
  // the entry of largest magnitude decides the sign of the larger value
  let sign = signOf(cosRight) * signOf(cosLeft) * signOf(f);
  if (dominatedByG) sign = signOf(sinRight) * signOf(cosLeft) * signOf(g);
  else if (flip) sign = signOf(sinRight) * signOf(sinLeft) * signOf(h);
  const larger = withSign(r.larger, sign);
  const smaller = withSign(r.smaller, sign * signOf(f) * signOf(h));
  return { larger, smaller, cosLeft, sinLeft, cosRight, sinRight };
}

/** The smaller singular value of [[f, g], [0, h]]. @see LAPACK dlas2 */
export function smallerSingularValue(f: number, g: number, h: number): number {
  const fa = Math.abs(f);
  const ga = Math.abs(g);
  const ha = Math.abs(h);
  const small = Math.min(fa, ha);
  const large = Math.max(fa, ha);
  if (small === 0) return 0;
  const sum = 1 + small / large;
  const difference = (large - small) / large;
  if (ga < large) {
    const ratio = (ga / large) ** 2;
    return small * (2 / (Math.sqrt(sum * sum + ratio) + Math.sqrt(difference * difference + ratio)));
  }
  const ratio = large / ga;
  if (ratio === 0) return (small * large) / ga;
  const c = 1 / (Math.sqrt(1 + (sum * ratio) ** 2) + Math.sqrt(1 + (difference * ratio) ** 2));
  return 2 * (small * c * ratio);
}

/** |f| ≥ |h|; signs of the values are left to the caller. */
function solveOrdered(f: number, g: number, h: number): TwoByTwo {
  const fa = Math.abs(f);
  const ga = Math.abs(g);
  if (ga === 0) return diagonal(fa, Math.abs(h));
  return ga > fa && fa / ga < 2 ** -53 ? withHugeG(f, g, h) : usual(f, g, h);
}

function diagonal(fa: number, ha: number): TwoByTwo {
  return { larger: fa, smaller: ha, cosLeft: 1, sinLeft: 0, cosRight: 1, sinRight: 0 };
}

/** |g| so much larger than |f| ≥ |h| that f is below its roundoff. */
function withHugeG(f: number, g: number, h: number): TwoByTwo {
  const fa = Math.abs(f);
  const ga = Math.abs(g);
  const ha = Math.abs(h);
  const smaller = ha > 1 ? fa / (ga / ha) : (fa / ga) * ha;
  return { larger: ga, smaller, cosLeft: 1, sinLeft: h / g, cosRight: f / g, sinRight: 1 };
}

function usual(f: number, g: number, h: number): TwoByTwo {
  const fa = Math.abs(f);
  const ha = Math.abs(h);
  const difference = fa - ha;
  const l = difference === fa ? 1 : difference / fa;
  const m = g / f;
  const t = 2 - l;
  const mm = m * m;
  const s = Math.sqrt(t * t + mm);
  const r = l === 0 ? Math.abs(m) : Math.sqrt(l * l + mm);
  const a = 0.5 * (s + r);
  let tangent: number;
  if (mm === 0) {
    tangent = l === 0 ? 2 * signOf(f) * signOf(g) : g / withSign(difference, signOf(f)) + m / t;
  } else {
    tangent = (m / (s + t) + m / (r + l)) * (1 + a);
  }
  const root = Math.sqrt(tangent * tangent + 4);
  const cosRight = 2 / root;
  const sinRight = tangent / root;
  const cosLeft = (cosRight + sinRight * m) / a;
  return { larger: fa * a, smaller: ha / a, cosLeft, sinLeft: ((h / f) * sinRight) / a, cosRight, sinRight };
}

function signOf(x: number): number {
  return x < 0 || Object.is(x, -0) ? -1 : 1;
}

function withSign(magnitude: number, sign: number): number {
  return sign < 0 ? -Math.abs(magnitude) : Math.abs(magnitude);
}
