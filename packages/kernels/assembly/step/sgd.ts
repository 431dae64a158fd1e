/** Flags of a step: with a velocity (else v and vo are not touched), and looking ahead along it. */
const VELOCITY: i32 = 1;
const NESTEROV: i32 = 2;

// Kinds of steps as types: conditions on them vanish when a loop is compiled, so that each kind has a loop of its own.
class Plain {}
class Heavy {}
class Ahead {}
class Free {}
class Decaying {}

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
  if (decay == 0) start<T, Free>(flags, n, x, g, v, xo, vo, sign, decay, momentum, gain, rate);
  else start<T, Decaying>(flags, n, x, g, v, xo, vo, sign, decay, momentum, gain, rate);
}

/** @inline */
function start<T, D>(
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
  if ((flags & VELOCITY) == 0) loop<T, D, Plain>(n, x, g, v, xo, vo, sign, decay, momentum, gain, rate);
  else if ((flags & NESTEROV) == 0) loop<T, D, Heavy>(n, x, g, v, xo, vo, sign, decay, momentum, gain, rate);
  else loop<T, D, Ahead>(n, x, g, v, xo, vo, sign, decay, momentum, gain, rate);
}

function loop<T, D, K>(
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
  const signs = v128.splat<T>(sign);
  const decays = v128.splat<T>(decay);
  const momenta = v128.splat<T>(momentum);
  const gains = v128.splat<T>(gain);
  const rates = v128.splat<T>(rate);
  const end: usize = n * sizeof<T>();
  const blocks: usize = end & ~63;
  let i: usize = 0;
  for (; i < blocks; i += 64) {
    step<T, D, K>(i, x, g, v, xo, vo, signs, decays, momenta, gains, rates);
    step<T, D, K>(i + 16, x, g, v, xo, vo, signs, decays, momenta, gains, rates);
    step<T, D, K>(i + 32, x, g, v, xo, vo, signs, decays, momenta, gains, rates);
    step<T, D, K>(i + 48, x, g, v, xo, vo, signs, decays, momenta, gains, rates);
  }
  for (; i < end; i += sizeof<T>()) {
    const at = load<T>(x + i);
    let d: T = sign * load<T>(g + i);
    if (idof<D>() == idof<Decaying>()) d += decay * at;
    if (idof<K>() != idof<Plain>()) {
      const next: T = momentum * load<T>(v + i) + gain * d;
      store<T>(vo + i, next);
      d = idof<K>() == idof<Ahead>() ? d + momentum * next : next;
    }
    store<T>(xo + i, at - rate * d);
  }
}

/** One vector, i bytes from the start. @inline */
function step<T, D, K>(
  i: usize,
  x: usize,
  g: usize,
  v: usize,
  xo: usize,
  vo: usize,
  signs: v128,
  decays: v128,
  momenta: v128,
  gains: v128,
  rates: v128,
): void {
  const at = v128.load(x + i);
  let d = v128.mul<T>(signs, v128.load(g + i));
  if (idof<D>() == idof<Decaying>()) d = v128.add<T>(d, v128.mul<T>(decays, at));
  if (idof<K>() != idof<Plain>()) {
    const next = v128.add<T>(v128.mul<T>(momenta, v128.load(v + i)), v128.mul<T>(gains, d));
    v128.store(vo + i, next);
    d = idof<K>() == idof<Ahead>() ? v128.add<T>(d, v128.mul<T>(momenta, next)) : next;
  }
  v128.store(xo + i, v128.sub<T>(at, v128.mul<T>(rates, d)));
}
