const M0: u64 = 0xd2511f53;
const M1: u64 = 0xcd9e8d57;
const W0: u32 = 0x9e3779b9;
const W1: u32 = 0xbb67ae85;
const ROUNDS: i32 = 10;

/**
 * n words of Philox4x32-10: words 4i … 4i + 3 are the block of counter (c, 0, 0) + i, where c has 64 bits.
 *
 * @see Salmon, Moraes, Dror & Shaw, *Parallel random numbers: as easy as 1, 2, 3*, SC 2011
 */
export function philox(key0: u32, key1: u32, counterLo: u32, counterHi: u32, n: i32, o: usize): void {
  let counter = ((<u64>counterHi) << 32) | counterLo;
  for (; n > 0; n -= 4, o += 16, counter++) {
    let a = <u32>counter;
    let b = <u32>(counter >> 32);
    let c: u32 = 0;
    let d: u32 = 0;
    let k0 = key0;
    let k1 = key1;
    for (let round = 0; round < ROUNDS; round++) {
      const p = M0 * a;
      const q = M1 * c;
      a = <u32>(q >> 32) ^ b ^ k0;
      b = <u32>q;
      c = <u32>(p >> 32) ^ d ^ k1;
      d = <u32>p;
      k0 += W0;
      k1 += W1;
    }
    store<u32>(o, a);
    if (n > 1) store<u32>(o, b, 4);
    if (n > 2) store<u32>(o, c, 8);
    if (n > 3) store<u32>(o, d, 12);
  }
}
