import { EXP } from "../math/op";
import { f32_exp } from "../math/f32-exp";
import { f64_exp } from "../math/f64-exp";
import { f64_log1p } from "../math/f64-log";
import { inBlocks } from "../math/in-blocks";
import { scratch } from "../scratch";
import { largest, placeOf, scale, shift, total } from "./row";

/** Rows taken at once: their sums make one block of logarithms. */
const GROUP: i32 = 32;
/** Bytes of a group that stay in the cache from one step to the next. */
const NEAR: i32 = 16384;

// Where each row of a group keeps a number in scratch, beyond what exp and log1p use; 256 bytes of float64 each.
/** Σ exp(zⱼ − m) without the largest, then its log1p. */
const REST: usize = 8192;
const LOGS: usize = 8448;
/** What the loss has beside the logarithm. */
const BASE: usize = 8704;
/** The place of the largest, as int32. */
const PLACE: usize = 8960;
/** For log1p: five blocks, and one. */
const PARTS: usize = 9216;
const SAVED: usize = 10752;

export const NONE: i32 = 0;
export const MEAN: i32 = 2;

function singles(_op: i32, bytes: i32, x: usize, o: usize): void {
  f32_exp(bytes >> 6, x, o, scratch);
}

function doubles(_op: i32, bytes: i32, x: usize, o: usize): void {
  f64_exp(bytes >> 6, x, o, scratch);
}

// What all rows share.
let classes: i32 = 0;
let ignores: bool = false;
let ignored: i32 = 0;
let smoothing: f64 = 0;
/** What the slopes are multiplied by. */
let factor: f64 = 1;

/** Sets what all rows of the next groups share. */
export function share(_classes: i32, _ignores: bool, _ignored: i32, _smoothing: f64, _factor: f64): void {
  classes = _classes;
  ignores = _ignores;
  ignored = _ignored;
  smoothing = _smoothing;
  factor = _factor;
}

/**
 * Losses and slopes of up to 32 rows whose labels are checked; answers the losses in float64 at the address that is returned.
 * The row itself is exponentiated where its slopes are to be, so that each logit is read once and no copy is made.
 */
export function group<T extends number>(rows: i32, z: usize, labels: usize, slopes: usize): usize {
  const n = classes;
  const bytes = <usize>n * sizeof<T>();
  for (let i = 0; i < rows; i++)
    begin<T>(i, z + <usize>i * bytes, load<i32>(labels + ((<usize>i) << 2)), slopes + <usize>i * bytes);
  if (sizeof<T>() == 4) inBlocks<f32>(singles, EXP, rows * n, slopes, slopes);
  else inBlocks<f64>(doubles, EXP, rows * n, slopes, slopes);
  for (let i = 0; i < rows; i++) {
    const place = load<i32>(scratch + PLACE + ((<usize>i) << 2));
    const row = slopes + <usize>i * bytes;
    const largest = row + <usize>place * sizeof<T>();
    if (place >= 0) store<T>(largest, <T>0);
    const rest = place >= 0 ? total<T>(n, row) : NaN;
    if (place >= 0) store<T>(largest, <T>1);
    store<f64>(scratch + REST + ((<usize>i) << 3), rest);
  }
  f64_log1p(scratch + REST, scratch + LOGS, scratch + PARTS, scratch + SAVED);
  for (let i = 0; i < rows; i++) finish<T>(i, load<i32>(labels + ((<usize>i) << 2)), slopes + <usize>i * bytes);
  return scratch + BASE;
}

/** Shifts a row by its largest logit, and notes what its loss has beside the logarithm. */
function begin<T extends number>(i: i32, z: usize, label: i32, to: usize): void {
  const n = classes;
  if (ignores && label == ignored) {
    memory.fill(to, 0, <usize>n * sizeof<T>());
    store<i32>(scratch + PLACE + ((<usize>i) << 2), 0);
    return;
  }
  const m = largest<T>(n, z);
  const place = placeOf<T>(m, n, z);
  shift<T>(m, n, z, to);
  let base = label == place ? 0 : <f64>m - <f64>load<T>(z + <usize>label * sizeof<T>());
  if (smoothing != 0) base = base * (1 - smoothing) - (total<T>(n, to) * smoothing) / <f64>n;
  store<f64>(scratch + BASE + ((<usize>i) << 3), base);
  store<i32>(scratch + PLACE + ((<usize>i) << 2), place);
}

/** The loss of a row, and its slopes from its exponentials. */
function finish<T extends number>(i: i32, label: i32, row: usize): void {
  const n = classes;
  const at = scratch + BASE + ((<usize>i) << 3);
  if (ignores && label == ignored) {
    store<f64>(at, 0);
    memory.fill(row, 0, <usize>n * sizeof<T>());
    return;
  }
  store<f64>(at, load<f64>(at) + load<f64>(scratch + LOGS + ((<usize>i) << 3)));
  const rest = load<f64>(scratch + REST + ((<usize>i) << 3));
  const inverse = factor / (1 + rest);
  const own = row + <usize>label * sizeof<T>();
  const even = smoothing / <f64>n;
  scale<T>(<T>inverse, <T>(even * factor), n, row);
  const isLargest = label == load<i32>(scratch + PLACE + ((<usize>i) << 2));
  if (isLargest && smoothing == 0) store<T>(own, <T>(-rest * inverse)); // p − 1 without cancellation
  else store<T>(own, <T>(<f64>load<T>(own) - (1 - smoothing) * factor));
}

/** How many rows of a length make a group. */
export function groupOf(bytes: usize): i32 {
  return max(1, min(GROUP, <i32>(NEAR / bytes)));
}
