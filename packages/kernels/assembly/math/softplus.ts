import { f64_exp } from "./f64-exp";
import { f64_log1p } from "./f64-log";

const SIGN: usize = memory.data<f64>([-0.0], 16);

/** o ← ln(1 + eˣ) = max(x, 0) + ln(1 + e^(−|x|)) for 256 bytes. Error < 1.7 ulp. `work` has room for eight blocks; o may be x. */
export function softplusBlock(x: usize, o: usize, work: usize): void {
  const e = work + 256;
  const sign = v128.load64_splat(SIGN);
  for (let i = 0; i < 256; i += 16) v128.store(e + i, v128.or(v128.load(x + i), sign));
  f64_exp(4, e, e, work);
  f64_log1p(e, e, work + 512, work);
  const zero = v128.xor(sign, sign);
  for (let i = 0; i < 256; i += 16) {
    v128.store(o + i, f64x2.add(f64x2.max(v128.load(x + i), zero), v128.load(e + i)));
  }
}
