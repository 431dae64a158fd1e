import { cosine, sign, sine, swapped, times } from "./complex";

// One pass of Stockham's autosort algorithm, decimating in frequency:
//
//     y[q + s·(r·p + k)] ← ω(p·k)·Σⱼ e^(−2πi·jk/r)·x[q + s·(p + m·j)],   q < s, k < r, for p from `p` to `end` of m
//
// w holds ω(p·1), …, ω(p·(r − 1)) for each p. For p = 0 all are 1, which saves the last pass its multiplications.
// Inverse passes take every root conjugated.

export function pass2(inverse: bool, p: i32, end: i32, m: i32, s: i32, w: usize, x: usize, y: usize): void {
  const run: usize = s << 4;
  const step = m * run;
  const flip = sign(!inverse);
  x += p * run;
  y += 2 * p * run;
  w += p << 4;
  for (; p < end; p++, y += run, w += 16) {
    const c = cosine(w);
    const d = sine(w, flip);
    for (const stop = x + run; x < stop; x += 16, y += 16) {
      const x0 = v128.load(x);
      const x1 = v128.load(x + step);
      v128.store(y, f64x2.add(x0, x1));
      v128.store(y + run, times(f64x2.sub(x0, x1), c, d));
    }
  }
}

export function pass3(inverse: bool, p: i32, end: i32, m: i32, s: i32, w: usize, x: usize, y: usize): void {
  const run: usize = s << 4;
  const step = m * run;
  const flip = sign(!inverse);
  const turn = v128.xor(f64x2.splat(0.8660254037844386), sign(inverse)); // sin 60°, times ∓i once swapped
  const half = f64x2.splat(0.5);
  x += p * run;
  y += 3 * p * run;
  w += p << 5;
  for (; p < end; p++, y += 2 * run, w += 32) {
    const c1 = cosine(w);
    const s1 = sine(w, flip);
    const c2 = cosine(w + 16);
    const s2 = sine(w + 16, flip);
    for (const stop = x + run; x < stop; x += 16, y += 16) {
      const x0 = v128.load(x);
      const x1 = v128.load(x + step);
      const x2 = v128.load(x + 2 * step);
      const t = f64x2.add(x1, x2);
      const d = f64x2.mul(swapped(f64x2.sub(x1, x2)), turn);
      const a = f64x2.sub(x0, f64x2.mul(t, half));
      v128.store(y, f64x2.add(x0, t));
      v128.store(y + run, times(f64x2.add(a, d), c1, s1));
      v128.store(y + 2 * run, times(f64x2.sub(a, d), c2, s2));
    }
  }
}

export function pass4(inverse: bool, p: i32, end: i32, m: i32, s: i32, w: usize, x: usize, y: usize): void {
  const run: usize = s << 4;
  const step = m * run;
  const flip = sign(!inverse);
  const turn = sign(inverse);
  x += p * run;
  y += 4 * p * run;
  w += 48 * p;
  if (p == 0) {
    for (const stop = x + run; x < stop; x += 16, y += 16) {
      const x0 = v128.load(x);
      const x1 = v128.load(x + step);
      const x2 = v128.load(x + 2 * step);
      const x3 = v128.load(x + 3 * step);
      const a = f64x2.add(x0, x2);
      const b = f64x2.sub(x0, x2);
      const c = f64x2.add(x1, x3);
      const d = v128.xor(swapped(f64x2.sub(x1, x3)), turn);
      v128.store(y, f64x2.add(a, c));
      v128.store(y + run, f64x2.add(b, d));
      v128.store(y + 2 * run, f64x2.sub(a, c));
      v128.store(y + 3 * run, f64x2.sub(b, d));
    }
    p++;
    y += 3 * run;
    w += 48;
  }
  for (; p < end; p++, y += 3 * run, w += 48) {
    const c1 = cosine(w);
    const s1 = sine(w, flip);
    const c2 = cosine(w + 16);
    const s2 = sine(w + 16, flip);
    const c3 = cosine(w + 32);
    const s3 = sine(w + 32, flip);
    for (const stop = x + run; x < stop; x += 16, y += 16) {
      const x0 = v128.load(x);
      const x1 = v128.load(x + step);
      const x2 = v128.load(x + 2 * step);
      const x3 = v128.load(x + 3 * step);
      const a = f64x2.add(x0, x2);
      const b = f64x2.sub(x0, x2);
      const c = f64x2.add(x1, x3);
      const d = v128.xor(swapped(f64x2.sub(x1, x3)), turn);
      v128.store(y, f64x2.add(a, c));
      v128.store(y + run, times(f64x2.add(b, d), c1, s1));
      v128.store(y + 2 * run, times(f64x2.sub(a, c), c2, s2));
      v128.store(y + 3 * run, times(f64x2.sub(b, d), c3, s3));
    }
  }
}

export function pass5(inverse: bool, p: i32, end: i32, m: i32, s: i32, w: usize, x: usize, y: usize): void {
  const run: usize = s << 4;
  const step = m * run;
  const flip = sign(!inverse);
  const turn = sign(inverse);
  const cos1 = f64x2.splat(0.30901699437494745);
  const cos2 = f64x2.splat(-0.8090169943749475);
  const sin1 = v128.xor(f64x2.splat(0.9510565162951535), turn);
  const sin2 = v128.xor(f64x2.splat(0.5877852522924731), turn);
  x += p * run;
  y += 5 * p * run;
  w += p << 6;
  for (; p < end; p++, y += 4 * run, w += 64) {
    for (const stop = x + run; x < stop; x += 16, y += 16) {
      const x0 = v128.load(x);
      const x1 = v128.load(x + step);
      const x2 = v128.load(x + 2 * step);
      const x3 = v128.load(x + 3 * step);
      const x4 = v128.load(x + 4 * step);
      const t1 = f64x2.add(x1, x4);
      const t2 = f64x2.add(x2, x3);
      const d1 = swapped(f64x2.sub(x1, x4));
      const d2 = swapped(f64x2.sub(x2, x3));
      const a1 = f64x2.add(x0, f64x2.add(f64x2.mul(t1, cos1), f64x2.mul(t2, cos2)));
      const a2 = f64x2.add(x0, f64x2.add(f64x2.mul(t1, cos2), f64x2.mul(t2, cos1)));
      const b1 = f64x2.add(f64x2.mul(d1, sin1), f64x2.mul(d2, sin2));
      const b2 = f64x2.sub(f64x2.mul(d1, sin2), f64x2.mul(d2, sin1));
      v128.store(y, f64x2.add(x0, f64x2.add(t1, t2)));
      v128.store(y + run, times(f64x2.add(a1, b1), cosine(w), sine(w, flip)));
      v128.store(y + 2 * run, times(f64x2.add(a2, b2), cosine(w + 16), sine(w + 16, flip)));
      v128.store(y + 3 * run, times(f64x2.sub(a2, b2), cosine(w + 32), sine(w + 32, flip)));
      v128.store(y + 4 * run, times(f64x2.sub(a1, b1), cosine(w + 48), sine(w + 48, flip)));
    }
  }
}
