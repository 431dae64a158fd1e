/** Bits of a digit, and how many values it has: three digits are a float32. */
const BITS: u32 = 11;
const VALUES: u32 = 2048;
/** Bytes of the counts of a digit. */
const COUNTS: usize = 8192;

/** Numbers from which it is faster than to compare them, and the buffers of a lane leave room for the counts. */
export const LONG: i32 = 1536;

/**
 * Sorts n float32 at a, none of them NaN, into `to` by digits, the lowest first; digits that all share cost no pass. b has room for n
 * numbers, `counts` for 24 KiB; `to` may be a.
 */
export function radixSort(n: i32, a: usize, b: usize, to: usize, counts: usize): void {
  count(n, a, counts);
  for (let shift: u32 = 0; shift < 32; shift += BITS, counts += COUNTS) {
    const first = counts + (((load<u32>(a) >> shift) & (VALUES - 1)) << 2);
    if (load<i32>(first) == n) continue;
    accumulate(counts);
    scatter(n, a, b, counts, shift);
    const t = a;
    a = b;
    b = t;
  }
  for (const end = a + ((<usize>n) << 2); a < end; a += 4, to += 4) {
    const key = load<i32>(a);
    store<i32>(to, key ^ (~(key >> 31) | i32.MIN_VALUE));
  }
}

/** Makes keys of numbers, bits whose order as unsigned integers is theirs, and counts how often each digit has each value. */
function count(n: i32, a: usize, counts: usize): void {
  memory.fill(counts, 0, 3 * COUNTS);
  for (const end = a + ((<usize>n) << 2); a < end; a += 4) {
    const bits = load<i32>(a);
    const key: u32 = bits ^ ((bits >> 31) | i32.MIN_VALUE);
    store<u32>(a, key);
    const p = counts + ((key & (VALUES - 1)) << 2);
    const q = counts + (((key >> BITS) & (VALUES - 1)) << 2);
    const r = counts + ((key >> (2 * BITS)) << 2);
    store<i32>(p, load<i32>(p) + 1);
    store<i32>(q, load<i32>(q, COUNTS) + 1, COUNTS);
    store<i32>(r, load<i32>(r, 2 * COUNTS) + 1, 2 * COUNTS);
  }
}

/** Counts to where each value begins. */
function accumulate(counts: usize): void {
  let sum = 0;
  for (const end = counts + COUNTS; counts < end; counts += 4) {
    const c = load<i32>(counts);
    store<i32>(counts, sum);
    sum += c;
  }
}

/** Moves keys to where those of their digit begin. */
function scatter(n: i32, a: usize, b: usize, starts: usize, shift: u32): void {
  for (const end = a + ((<usize>n) << 2); a < end; a += 4) {
    const key = load<u32>(a);
    const at = starts + (((key >> shift) & (VALUES - 1)) << 2);
    const place = load<u32>(at);
    store<u32>(at, place + 1);
    store<u32>(b + ((<usize>place) << 2), key);
  }
}
