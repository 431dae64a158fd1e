import { scratch } from "../scratch";
import { Sum, combine, combineNumbers, either, extreme, identities } from "./op";

/** Bytes of a step. */
const STEP: i32 = 64;

/** Bytes of a node of the tree that another thread may compute. */
const NODE: i32 = 65536;

/** Bytes of a leaf: of sums 32 steps for each of its 16 float32 lanes, of others, which do not err, what stays in the cache. @inline */
function leafOf<Op>(): i32 {
  return idof<Op>() == idof<Sum>() ? 2048 : 16384;
}

/**
 * o ← x₀ ∘ x₁ ∘ … of n contiguous numbers. Leaves are reduced in four vectors; their results are combined in a binary tree whose
 * shape depends on n only. So the error of a sum grows as log n: |Δ| ≤ γ·Σ|xᵢ| with γ = (44 + log₂(n/256))·u.
 */
export function reduceRow<Op>(n: i32, x: usize, o: usize, bytes: i32): void {
  const leaves: i32 = (<usize>n * bytes) / leafOf<Op>();
  const s = tree<Op>(leaves, x, leafOf<Op>(), identities<Op>(bytes), bytes);
  rest<Op>(s, x + leaves * leafOf<Op>(), x + n * bytes, o, bytes);
}

/** The first `count` nodes of a row's tree, one vector each. */
export function reduceNodes<Op>(count: i32, x: usize, o: usize, bytes: i32): void {
  for (; count > 0; count--, x += NODE, o += 16) {
    v128.store(o, tree<Op>(NODE / leafOf<Op>(), x, leafOf<Op>(), identities<Op>(bytes), bytes));
  }
}

/** `reduceRow` where all nodes are known: the same tree. */
export function reduceRowOfNodes<Op>(n: i32, x: usize, nodes: usize, o: usize, bytes: i32): void {
  const length = leafOf<Op>();
  const leaves: i32 = (<usize>n * bytes) / length;
  const known = leaves & -(NODE / length);
  let s = tree<Op>(leaves - known, x + known * length, length, identities<Op>(bytes), bytes);
  s = tree<Op>(known / (NODE / length), nodes, 16, s, bytes);
  rest<Op>(s, x + leaves * length, x + n * bytes, o, bytes);
}

/** s ∘ a binary tree over leaves or vectors (`step` 16), the lowest levels first. */
function tree<Op>(count: i32, x: usize, step: i32, s: v128, bytes: i32): v128 {
  for (let i = 0; i < count; i++, x += step) {
    let v = step == 16 ? v128.load(x) : leaf<Op>(step, x, bytes);
    let level = scratch;
    for (let j = i; j & 1; j >>= 1, level += 16) v = either<Op>(v128.load(level), v, bytes);
    v128.store(level, v);
  }
  let level = scratch;
  for (let j = count; j > 0; j >>= 1, level += 16) if (j & 1) s = either<Op>(v128.load(level), s, bytes);
  return s;
}

/** o ← s ∘ what follows the last whole leaf. */
function rest<Op>(s: v128, x: usize, end: usize, o: usize, bytes: i32): void {
  const steps: i32 = (end - x) & -STEP;
  if (steps > 0) {
    s = either<Op>(s, leaf<Op>(steps, x, bytes), bytes);
    x += steps;
  }
  for (const last = end - 16; x <= last; x += 16) s = either<Op>(s, v128.load(x), bytes);
  if (bytes == 8) numbers<f64, Op>(s, x, end, o);
  else numbers<f32, Op>(s, x, end, o);
}

/** o ← the lanes of s ∘ the last numbers. */
function numbers<T, Op>(s: v128, x: usize, end: usize, o: usize): void {
  let r = lanes<T, Op>(s);
  for (; x < end; x += sizeof<T>()) r = combineNumbers<T, Op>(r, load<T>(x));
  store<T>(o, r);
}

/** How many leaves are taken without hoping that all their numbers are finite: after one that had others, the next ones. */
let wary: i32 = 0;

/** A whole number of steps, at least one. */
function leaf<Op>(length: i32, x: usize, bytes: i32): v128 {
  if (idof<Op>() == idof<Sum>()) return bytes == 8 ? plainLeaf<f64, Op>(length, x) : plainLeaf<f32, Op>(length, x);
  if (wary > 0) {
    wary--;
    return bytes == 8 ? plainLeaf<f64, Op>(length, x) : plainLeaf<f32, Op>(length, x);
  }
  return bytes == 8 ? withoutNaN<f64, Op>(length, x) : withoutNaN<f32, Op>(length, x);
}

function plainLeaf<T, Op>(length: i32, x: usize): v128 {
  let s0 = v128.load(x);
  let s1 = v128.load(x, 16);
  let s2 = v128.load(x, 32);
  let s3 = v128.load(x, 48);
  const end = x + length;
  for (x += STEP; x < end; x += STEP) {
    s0 = combine<T, Op>(s0, v128.load(x));
    s1 = combine<T, Op>(s1, v128.load(x, 16));
    s2 = combine<T, Op>(s2, v128.load(x, 32));
    s3 = combine<T, Op>(s3, v128.load(x, 48));
  }
  return combine<T, Op>(combine<T, Op>(s0, s1), combine<T, Op>(s2, s3));
}

/**
 * The same of maxima and minima, where no number is NaN or infinite: then none makes a product with 0 NaN, and two instructions a
 * vector do. Products, since sums would wait for the units that compare.
 */
function withoutNaN<T, Op>(length: i32, x: usize): v128 {
  let s0 = v128.load(x);
  let s1 = v128.load(x, 16);
  let s2 = v128.load(x, 32);
  let s3 = v128.load(x, 48);
  const zero = v128.splat<T>(0);
  let t0 = v128.mul<T>(zero, s0);
  let t1 = v128.mul<T>(zero, s1);
  let t2 = v128.mul<T>(zero, s2);
  let t3 = v128.mul<T>(zero, s3);
  const end = x + length;
  for (let p = x + STEP; p < end; p += STEP) {
    const v0 = v128.load(p);
    const v1 = v128.load(p, 16);
    const v2 = v128.load(p, 32);
    const v3 = v128.load(p, 48);
    s0 = extreme<T, Op>(s0, v0);
    s1 = extreme<T, Op>(s1, v1);
    s2 = extreme<T, Op>(s2, v2);
    s3 = extreme<T, Op>(s3, v3);
    t0 = v128.mul<T>(t0, v0);
    t1 = v128.mul<T>(t1, v1);
    t2 = v128.mul<T>(t2, v2);
    t3 = v128.mul<T>(t3, v3);
  }
  const t = v128.add<T>(v128.add<T>(t0, t1), v128.add<T>(t2, t3));
  if (v128.any_true(v128.ne<T>(t, t))) {
    wary = 15;
    return plainLeaf<T, Op>(length, x);
  }
  return extreme<T, Op>(extreme<T, Op>(s0, s1), extreme<T, Op>(s2, s3));
}

/** The lanes of a vector reduced to one number. @inline */
function lanes<T, Op>(v: v128): T {
  let r = combine<T, Op>(v, v128.shuffle<f64>(v, v, 1, 1));
  if (sizeof<T>() == 4) r = combine<T, Op>(r, v128.shuffle<f32>(r, r, 1, 1, 1, 1));
  return v128.extract_lane<T>(r, 0);
}
