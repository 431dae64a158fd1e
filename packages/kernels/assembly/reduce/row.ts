import { scratch } from "../scratch";
import { combine, combineNumbers, identity } from "./op";

/** Bytes of a leaf of the tree: 32 steps for each of its 16 float32 lanes. */
const LEAF: i32 = 2048;
/** Bytes of a step. */
const STEP: i32 = 64;

/** Leaves of a node of the tree that another thread may compute: 64 KiB. */
const NODE: i32 = 32;

/**
 * x₀ ∘ x₁ ∘ … of n contiguous numbers. Leaves of 2 KiB are reduced in four vectors; their results are combined in a binary
 * tree whose shape depends on n only. So the error of a sum grows as log n: |Δ| ≤ γ·Σ|xᵢ| with γ = (44 + log₂(n/256))·u.
 */
export function reduceRow<T, Op>(n: i32, x: usize): T {
  const leaves: i32 = (<usize>n * sizeof<T>()) / LEAF;
  const s = tree<T, Op>(leaves, x, LEAF, v128.splat<T>(identity<T, Op>()));
  return rest<T, Op>(s, x + leaves * LEAF, x + n * sizeof<T>());
}

/** The first `count` nodes of a row's tree, one vector each. */
export function reduceNodes<T, Op>(count: i32, x: usize, o: usize): void {
  for (; count > 0; count--, x += NODE * LEAF, o += 16) {
    v128.store(o, tree<T, Op>(NODE, x, LEAF, v128.splat<T>(identity<T, Op>())));
  }
}

/** `reduceRow` where all nodes are known: the same tree. */
export function reduceRowOfNodes<T, Op>(n: i32, x: usize, nodes: usize): T {
  const leaves: i32 = (<usize>n * sizeof<T>()) / LEAF;
  const known = leaves & -NODE;
  let s = tree<T, Op>(leaves - known, x + known * LEAF, LEAF, v128.splat<T>(identity<T, Op>()));
  s = tree<T, Op>(known / NODE, nodes, 16, s);
  return rest<T, Op>(s, x + leaves * LEAF, x + n * sizeof<T>());
}

/** s ∘ a binary tree over leaves (`step` 2048) or vectors (`step` 16), the lowest levels first. */
function tree<T, Op>(count: i32, x: usize, step: i32, s: v128): v128 {
  for (let i = 0; i < count; i++, x += step) {
    let v = step == LEAF ? leaf<T, Op>(LEAF, x) : v128.load(x);
    let level = scratch;
    for (let j = i; j & 1; j >>= 1, level += 16) v = combine<T, Op>(v128.load(level), v);
    v128.store(level, v);
  }
  let level = scratch;
  for (let j = count; j > 0; j >>= 1, level += 16) if (j & 1) s = combine<T, Op>(v128.load(level), s);
  return s;
}

/** s ∘ what follows the last whole leaf. */
function rest<T, Op>(s: v128, x: usize, end: usize): T {
  const steps: i32 = (end - x) & -STEP;
  if (steps > 0) {
    s = combine<T, Op>(s, leaf<T, Op>(steps, x));
    x += steps;
  }
  for (const last = end - 16; x <= last; x += 16) s = combine<T, Op>(s, v128.load(x));
  let r = lanes<T, Op>(s);
  for (; x < end; x += sizeof<T>()) r = combineNumbers<T, Op>(r, load<T>(x));
  return r;
}

/** A whole number of steps, at least one. */
function leaf<T, Op>(bytes: i32, x: usize): v128 {
  let s0 = v128.load(x);
  let s1 = v128.load(x, 16);
  let s2 = v128.load(x, 32);
  let s3 = v128.load(x, 48);
  const end = x + bytes;
  for (x += STEP; x < end; x += STEP) {
    s0 = combine<T, Op>(s0, v128.load(x));
    s1 = combine<T, Op>(s1, v128.load(x, 16));
    s2 = combine<T, Op>(s2, v128.load(x, 32));
    s3 = combine<T, Op>(s3, v128.load(x, 48));
  }
  return combine<T, Op>(combine<T, Op>(s0, s1), combine<T, Op>(s2, s3));
}

/** The lanes of a vector reduced to one number. @inline */
function lanes<T, Op>(v: v128): T {
  let r = combine<T, Op>(v, v128.shuffle<f64>(v, v, 1, 1));
  if (sizeof<T>() == 4) r = combine<T, Op>(r, v128.shuffle<f32>(r, r, 1, 1, 1, 1));
  return v128.extract_lane<T>(r, 0);
}
