/** Between these, neither squares overflow nor do those that count underflow. */
const LEAST: f64 = 1e-140;
const MOST: f64 = 1e150;
/** 2⁷⁰⁰ and its inverse, which bring all others there. */
const UP: f64 = 5.260135901548374e210;
const DOWN: f64 = 1.90109156629516e-211;

/** o ← √(a² + b²) for 256 bytes, without over- or underflow on the way. Error < 1.2 ulp. o may be a or b. */
export function f64_hypot(a: usize, b: usize, o: usize): void {
  const least = f64x2.splat(LEAST);
  const most = f64x2.splat(MOST);
  for (const end = o + 256; o < end; o += 16, a += 16, b += 16) {
    const v = f64x2.abs(v128.load(a));
    const w = f64x2.abs(v128.load(b));
    const larger = f64x2.max(v, w);
    const ordinary = v128.and(f64x2.ge(larger, least), f64x2.lt(larger, most));
    if (i64x2.all_true(ordinary)) v128.store(o, f64x2.sqrt(f64x2.add(f64x2.mul(v, v), f64x2.mul(w, w))));
    else {
      const first = scaled(f64x2.extract_lane(v, 0), f64x2.extract_lane(w, 0));
      v128.store(
        o,
        f64x2.replace_lane(f64x2.splat(first), 1, scaled(f64x2.extract_lane(v, 1), f64x2.extract_lane(w, 1))),
      );
    }
  }
}

/** Of numbers ≥ 0, however large or small; infinite beside anything, NaN included. */
function scaled(v: f64, w: f64): f64 {
  if (v == Infinity || w == Infinity) return Infinity;
  const larger = max(v, w);
  if (larger >= MOST) return root(v * DOWN, w * DOWN) * UP;
  if (larger < LEAST) return root(v * UP, w * UP) * DOWN;
  return root(v, w);
}

function root(v: f64, w: f64): f64 {
  return sqrt(v * v + w * w);
}
