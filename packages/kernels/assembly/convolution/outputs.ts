import {
  BAND,
  BANDS,
  BIAS,
  COUNT,
  GRID,
  GROUPS,
  OUTPUTS,
  SECOND,
  TABLE,
  TAPS,
  WEIGHTS,
  WEIGHTS_GROUP,
  X,
  X_GROUP,
  X_IMAGE,
  Y,
  Y_CHANNEL,
  Y_GROUP,
  Y_IMAGE,
  Y_STEP,
  word,
} from "./plan";
import { clear, spread } from "./spread";
import { ROW, tapTile } from "./tile";

/** Taps whose rows of a tile stay in a first-level cache, and outputs from which they are worth packing. */
const BLOCK: i32 = 256;
const MANY: i32 = 32;

/**
 * Computes one band of all channels of one group of one image.
 *
 * The band is laid out once. A row of the layout is as long as the grid is wide, and places are counted through it from row to row,
 * so that a tile is four vectors wherever it is: what it computes between the rows is not kept.
 */
export function bandOf<T>(plan: usize, item: i32, work: usize): void {
  const bands = word(plan, BANDS);
  const groups = word(plan, GROUPS);
  const first = (item % bands) * word(plan, BAND);
  const group = (item / bands) % groups;
  const image = item / bands / groups;
  const slices = min(word(plan, BAND), word(plan, COUNT) - first);
  spread<T>(plan, word(plan, X) + image * word(plan, X_IMAGE) + group * word(plan, X_GROUP), first, work);

  const rows = word(plan, GRID + 1);
  const cols = word(plan, GRID + 2);
  const places = ((slices - 1) * rows + word(plan, COUNT + 1) - 1) * cols + word(plan, COUNT + 2);
  const bytes = (places * sizeof<T>() + ROW - 1) & -ROW;
  const sums = work + word(plan, SECOND);
  products<T>(plan, word(plan, WEIGHTS) + group * word(plan, WEIGHTS_GROUP), work, sums, bytes);

  const outputs = word(plan, OUTPUTS);
  const bias = word(plan, BIAS);
  let y: usize = word(plan, Y) + image * word(plan, Y_IMAGE) + group * word(plan, Y_GROUP);
  y += first * word(plan, Y_STEP);
  for (let i = 0; i < outputs; i++, y += word(plan, Y_CHANNEL)) {
    const addend = bias == 0 ? <T>0 : load<T>(bias + (group * outputs + i) * sizeof<T>());
    keep<T>(plan, sums + i * bytes, slices, addend, y);
  }
}

/** All outputs at all places of a band, block by block of the taps. */
function products<T>(plan: usize, weights: usize, x: usize, sums: usize, bytes: i32): void {
  const outputs = word(plan, OUTPUTS);
  const taps = word(plan, TAPS);
  const panel = taps * 2 * sizeof<T>();
  const packed = sums + ((outputs + 1) & ~1) * bytes;
  if (taps == 0) {
    for (let i = 0; i < outputs; i++) clear<T>(sums + i * bytes, bytes / sizeof<T>());
    return;
  }
  for (let t = 0; t < taps; t += BLOCK) {
    const count = min(BLOCK, taps - t);
    const table: usize = word(plan, TABLE) + t * 4;
    const a = weights + t * 2 * sizeof<T>();
    for (let j = 0; j < bytes; j += ROW) {
      let from = table;
      let b = x + j;
      if (outputs >= MANY) {
        pack(count, table, b, packed);
        from = packed + BLOCK * ROW;
        b = packed;
      }
      for (let i = 0; i < outputs; i += 2) {
        tapTile<T>(count, a + (i >> 1) * panel, from, b, sums + i * bytes + j, bytes, t > 0);
      }
    }
  }
}

/** Rows of a tile side by side, and behind the room for a block of them where they are. */
function pack(count: i32, table: usize, b: usize, to: usize): void {
  let places = to + BLOCK * ROW;
  for (let i = 0; i < count; i++, table += 4, to += ROW, places += 4) {
    const p = b + load<u32>(table);
    v128.store(to, v128.load(p));
    v128.store(to, v128.load(p, 16), 16);
    v128.store(to, v128.load(p, 32), 32);
    v128.store(to, v128.load(p, 48), 48);
    store<u32>(places, i * ROW);
  }
}

/** Writes one output's places in a band, without what lies between their rows. */
function keep<T>(plan: usize, from: usize, slices: i32, addend: T, y: usize): void {
  const z = sizeof<T>();
  const step = word(plan, Y_STEP + 2);
  const height = word(plan, COUNT + 1);
  const width = word(plan, COUNT + 2);
  const lanes: i32 = 16 / sizeof<T>();
  const c = v128.splat<T>(addend);
  const rowBytes = word(plan, GRID + 2) * z;
  const gap = (word(plan, GRID + 1) - height) * rowBytes;
  for (; slices > 0; slices--, y += word(plan, Y_STEP), from += gap) {
    let to = y;
    for (let j = 0; j < height; j++, to += word(plan, Y_STEP + 1), from += rowBytes) {
      let p = from;
      let q = to;
      let n = width;
      if (step == z) {
        for (; n >= lanes; n -= lanes, p += 16, q += 16) v128.store(q, v128.add<T>(c, v128.load(p)));
      }
      for (; n > 0; n--, p += z, q += step) store<T>(q, load<T>(p) + addend);
    }
  }
}
