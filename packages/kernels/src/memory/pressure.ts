import { settings } from "./settings.js";

/** What the engine was told. */
export const pressure: { collections: number; milliseconds: number } = { collections: 0, milliseconds: 0 };

/** An untouched buffer of this size makes V8 start a major collection (3 to 4 ms) and is never resident. */
const SHOWN_BYTES = 2 ** 27;
/**
 * Spilling costs about 1 ms for 20 MB; a collection may cost a quarter of what it spares. But on a busy machine, where it takes
 * longer, a quarter of the limit is enough to wait for: finalizers run in a later task, and until then more is taken.
 */
const BYTES_PER_MS = 80 * 2 ** 20;

let bytesSince = 0;
let lastMilliseconds = 0;
let collecting = false;
let patience = 4;
let sentinels: FinalizationRegistry<null> | null = null;

/**
 * Counts memory the garbage collector cannot see: after `settings.pressure` bytes it is shown as many at once.
 * A sentinel's finalizer tells when that collection is over. Synchronous code, in which no finalizer runs, is not
 * interrupted again until it has taken 4, 16, … times as much (the sentinel may still be in a register the first time).
 */
export function accountFor(bytes: number): void {
  bytesSince += bytes;
  if (settings.pressure === 0) return;
  const due = Math.max(settings.pressure, Math.min(lastMilliseconds * BYTES_PER_MS, settings.limit / 4));
  if (bytesSince < (collecting ? again(due) : due)) return;
  patience = collecting ? patience * 4 : 4;
  collecting = true;
  sentinels ??= new FinalizationRegistry(collected);
  sentinels.register({}, null);
  const start = performance.now();
  showBytes();
  lastMilliseconds = performance.now() - start;
  pressure.collections++;
  pressure.milliseconds += lastMilliseconds;
}

/** Bytes until they are shown again while the sentinel lives: the first time early enough that nothing has to spill. */
function again(due: number): number {
  return patience === 4 ? Math.max(due, Math.min(4 * due, settings.limit / 2)) : patience * due;
}

function collected(): void {
  collecting = false;
  bytesSince = 0;
}

/** Makes a buffer and drops it. Without addresses for it, the limit and spilling still bound the heap. */
function showBytes(): number {
  try {
    return new ArrayBuffer(SHOWN_BYTES).byteLength;
  } catch {
    return 0;
  }
}
