import { sortFew } from "./few";

/** From so many numbers on, a better pivot is worth a network. */
const MANY: i32 = 256;

/**
 * One of n numbers near the middle: of three, or of sixteen. Once the budget is spent, the middle of the range of their bits, which
 * halves that range, or the only number there is. `box` has 256 bytes.
 */
export function pivotOf<T>(n: i32, a: usize, budget: i32, box: usize): T {
  const z: usize = sizeof<T>();
  if (budget <= 0) return middleOfBits<T>(n, a);
  if (n >= MANY) {
    const step = <usize>(n >> 4) * z;
    const samples = box + 128;
    for (let i: usize = 0; i < 16; i++, a += step) store<T>(samples + i * z, load<T>(a));
    sortFew<T>(16, samples, samples, box);
    return load<T>(samples, 8 * sizeof<T>());
  }
  const x = load<T>(a + <usize>(n >> 2) * z);
  const y = load<T>(a + <usize>(n >> 1) * z);
  const w = load<T>(a + <usize>(n - 1 - (n >> 2)) * z);
  return max<T>(min<T>(x, y), min<T>(max<T>(x, y), w));
}

function middleOfBits<T>(n: i32, a: usize): T {
  let least = load<T>(a);
  let most = least;
  for (; n > 0; n--, a += sizeof<T>()) {
    const x = load<T>(a);
    least = min<T>(least, x);
    most = max<T>(most, x);
  }
  const low = orderedBits<T>(least);
  return numberOf<T>(low + <i64>(<u64>(orderedBits<T>(most) - low + 1) >> 1));
}

/** Bits whose order as signed integers is the order of the numbers. */
function orderedBits<T>(x: T): i64 {
  const bits = sizeof<T>() == 8 ? reinterpret<i64>(<f64>x) : <i64>reinterpret<i32>(<f32>x);
  return bits ^ ((bits >> 63) & (sizeof<T>() == 8 ? i64.MAX_VALUE : i32.MAX_VALUE));
}

function numberOf<T>(ordered: i64): T {
  const bits = ordered ^ ((ordered >> 63) & (sizeof<T>() == 8 ? i64.MAX_VALUE : i32.MAX_VALUE));
  return sizeof<T>() == 8 ? <T>reinterpret<f64>(bits) : <T>reinterpret<f32>(<i32>bits);
}

/** Twice the levels that parts of equal size would take. */
export function levels(n: i32): i32 {
  return 2 * (32 - clz(n));
}
