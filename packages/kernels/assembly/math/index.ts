import { copyBytes, splatBlock } from "../block";
import { f32_from_f64, f64_from_f32 } from "../copy/convert";
import { scratch } from "../scratch";
import { f32_exp, f32_expm1 } from "./f32-exp";
import { f32_log, f32_log1p } from "./f32-log";
import { f64_exp, f64_expm1 } from "./f64-exp";
import { f64_log, f64_log1p } from "./f64-log";
import { f64_cos, f64_sin } from "./f64-trig";
import { logisticBlock } from "./logistic";
import { EXP, EXPM1, LOG, LOG1P, SIN } from "./op";

export { scratch } from "../scratch";

/** Bytes that the kernels take at once. */
const BLOCK: i32 = 256;

/** n numbers o ← f(x), contiguous; o may be x. An element's bits depend on that element only. */
function math<T>(op: i32, n: i32, x: usize, o: usize): void {
  const bytes = n * sizeof<T>();
  const whole = bytes & -BLOCK;
  blocks<T>(op, whole, x, o);
  const rest = bytes - whole;
  if (rest == 0) return;
  const tail = scratch + 4096;
  for (let i = 0; i < BLOCK; i += 64) splatBlock<T>(x + whole, tail + i);
  copyBytes<T>(rest, x + whole, tail);
  blocks<T>(op, (rest + 63) & -64, tail, tail);
  copyBytes<T>(rest, tail, o + whole);
}

/** Whole blocks; those of exp and expm1 are 64 bytes. */
function blocks<T>(op: i32, bytes: i32, x: usize, o: usize): void {
  if (op == EXP) {
    if (sizeof<T>() == 4) f32_exp(bytes >> 6, x, o, scratch);
    else f64_exp(bytes >> 6, x, o, scratch);
  } else if (op == EXPM1) {
    if (sizeof<T>() == 4) f32_expm1(bytes >> 6, x, o, scratch);
    else f64_expm1(bytes >> 6, x, o, scratch);
  } else for (const end = o + bytes; o < end; x += BLOCK, o += BLOCK) block<T>(op, x, o);
}

function block<T>(op: i32, x: usize, o: usize): void {
  if (op == LOG) {
    if (sizeof<T>() == 4) f32_log(x, o, scratch + 512, scratch);
    else f64_log(x, o, scratch + 512, scratch);
  } else if (op == LOG1P) {
    if (sizeof<T>() == 4) f32_log1p(x, o, scratch + 512, scratch);
    else f64_log1p(x, o, scratch + 512, scratch);
  } else if (op >= SIN) {
    if (sizeof<T>() == 4) trigOfSingles(op, x, o);
    else trig(op, x, o);
  } else logisticBlock<T>(op, x, o, scratch);
}

function trig(op: i32, x: usize, o: usize): void {
  if (op == SIN) f64_sin(x, o, scratch + 512, scratch);
  else f64_cos(x, o, scratch + 512, scratch);
}

/** float32 in the lanes of float64, half a block at a time: error < 0.51 ulp. */
function trigOfSingles(op: i32, x: usize, o: usize): void {
  const wide = scratch + 2048;
  for (let i = 0; i < 256; i += 128) {
    f64_from_f32(32, x + i, wide);
    trig(op, wide, wide);
    f32_from_f64(32, wide, o + i);
  }
}

export function f32_map(op: i32, n: i32, x: usize, o: usize): void {
  math<f32>(op, n, x, o);
}

export function f64_map(op: i32, n: i32, x: usize, o: usize): void {
  math<f64>(op, n, x, o);
}
