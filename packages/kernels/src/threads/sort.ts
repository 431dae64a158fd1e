import { wholeMemory } from "../memory/memory.js";
import { scratch } from "../memory/scratch.js";
import type { Lanes } from "../wasm/lanes.js";
import type { SortFamily } from "../wasm/sort.js";
import { runPieces } from "./job.js";
import { laneWork, lanesOnThreads } from "./lanes.js";
import { readyWorkers, threadCount } from "./pool.js";

/** Bytes of a part of a lane in a list, and of a list: more parts than splits of a lane can leave. */
const PART = 16;
const LIST_BYTES = 65536;
/** What a thread works in while it sorts a part. */
const PART_WORK = 32768;
/** More parts than threads, so that a thread that is held up delays the others little. */
const PARTS_PER_THREAD = 4;

/** Sorts many lanes, some on each thread, or a long one in parts. Answers false, having done nothing, where one thread should do it. */
export function sortOnThreads(
  family: SortFamily,
  code: number,
  bytes: number,
  { outer, n, inner }: Lanes,
  down: number,
  x: number,
  o: number,
): boolean {
  if (outer * inner === 1) return isFloat(code) && sortParts(family, code, bytes, n, down, x, o);
  const args = [code, outer > 1 ? outer : inner, n, inner, down, x, o];
  if (outer === 1) return lanesOnThreads(family, "columns", args, [0, 0, 0, 0, 0, bytes, bytes], n, n);
  const slice = n * inner;
  return lanesOnThreads(family, "sort", args, [0, 0, 0, 0, 0, slice * bytes, slice * bytes], n, slice);
}

/** Splits a lane on this thread until its parts are enough for all threads: which parts it has changes no result. */
function sortParts(
  family: SortFamily,
  code: number,
  bytes: number,
  n: number,
  down: number,
  x: number,
  o: number,
): boolean {
  if (n * bytes < family.large || readyWorkers() === 0) return false;
  const work = scratch(laneWork(n) + LIST_BYTES + PART_WORK);
  const list = work + laneWork(n);
  const { begin, finish } = family.exports;
  const least = Math.ceil(n / (PARTS_PER_THREAD * threadCount()));
  const numbers = begin(code, n, least, x, o, list, work);
  const count = wholeMemory().i32[list / 4];
  if (count > 0) {
    runPieces(
      family,
      "part",
      count,
      [
        [code, 0, Infinity],
        [list + PART, PART, Infinity],
      ],
      list + LIST_BYTES,
    );
  }
  finish(code, n, down, x, o, numbers);
  return true;
}

function isFloat(code: number): boolean {
  return code >= 7; // float32 and float64 are the last real dtypes
}
