import { scratch } from "../scratch";
import { cosine, sign, sine, swapped, times } from "./complex";

/**
 * A pass of any odd radix r = 2h + 1, 1 included. With tⱼ = xⱼ + xᵣ₋ⱼ and dⱼ = −i·(xⱼ − xᵣ₋ⱼ), results k and r − k share their sums:
 *
 *     a ± b,   a = x₀ + Σⱼ cos(2π·jk/r)·tⱼ,   b = Σⱼ sin(2π·jk/r)·dⱼ,   j = 1 … h
 *
 * Cosine and sine follow one another in `angles`, row k after row k − 1.
 */
export function passOdd(
  inverse: bool,
  p: i32,
  end: i32,
  m: i32,
  s: i32,
  w: usize,
  x: usize,
  y: usize,
  r: i32,
  angles: usize,
): void {
  const run: usize = s << 4;
  const step = m * run;
  const flip = sign(!inverse);
  const turn = sign(inverse);
  const half: usize = (r >> 1) << 5; // bytes of the pairs t, d
  x += p * run;
  y += r * p * run;
  w += (r - 1) * (p << 4);
  for (; p < end; p++, y += (r - 1) * run, w += (r - 1) << 4) {
    for (const stop = x + run; x < stop; x += 16, y += 16) {
      const x0 = v128.load(x);
      let sum = x0;
      let low = x + step;
      let high = x + (r - 1) * step;
      for (let j: usize = 0; j < half; j += 32, low += step, high -= step) {
        const t = f64x2.add(v128.load(low), v128.load(high));
        v128.store(scratch + j, t);
        v128.store(scratch + j, v128.xor(swapped(f64x2.sub(v128.load(low), v128.load(high))), turn), 16);
        sum = f64x2.add(sum, t);
      }
      v128.store(y, sum);
      let row = angles;
      let u = w;
      let v = w + ((r - 2) << 4);
      low = y + run;
      high = y + (r - 1) * run;
      for (; low < high; low += run, high -= run, u += 16, v -= 16) {
        let a = x0;
        let b = f64x2.splat(0);
        for (let j: usize = 0; j < half; j += 32, row += 16) {
          a = f64x2.add(a, f64x2.mul(v128.load(scratch + j), v128.load64_splat(row)));
          b = f64x2.add(b, f64x2.mul(v128.load(scratch + j, 16), v128.load64_splat(row, 8)));
        }
        v128.store(low, times(f64x2.add(a, b), cosine(u), sine(u, flip)));
        v128.store(high, times(f64x2.sub(a, b), cosine(v), sine(v, flip)));
      }
    }
  }
}
