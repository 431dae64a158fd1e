/** Flag of a step that divides by the largest second moment so far (else h and ho are not touched). */
const LARGEST: i32 = 1;

/**
 * One step of n numbers, contiguous. An element's bits depend on that element only.
 *
 *     d = sign·g + decay·x,   mo ← first·m + firstGain·d,   vo ← second·v + secondGain·d²
 *     xo ← shrink·x − rate·mo / (root·√(vo, or ho ← max(h, vo)) + epsilon)
 */
export function adamStep<T>(
  flags: i32,
  n: i32,
  x: usize,
  g: usize,
  m: usize,
  v: usize,
  h: usize,
  xo: usize,
  mo: usize,
  vo: usize,
  ho: usize,
  sign: T,
  decay: T,
  shrink: T,
  first: T,
  firstGain: T,
  second: T,
  secondGain: T,
  root: T,
  epsilon: T,
  rate: T,
): void {
  const largest = (flags & LARGEST) != 0;
  const signs = v128.splat<T>(sign);
  const decays = v128.splat<T>(decay);
  const shrinks = v128.splat<T>(shrink);
  const firsts = v128.splat<T>(first);
  const firstGains = v128.splat<T>(firstGain);
  const seconds = v128.splat<T>(second);
  const secondGains = v128.splat<T>(secondGain);
  const roots = v128.splat<T>(root);
  const epsilons = v128.splat<T>(epsilon);
  const rates = v128.splat<T>(rate);
  const end: usize = n * sizeof<T>();
  const whole: usize = end & ~15;
  let i: usize = 0;
  for (; i < whole; i += 16) {
    const at = v128.load(x + i);
    let d = v128.mul<T>(signs, v128.load(g + i));
    if (decay != 0) d = v128.add<T>(d, v128.mul<T>(decays, at));
    const mean = v128.add<T>(v128.mul<T>(firsts, v128.load(m + i)), v128.mul<T>(firstGains, d));
    let size = v128.add<T>(v128.mul<T>(seconds, v128.load(v + i)), v128.mul<T>(secondGains, v128.mul<T>(d, d)));
    v128.store(mo + i, mean);
    v128.store(vo + i, size);
    if (largest) {
      size = v128.max<T>(v128.load(h + i), size);
      v128.store(ho + i, size);
    }
    const scale = v128.add<T>(v128.mul<T>(roots, v128.sqrt<T>(size)), epsilons);
    const step = v128.mul<T>(rates, v128.div<T>(mean, scale));
    v128.store(xo + i, v128.sub<T>(v128.mul<T>(shrinks, at), step));
  }
  for (; i < end; i += sizeof<T>()) {
    const at = load<T>(x + i);
    let d: T = sign * load<T>(g + i);
    if (decay != 0) d += decay * at;
    const mean: T = first * load<T>(m + i) + firstGain * d;
    let size: T = second * load<T>(v + i) + secondGain * (d * d);
    store<T>(mo + i, mean);
    store<T>(vo + i, size);
    if (largest) {
      size = max<T>(load<T>(h + i), size);
      store<T>(ho + i, size);
    }
    store<T>(xo + i, shrink * at - rate * (mean / (root * sqrt<T>(size) + epsilon)));
  }
}
