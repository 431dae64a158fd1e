import { move } from "./scale";

/**
 * y ← α·A·x + y where the rows of A and the vector x are contiguous: four rows at a time share the loads of x.
 * Strides in bytes.
 */
export function rowDots<T>(m: i32, n: i32, alpha: T, a: usize, aRow: isize, x: usize, y: usize, yStride: isize): void {
  for (; m >= 4; m -= 4, a += 4 * aRow) {
    let p0 = a;
    let p1 = p0 + aRow;
    let p2 = p1 + aRow;
    let p3 = p2 + aRow;
    let s0 = v128.splat<T>(<T>0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let q = x;
    const end = x + n * sizeof<T>();
    for (const last = end - 16; q <= last; q += 16, p0 += 16, p1 += 16, p2 += 16, p3 += 16) {
      const v = v128.load(q);
      s0 = v128.add<T>(s0, v128.mul<T>(v, v128.load(p0)));
      s1 = v128.add<T>(s1, v128.mul<T>(v, v128.load(p1)));
      s2 = v128.add<T>(s2, v128.mul<T>(v, v128.load(p2)));
      s3 = v128.add<T>(s3, v128.mul<T>(v, v128.load(p3)));
    }
    y = addTo<T>(y, yStride, alpha * (lanesSum<T>(s0) + restDot<T>(q, end, p0)));
    y = addTo<T>(y, yStride, alpha * (lanesSum<T>(s1) + restDot<T>(q, end, p1)));
    y = addTo<T>(y, yStride, alpha * (lanesSum<T>(s2) + restDot<T>(q, end, p2)));
    y = addTo<T>(y, yStride, alpha * (lanesSum<T>(s3) + restDot<T>(q, end, p3)));
  }
  for (; m > 0; m--, a += aRow) {
    let s = v128.splat<T>(<T>0);
    let p = a;
    let q = x;
    const end = x + n * sizeof<T>();
    for (const last = end - 16; q <= last; q += 16, p += 16)
      s = v128.add<T>(s, v128.mul<T>(v128.load(q), v128.load(p)));
    y = addTo<T>(y, yStride, alpha * (lanesSum<T>(s) + restDot<T>(q, end, p)));
  }
}

/** y ← y + v; answers where the next element is. @inline */
function addTo<T>(y: usize, stride: isize, v: T): usize {
  store<T>(y, load<T>(y) + v);
  return y + stride;
}

/** The sum of a vector's lanes. */
export function lanesSum<T>(v: v128): T {
  if (sizeof<T>() == 8) return <T>(f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1));
  const low = f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 2);
  return <T>(low + (f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 3)));
}

/** What is left of a dot product after the last whole vector. */
function restDot<T>(q: usize, end: usize, p: usize): T {
  let s: T = <T>0;
  for (; q < end; q += sizeof<T>(), p += sizeof<T>()) s += load<T>(q) * load<T>(p);
  return s;
}

/** y ← α·A·x + y where the columns of A and the vector y are contiguous: four columns at a time share the passes over y. */
export function columnSums<T>(
  m: i32,
  n: i32,
  alpha: T,
  a: usize,
  aCol: isize,
  x: usize,
  xStride: isize,
  y: usize,
): void {
  const end = y + m * sizeof<T>();
  for (; n >= 4; n -= 4, a += 4 * aCol, x += 4 * xStride) {
    const f0 = alpha * load<T>(x);
    const f1 = alpha * load<T>(x + xStride);
    const f2 = alpha * load<T>(x + 2 * xStride);
    const f3 = alpha * load<T>(x + 3 * xStride);
    fourColumns<T>(f0, f1, f2, f3, a, aCol, y, end);
  }
  for (; n > 0; n--, a += aCol, x += xStride) addMultiple<T>(alpha * load<T>(x), a, y, end);
}

function fourColumns<T>(f0: T, f1: T, f2: T, f3: T, a: usize, aCol: isize, y: usize, end: usize): void {
  const v0 = v128.splat<T>(f0);
  const v1 = v128.splat<T>(f1);
  const v2 = v128.splat<T>(f2);
  const v3 = v128.splat<T>(f3);
  let p1 = a + aCol;
  let p2 = p1 + aCol;
  let p3 = p2 + aCol;
  for (const last = end - 32; y <= last; y += 32, a += 32, p1 += 32, p2 += 32, p3 += 32) {
    const s = v128.add<T>(v128.mul<T>(v0, v128.load(a)), v128.mul<T>(v1, v128.load(p1)));
    const t = v128.add<T>(v128.mul<T>(v2, v128.load(p2)), v128.mul<T>(v3, v128.load(p3)));
    v128.store(y, v128.add<T>(v128.load(y), v128.add<T>(s, t)));
    const u = v128.add<T>(v128.mul<T>(v0, v128.load(a, 16)), v128.mul<T>(v1, v128.load(p1, 16)));
    const w = v128.add<T>(v128.mul<T>(v2, v128.load(p2, 16)), v128.mul<T>(v3, v128.load(p3, 16)));
    v128.store(y, v128.add<T>(v128.load(y, 16), v128.add<T>(u, w)), 16);
  }
  for (; y < end; y += sizeof<T>(), a += sizeof<T>(), p1 += sizeof<T>(), p2 += sizeof<T>(), p3 += sizeof<T>()) {
    store<T>(y, load<T>(y) + (f0 * load<T>(a) + f1 * load<T>(p1) + (f2 * load<T>(p2) + f3 * load<T>(p3))));
  }
}

/** y ← y + f·x for contiguous vectors, y up to `end`. */
export function addMultiple<T>(f: T, x: usize, y: usize, end: usize): void {
  const v = v128.splat<T>(f);
  for (const last = end - 32; y <= last; y += 32, x += 32) {
    v128.store(y, v128.add<T>(v128.load(y), v128.mul<T>(v, v128.load(x))));
    v128.store(y, v128.add<T>(v128.load(y, 16), v128.mul<T>(v, v128.load(x, 16))), 16);
  }
  for (; y < end; y += sizeof<T>(), x += sizeof<T>()) store<T>(y, load<T>(y) + f * load<T>(x));
}

/** Copies n numbers from some bytes apart to others. */
export function gather(bytes: i32, n: i32, from: usize, stride: isize, toStride: isize, to: usize): void {
  for (; n > 0; n--, from += stride, to += toStride) move(bytes, from, to);
}
