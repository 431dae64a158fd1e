import { BEFORE, CHANNELS, EXTENT, GRID, PHASES, word } from "./plan";

/**
 * Lays a band of an image out for the tiles: with its border of zeros, and split into phases, so that the elements which a step
 * of the output leads to are neighbours.
 *
 *     to[c, phase, i, j, v] = x[c, (first + i)·phases₀ + phase₀ − before₀, …],   0 outside of x
 *
 * `x` is the group's first channel.
 */
export function spread<T>(plan: usize, x: usize, first: i32, to: usize): void {
  const z = sizeof<T>();
  const depth = word(plan, EXTENT);
  const height = word(plan, EXTENT + 1);
  const width = word(plan, EXTENT + 2);
  const dPhases = word(plan, PHASES);
  const hPhases = word(plan, PHASES + 1);
  const wPhases = word(plan, PHASES + 2);
  const slices = word(plan, GRID);
  const rows = word(plan, GRID + 1);
  const cols = word(plan, GRID + 2);
  const dBefore = word(plan, BEFORE);
  const hBefore = word(plan, BEFORE + 1);
  const wBefore = word(plan, BEFORE + 2);
  for (let c = word(plan, CHANNELS); c > 0; c--, x += depth * height * width * z) {
    for (let a = 0; a < dPhases; a++) {
      for (let b = 0; b < hPhases; b++) {
        for (let e = 0; e < wPhases; e++) {
          const from = clamped(wBefore - e, wPhases, cols);
          const end = clamped(width + wBefore - e, wPhases, cols);
          const start = from * wPhases + e - wBefore;
          for (let i = 0; i < slices; i++) {
            const d = (first + i) * dPhases + a - dBefore;
            for (let j = 0; j < rows; j++, to += cols * z) {
              const h = j * hPhases + b - hBefore;
              if (<u32>d >= <u32>depth || <u32>h >= <u32>height || end <= from) clear<T>(to, cols);
              else {
                clear<T>(to, from);
                take<T>(x + ((d * height + h) * width + start) * z, wPhases, to + from * z, end - from);
                clear<T>(to + end * z, cols - end);
              }
            }
          }
        }
      }
    }
  }
}

/** ⌈n / step⌉ within [0, most]. */
function clamped(n: i32, step: i32, most: i32): i32 {
  return n <= 0 ? 0 : min((n + step - 1) / step, most);
}

/** n zeros. */
export function clear<T>(to: usize, n: i32): void {
  const lanes: i32 = 16 / sizeof<T>();
  for (; n >= lanes; n -= lanes, to += 16) v128.store(to, i32x4.splat(0));
  for (; n > 0; n--, to += sizeof<T>()) store<T>(to, <T>0);
}

/** n numbers, every `step`th. */
export function take<T>(from: usize, step: i32, to: usize, n: i32): void {
  const z = sizeof<T>();
  if (step == 1) {
    const lanes: i32 = 16 / sizeof<T>();
    for (; n >= lanes; n -= lanes, from += 16, to += 16) v128.store(to, v128.load(from));
  }
  for (; n > 0; n--, from += step * z, to += z) store<T>(to, load<T>(from));
}
