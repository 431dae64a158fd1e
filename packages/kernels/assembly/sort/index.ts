import { FLOAT32, FLOAT64, bytesOf } from "./lane";
import { beginFloats, finishFloats, sortFloats, sortIntegers } from "./lanes";
import { sortPart } from "./quick";

/**
 * o ← x: `outer × inner` lanes of n elements that lie `inner` apart, of the dtype with this code, each in order. `work` has room for
 * 24·n + 1024 bytes.
 */
export function sort(code: i32, outer: i32, n: i32, inner: i32, down: i32, x: usize, o: usize, work: usize): void {
  const z = bytesOf(code);
  const block = <usize>n * <usize>inner * z;
  for (let i = 0; i < outer; i++, x += block, o += block) columns(code, inner, n, inner, down, x, o, work);
}

/** The first `count` of `inner` lanes that lie side by side. */
export function columns(code: i32, count: i32, n: i32, inner: i32, down: i32, x: usize, o: usize, work: usize): void {
  const z = bytesOf(code);
  const step = <usize>inner * z;
  for (let j = 0; j < count; j++, x += z, o += z) {
    if (code == FLOAT64) sortFloats<f64>(n, step, down, x, o, work);
    else if (code == FLOAT32) sortFloats<f32>(n, step, down, x, o, work);
    else sortIntegers(code, n, step, down, x, o, work);
  }
}

// One lane of floats on several threads: it is split into parts of at most `least` numbers, each of which any thread may sort.

/** Makes the list of parts; answers what `finish` is to be told. */
export function begin(code: i32, n: i32, least: i32, x: usize, o: usize, list: usize, work: usize): i32 {
  store<i32>(list, 0);
  return code == FLOAT64 ? beginFloats<f64>(n, x, o, least, list, work) : beginFloats<f32>(n, x, o, least, list, work);
}

export function part(code: i32, at: usize, work: usize): void {
  if (code == FLOAT64) sortPart<f64>(at, work);
  else sortPart<f32>(at, work);
}

export function finish(code: i32, n: i32, down: i32, x: usize, o: usize, numbers: i32): void {
  if (code == FLOAT64) finishFloats<f64>(n, down, x, o, numbers);
  else finishFloats<f32>(n, down, x, o, numbers);
}
