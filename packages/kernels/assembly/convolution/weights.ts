import {
  BAND,
  BANDS,
  COUNT,
  GRID,
  GROUPS,
  IMAGES,
  OUTPUTS,
  PART,
  SECOND,
  SUMS,
  SUMS_PART,
  TABLE,
  TAPS,
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
import { clear, spread, take } from "./spread";
import { ROW, sumTile } from "./tile";

/**
 * Adds up, over the images of a part, the products of every output's cotangent with what every tap finds:
 *
 *     sums[part, g, k, t] = Σ over images and places of y[…, k, place]·x[…, place + tap t]
 *
 * Cotangents are laid out as x is, with zeros between the rows.
 */
export function partOf<T>(plan: usize, part: i32, work: usize): void {
  const groups = word(plan, GROUPS);
  const outputs = word(plan, OUTPUTS);
  const row = ((word(plan, TAPS) + 3) & ~3) * sizeof<T>();
  const sums = word(plan, SUMS) + part * word(plan, SUMS_PART);
  clear<T>(sums, (groups * ((outputs + 1) & ~1) * row) / sizeof<T>());
  const last = min((part + 1) * word(plan, PART), word(plan, IMAGES));
  for (let image = part * word(plan, PART); image < last; image++) {
    for (let group = 0; group < groups; group++) {
      const x = word(plan, X) + image * word(plan, X_IMAGE) + group * word(plan, X_GROUP);
      const y = word(plan, Y) + image * word(plan, Y_IMAGE) + group * word(plan, Y_GROUP);
      const to = sums + group * ((outputs + 1) & ~1) * row;
      for (let band = 0; band < word(plan, BANDS); band++)
        addBand<T>(plan, x, y, band * word(plan, BAND), to, row, work);
    }
  }
}

function addBand<T>(plan: usize, x: usize, y: usize, first: i32, sums: usize, row: i32, work: usize): void {
  const outputs = word(plan, OUTPUTS);
  const slices = min(word(plan, BAND), word(plan, COUNT) - first);
  spread<T>(plan, x, first, work);
  const places =
    ((slices - 1) * word(plan, GRID + 1) + word(plan, COUNT + 1) - 1) * word(plan, GRID + 2) + word(plan, COUNT + 2);
  const bytes = (places * sizeof<T>() + 15) & -16;
  const cts = work + word(plan, SECOND);
  let to = cts;
  let from = y + first * word(plan, Y_STEP);
  for (let i = 0; i < outputs; i++, from += word(plan, Y_CHANNEL), to += bytes) widen<T>(plan, from, slices, to, bytes);
  const taps = word(plan, TAPS);
  let table: usize = word(plan, TABLE);
  for (let t = 0; t < taps; t += 4, table += 16, sums += 4 * sizeof<T>()) {
    let o = sums;
    let u = cts;
    for (let i = 0; i < outputs; i += 2, o += 2 * row, u += 2 * bytes) {
      sumTile<T>(bytes / 16, u, i + 1 < outputs ? u + bytes : u, work, table, o, row);
    }
  }
}

/** One output's cotangents in a band, with zeros between their rows. */
function widen<T>(plan: usize, from: usize, slices: i32, to: usize, bytes: i32): void {
  const z = sizeof<T>();
  const height = word(plan, COUNT + 1);
  const width = word(plan, COUNT + 2);
  const rows = word(plan, GRID + 1);
  const gap = word(plan, GRID + 2) - width;
  const end = to + bytes;
  for (; slices > 0; slices--, from += word(plan, Y_STEP)) {
    let p = from;
    for (let j = 0; j < height; j++, p += word(plan, Y_STEP + 1)) {
      take<T>(p, 1, to, width);
      to += width * z;
      if (slices > 1 || j + 1 < height) {
        clear<T>(to, gap);
        to += gap * z;
      }
    }
    if (slices > 1) {
      clear<T>(to, (rows - height) * (gap + width));
      to += (rows - height) * (gap + width) * z;
    }
  }
  clear<T>(to, <i32>(end - to) / z);
}
