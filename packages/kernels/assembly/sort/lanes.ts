import { buffer } from "./buffer";
import { countingSort, valuesOf } from "./counts";
import { FEW } from "./few";
import { FLOAT64, copyNumbers, copyPlain, read, readWide, writeFloats, writeWide } from "./lane";
import { levels } from "./pivot";
import { quickSort, sortNumbers } from "./quick";

/** o ← the n floats at x, `step` bytes apart as they are, in order. */
export function sortFloats<T>(n: i32, step: usize, down: i32, x: usize, o: usize, work: usize): void {
  const direct = step == sizeof<T>();
  const lane = direct ? x : buffer<T>(2, n, work);
  const to = direct ? o : buffer<T>(0, n, work);
  if (!direct) read<T, T>(n, x, step, lane);
  finishFloats<T>(n, down, lane, to, beginFloats<T>(n, lane, to, FEW, 0, work));
  if (direct) return;
  if (sizeof<T>() == 8) writeWide(FLOAT64, n, to, o, step);
  else writeFloats(n, to, o, step);
}

/**
 * Sorts the numbers of a contiguous lane into `to`, or with a list only splits them. Answers how many these are; turned to a negative number
 * where there is more in the lane than comparing tells apart.
 */
export function beginFloats<T>(n: i32, lane: usize, to: usize, least: i32, list: usize, work: usize): i32 {
  const a = buffer<T>(0, n, work);
  const plain = copyPlain<T>(n, lane, a);
  const m = plain ? n : copyNumbers<T>(n, lane, a);
  const b = buffer<T>(1, n, work);
  if (list == 0) sortNumbers<T>(m, a, b, to, buffer<T>(3, n, work), work);
  else quickSort<T>(m, a, b, to, levels(m), least, list, work);
  return plain ? m : ~m;
}

/** What is to be done once the numbers are sorted. */
export function finishFloats<T>(n: i32, down: i32, lane: usize, to: usize, numbers: i32): void {
  const m = numbers < 0 ? ~numbers : numbers;
  if (down) reverse<T>(m, to);
  if (numbers < 0) restore<T>(n, m, lane, to);
}

/** The same of whole numbers. */
export function sortIntegers(code: i32, n: i32, step: usize, down: i32, x: usize, o: usize, work: usize): void {
  const a = buffer<f64>(0, n, work);
  const b = buffer<f64>(1, n, work);
  const values = valuesOf(code);
  readWide(code, n, x, step, a);
  if (values > 0 && values <= n) countingSort(code, n, a, a, b);
  else quickSort<f64>(n, a, b, a, levels(n), FEW, 0, work);
  if (down) reverse<f64>(n, a);
  writeWide(code, n, a, o, step);
}

function reverse<T>(n: i32, a: usize): void {
  for (let b = a + <usize>(n - 1) * sizeof<T>(); a < b; a += sizeof<T>(), b -= sizeof<T>()) {
    const x = load<T>(a);
    store<T>(a, load<T>(b));
    store<T>(b, x);
  }
}

/** Puts the zeros of the lane, whose signs may differ, where the sorted ones are, and its NaN behind them, each kind in its order. */
function restore<T>(n: i32, m: i32, lane: usize, sorted: usize): void {
  let behind = sorted + <usize>m * sizeof<T>();
  let zero = sorted;
  while (zero < behind && load<T>(zero) != 0) zero += sizeof<T>();
  for (const end = lane + <usize>n * sizeof<T>(); lane < end; lane += sizeof<T>()) {
    const x = load<T>(lane);
    if (x == 0) {
      store<T>(zero, x);
      zero += sizeof<T>();
    } else if (x != x) {
      store<T>(behind, x);
      behind += sizeof<T>();
    }
  }
}
