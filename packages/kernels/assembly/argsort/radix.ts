/** Up to this many elements insertion is faster than counting digits. */
const FEW: i32 = 40;

/**
 * Sorts n unsigned numbers by their upper four bytes, the lowest of these first (least significant digit radix sort, which is stable);
 * answers which of the two buffers has them. Bytes that all numbers share cost no pass.
 */
export function radixSort(n: i32, a: usize, b: usize, counts: usize): usize {
  if (n <= FEW) {
    insertionSort(n, a);
    return a;
  }
  count(n, a, counts, 4);
  for (let d = 4; d < 8; d++) {
    const starts = counts + ((<usize>d) << 10);
    const shift = <u64>(d << 3);
    if (load<i32>(starts + ((<usize>((load<u64>(a) >> shift) & 255)) << 2)) == n) continue;
    accumulate(starts);
    scatter(a, a + ((<usize>n) << 3), b, starts, shift);
    const t = a;
    a = b;
    b = t;
  }
  return a;
}

/** Numbers of eight bytes, and a place that moves with each; answers where the places are. */
export function radixSortPairs(n: i32, a: usize, b: usize, places: usize, counts: usize): usize {
  if (n <= FEW) {
    insertionSortPairs(n, a, places);
    return places;
  }
  let other = places + ((<usize>n) << 2);
  count(n, a, counts, 0);
  for (let d = 0; d < 8; d++) {
    const starts = counts + ((<usize>d) << 10);
    const shift = <u64>(d << 3);
    if (load<i32>(starts + ((<usize>((load<u64>(a) >> shift) & 255)) << 2)) == n) continue;
    accumulate(starts);
    scatterPairs(n, a, b, places, other, starts, shift);
    let t = a;
    a = b;
    b = t;
    t = places;
    places = other;
    other = t;
  }
  return places;
}

/** How often each byte of the numbers, from `first` on, has each value: 256 counts for every place. */
function count(n: i32, a: usize, counts: usize, first: i32): void {
  memory.fill(counts, 0, 8192);
  if (first == 0) countWords(n, a, counts);
  countWords(n, a + 4, counts + 4096);
}

/** The four bytes of n words, eight bytes apart. */
function countWords(n: i32, a: usize, counts: usize): void {
  for (; n > 0; n--, a += 8) {
    const k = load<u32>(a);
    const p = counts + ((k & 255) << 2);
    const q = counts + ((k >> 6) & 1020);
    const r = counts + ((k >> 14) & 1020);
    const s = counts + ((k >> 22) & 1020);
    store<i32>(p, load<i32>(p) + 1);
    store<i32>(q, load<i32>(q, 1024) + 1, 1024);
    store<i32>(r, load<i32>(r, 2048) + 1, 2048);
    store<i32>(s, load<i32>(s, 3072) + 1, 3072);
  }
}

/** Counts to where each value begins. */
function accumulate(starts: usize): void {
  let sum = 0;
  for (const end = starts + 1024; starts < end; starts += 4) {
    const c = load<i32>(starts);
    store<i32>(starts, sum);
    sum += c;
  }
}

function scatter(a: usize, end: usize, b: usize, starts: usize, shift: u64): void {
  for (; a < end; a += 8) {
    const k = load<u64>(a);
    const at = starts + ((<usize>((k >> shift) & 255)) << 2);
    const to = load<u32>(at);
    store<u32>(at, to + 1);
    store<u64>(b + ((<usize>to) << 3), k);
  }
}

function scatterPairs(n: i32, a: usize, b: usize, from: usize, other: usize, starts: usize, shift: u64): void {
  for (; n > 0; n--, a += 8, from += 4) {
    const k = load<u64>(a);
    const at = starts + ((<usize>((k >> shift) & 255)) << 2);
    const to = <usize>load<u32>(at);
    store<u32>(at, <u32>to + 1);
    store<u64>(b + (to << 3), k);
    store<u32>(other + (to << 2), load<u32>(from));
  }
}

/** Places below the key are in order already, so that whole numbers may be compared. */
function insertionSort(n: i32, a: usize): void {
  const end = a + ((<usize>n) << 3);
  for (let p = a + 8; p < end; p += 8) {
    const k = load<u64>(p);
    let q = p;
    for (; q > a && load<u64>(q - 8) > k; q -= 8) store<u64>(q, load<u64>(q - 8));
    store<u64>(q, k);
  }
}

function insertionSortPairs(n: i32, a: usize, places: usize): void {
  for (let i = 1; i < n; i++) {
    const k = load<u64>(a + ((<usize>i) << 3));
    const place = load<u32>(places + ((<usize>i) << 2));
    let j = i;
    for (; j > 0 && load<u64>(a + ((<usize>(j - 1)) << 3)) > k; j--) {
      store<u64>(a + ((<usize>j) << 3), load<u64>(a + ((<usize>(j - 1)) << 3)));
      store<u32>(places + ((<usize>j) << 2), load<u32>(places + ((<usize>(j - 1)) << 2)));
    }
    store<u64>(a + ((<usize>j) << 3), k);
    store<u32>(places + ((<usize>j) << 2), place);
  }
}
