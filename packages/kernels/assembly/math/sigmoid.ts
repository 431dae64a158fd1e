import { f32_exp } from "./f32-exp";
import { f64_exp } from "./f64-exp";

/** 1, −0. In memory, because V8 would build literals in the loop. */
const NUMBERS32: usize = memory.data<f32>([1, -0.0], 16);
const NUMBERS64: usize = memory.data<f64>([1, -0.0], 16);

/**
 * o ← 1/(1 + e⁻ˣ) for 256 bytes, by way of E = e^(−|x|), which never overflows. Error ≤ 2.0 ulp. `work` has room for eight
 * blocks; `o` may be `x`.
 */
export function sigmoidBlock<T>(x: usize, o: usize, work: usize): void {
  const e = work + 256;
  negative<T>(x, e);
  if (sizeof<T>() == 4) f32_exp(4, e, e, work);
  else f64_exp(4, e, e, work);
  sigmoid<T>(x, e, o);
}

/** One of the numbers above in all lanes. @inline */
function number<T>(i: usize): v128 {
  return v128.load_splat<T>((sizeof<T>() == 4 ? NUMBERS32 : NUMBERS64) + i * sizeof<T>());
}

/** o ← −|x|. */
function negative<T>(x: usize, o: usize): void {
  const sign = number<T>(1);
  for (const end = x + 256; x < end; x += 16, o += 16) v128.store(o, v128.or(v128.load(x), sign));
}

/** o ← 1/(1 + E), or E/(1 + E) where x < 0, with what 1 + E lost. */
function sigmoid<T>(x: usize, e: usize, o: usize): void {
  const one = number<T>(0);
  const zero = v128.xor(one, one);
  for (const end = x + 256; x < end; x += 16, e += 16, o += 16) {
    const v = v128.load(e);
    const d = v128.add<T>(v, one);
    const lost = v128.sub<T>(v, v128.sub<T>(d, one));
    const y = v128.div<T>(v128.bitselect(v, one, v128.lt<T>(v128.load(x), zero)), d);
    v128.store(o, v128.sub<T>(y, v128.mul<T>(y, lost)));
  }
}
