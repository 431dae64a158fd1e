// The SVD of [[f, g], [0, h]] as in two-by-two.ts of linalg. @see LAPACK dlasv2, dlas2

/** What `twoByTwo` found. */
export let larger: f64 = 0;
export let smaller: f64 = 0;
export let cosLeft: f64 = 1;
export let sinLeft: f64 = 0;
export let cosRight: f64 = 1;
export let sinRight: f64 = 0;

export function twoByTwo(f: f64, g: f64, h: f64): void {
  const flip = abs<f64>(h) > abs<f64>(f);
  const first = flip ? h : f;
  const dominatedByG = abs<f64>(g) > abs<f64>(first);
  solveOrdered(first, g, flip ? f : h);
  if (flip) {
    const c = cosLeft;
    const s = sinLeft;
    cosLeft = sinRight;
    sinLeft = cosRight;
    cosRight = s;
    sinRight = c;
  }
  let sign = signOf(cosRight) * signOf(cosLeft) * signOf(f);
  if (dominatedByG) sign = signOf(sinRight) * signOf(cosLeft) * signOf(g);
  else if (flip) sign = signOf(sinRight) * signOf(sinLeft) * signOf(h);
  larger = copysign<f64>(larger, sign);
  smaller = copysign<f64>(smaller, sign * signOf(f) * signOf(h));
}

/** The smaller singular value alone. */
export function smallerSingularValue(f: f64, g: f64, h: f64): f64 {
  const fa = abs<f64>(f);
  const ga = abs<f64>(g);
  const ha = abs<f64>(h);
  const small = min<f64>(fa, ha);
  const large = max<f64>(fa, ha);
  if (small == 0) return 0;
  const sum = 1 + small / large;
  const difference = (large - small) / large;
  if (ga < large) {
    const ratio = (ga / large) * (ga / large);
    return small * (2 / (sqrt<f64>(sum * sum + ratio) + sqrt<f64>(difference * difference + ratio)));
  }
  const ratio = large / ga;
  if (ratio == 0) return (small * large) / ga;
  const x = sum * ratio;
  const y = difference * ratio;
  const c = 1 / (sqrt<f64>(1 + x * x) + sqrt<f64>(1 + y * y));
  return 2 * (small * c * ratio);
}

function solveOrdered(f: f64, g: f64, h: f64): void {
  const fa = abs<f64>(f);
  const ga = abs<f64>(g);
  const ha = abs<f64>(h);
  cosLeft = 1;
  if (ga == 0) {
    larger = fa;
    smaller = ha;
    sinLeft = 0;
    cosRight = 1;
    sinRight = 0;
  } else if (ga > fa && fa / ga < 1.1102230246251565e-16) {
    larger = ga;
    smaller = ha > 1 ? fa / (ga / ha) : (fa / ga) * ha;
    sinLeft = h / g;
    cosRight = f / g;
    sinRight = 1;
  } else {
    usual(f, g, h);
  }
}

function usual(f: f64, g: f64, h: f64): void {
  const fa = abs<f64>(f);
  const ha = abs<f64>(h);
  const difference = fa - ha;
  const l = difference == fa ? 1 : difference / fa;
  const m = g / f;
  const t = 2 - l;
  const mm = m * m;
  const s = sqrt<f64>(t * t + mm);
  const r = l == 0 ? abs<f64>(m) : sqrt<f64>(l * l + mm);
  const a = 0.5 * (s + r);
  let tangent = (m / (s + t) + m / (r + l)) * (1 + a);
  if (mm == 0) {
    tangent = l == 0 ? 2 * signOf(f) * signOf(g) : g / copysign<f64>(difference, f) + m / t;
  }
  const root = sqrt<f64>(tangent * tangent + 4);
  cosRight = 2 / root;
  sinRight = tangent / root;
  cosLeft = (cosRight + sinRight * m) / a;
  sinLeft = ((h / f) * sinRight) / a;
  larger = fa * a;
  smaller = ha / a;
}

function signOf(x: f64): f64 {
  return copysign<f64>(1, x);
}
