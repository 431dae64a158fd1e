import { averages, shares } from "./average";
import { largest } from "./maximum";

export { largestOfFour } from "./maximum";

// Planes of height × width numbers, of `bytes` 4 or 8, and as many of down × across. Places are int32.

/** y ← the largest element of every window, places ← where it is. */
export function maxWindows(
  bytes: i32,
  planes: i32,
  height: i32,
  width: i32,
  down: i32,
  across: i32,
  rows: usize,
  rowStep: i32,
  cols: usize,
  colStep: i32,
  x: usize,
  y: usize,
  places: usize,
): void {
  if (bytes == 8) largest<f64>(planes, height, width, down, across, rows, rowStep, cols, colStep, x, y, places);
  else largest<f32>(planes, height, width, down, across, rows, rowStep, cols, colStep, x, y, places);
}

/** to ← averages of windows of `from`; or, as the adjoint, shares of windows. */
export function averageWindows(
  bytes: i32,
  adjoint: bool,
  planes: i32,
  height: i32,
  width: i32,
  down: i32,
  across: i32,
  rows: usize,
  rowDivisors: usize,
  cols: usize,
  colDivisors: usize,
  from: usize,
  to: usize,
): void {
  if (bytes == 8) {
    if (adjoint) shares<f64>(planes, height, width, down, across, rows, rowDivisors, cols, colDivisors, from, to);
    else averages<f64>(planes, height, width, down, across, rows, rowDivisors, cols, colDivisors, from, to);
  } else if (adjoint) shares<f32>(planes, height, width, down, across, rows, rowDivisors, cols, colDivisors, from, to);
  else averages<f32>(planes, height, width, down, across, rows, rowDivisors, cols, colDivisors, from, to);
}

/** o[plane, i] ← x[plane, places[plane, i]], `count` of the `size` elements of each plane. */
export function takePlaces(bytes: i32, planes: i32, size: i32, count: i32, x: usize, places: usize, o: usize): void {
  for (; planes > 0; planes--, x += size * bytes) {
    for (const end = places + (count << 2); places < end; places += 4, o += bytes) {
      const p = x + load<i32>(places) * bytes;
      if (bytes == 8) store<u64>(o, load<u64>(p));
      else store<u32>(o, load<u32>(p));
    }
  }
}

/** o[plane, places[plane, i]] ← what all x[plane, i] of that place add up to, 0 where there are none. */
export function addPlaces(bytes: i32, planes: i32, size: i32, count: i32, x: usize, places: usize, o: usize): void {
  memory.fill(o, 0, planes * size * bytes);
  for (; planes > 0; planes--, o += size * bytes) {
    for (const end = places + (count << 2); places < end; places += 4, x += bytes) {
      const p = o + load<i32>(places) * bytes;
      if (bytes == 8) store<f64>(p, load<f64>(p) + load<f64>(x));
      else store<f32>(p, load<f32>(p) + load<f32>(x));
    }
  }
}
