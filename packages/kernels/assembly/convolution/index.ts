import { bandOf } from "./outputs";
import { BYTES, word } from "./plan";
import { partOf } from "./weights";

// `plan` is the address of words that `plan.ts` names; `work` memory of this thread alone.

/** Computes bands `from` to `end` of the outputs of a convolution. */
export function convolve(plan: usize, from: i32, end: i32, work: usize): void {
  for (; from < end; from++) {
    if (word(plan, BYTES) == 8) bandOf<f64>(plan, from, work);
    else bandOf<f32>(plan, from, work);
  }
}

/** Computes parts `from` to `end` of the derivative by the weights. */
export function addWeights(plan: usize, from: i32, end: i32, work: usize): void {
  for (; from < end; from++) {
    if (word(plan, BYTES) == 8) partOf<f64>(plan, from, work);
    else partOf<f32>(plan, from, work);
  }
}

/** Weights in pairs of outputs, one pair for each tap, which is found `places[tap]` bytes behind a row's first. A last output is paired with itself. */
export function packWeights(bytes: i32, rows: i32, taps: i32, w: usize, row: i32, places: usize, to: usize): void {
  for (let i = 0; i < rows; i += 2, w += 2 * row) {
    const second = i + 1 < rows ? row : 0;
    let at = places;
    for (let t = 0; t < taps; t++, at += 4, to += 2 * bytes) {
      const p = w + load<i32>(at);
      if (bytes == 8) {
        store<f64>(to, load<f64>(p));
        store<f64>(to, load<f64>(p + second), 8);
      } else {
        store<f32>(to, load<f32>(p));
        store<f32>(to, load<f32>(p + second), 4);
      }
    }
  }
}

/** o[i, t] ← Σ over parts of sums[part, i, t], where rows of the sums are `row` bytes long and parts `part` bytes apart. */
export function joinWeights(
  bytes: i32,
  parts: i32,
  rows: i32,
  taps: i32,
  sums: usize,
  part: i32,
  row: i32,
  o: usize,
): void {
  for (let i = 0; i < rows; i++, sums += row) {
    for (let t = 0; t < taps; t++, o += bytes) {
      let p = sums + t * bytes;
      if (bytes == 8) {
        let s = load<f64>(p);
        for (let k = 1; k < parts; k++) s += load<f64>((p += part));
        store<f64>(o, s);
      } else {
        let s = load<f32>(p);
        for (let k = 1; k < parts; k++) s += load<f32>((p += part));
        store<f32>(o, s);
      }
    }
  }
}
