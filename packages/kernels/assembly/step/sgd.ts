/** Flags of a step: with a velocity (else v and vo are not touched), and looking ahead along it. */
const VELOCITY: i32 = 1;
const NESTEROV: i32 = 2;

/**
 * One step of n numbers, contiguous. An element's bits depend on that element only.
 *
 *     d = sign·g + decay·x,   vo ← momentum·v + gain·d,   xo ← x − rate·(vo, or d + momentum·vo)
 */
export function sgdStep<T>(
  flags: i32,
  n: i32,
  x: usize,
  g: usize,
  v: usize,
  xo: usize,
  vo: usize,
  sign: T,
  decay: T,
  momentum: T,
  gain: T,
  rate: T,
): void {
  const moving = (flags & VELOCITY) != 0;
  const ahead = (flags & NESTEROV) != 0;
  const signs = v128.splat<T>(sign);
  const decays = v128.splat<T>(decay);
  const momenta = v128.splat<T>(momentum);
  const gains = v128.splat<T>(gain);
  const rates = v128.splat<T>(rate);
  const end: usize = n * sizeof<T>();
  const whole: usize = end & ~15;
  let i: usize = 0;
  for (; i < whole; i += 16) {
    const at = v128.load(x + i);
    let d = v128.mul<T>(signs, v128.load(g + i));
    if (decay != 0) d = v128.add<T>(d, v128.mul<T>(decays, at));
    if (moving) {
      const next = v128.add<T>(v128.mul<T>(momenta, v128.load(v + i)), v128.mul<T>(gains, d));
      v128.store(vo + i, next);
      d = ahead ? v128.add<T>(d, v128.mul<T>(momenta, next)) : next;
    }
    v128.store(xo + i, v128.sub<T>(at, v128.mul<T>(rates, d)));
  }
  for (; i < end; i += sizeof<T>()) {
    const at = load<T>(x + i);
    let d: T = sign * load<T>(g + i);
    if (decay != 0) d += decay * at;
    if (moving) {
      const next: T = momentum * load<T>(v + i) + gain * d;
      store<T>(vo + i, next);
      d = ahead ? d + momentum * next : next;
    }
    store<T>(xo + i, at - rate * d);
  }
}
