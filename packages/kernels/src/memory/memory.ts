/** Where the heap begins: what lies below belongs to the kernels' constants, each module at its own `--memoryBase`. */
export const HEAP_BASE: number = 2 ** 20;

/** A page less than 4 GiB, because a typed array ends at 2³² − 1; the kernels' modules declare the same maximum. */
export const MAX_PAGES = 65535;

const PAGE = 65536;
const INITIAL_PAGES = 64;
/** Growing costs some 50 µs whatever the amount; fresh pages are resident only once touched. */
const GROWTH = 2 ** 24;

/** The one memory of all kernels and arrays, with views of the whole of it. */
export class WholeMemory {
  /** The memory as of the last growth; in older views shared memory stays valid and plain memory has length 0. */
  buffer: ArrayBufferLike;
  u8: Uint8Array;
  i32: Int32Array;
  f32: Float32Array;
  f64: Float64Array;

  constructor(
    readonly memory: WebAssembly.Memory,
    readonly shared: boolean,
    /** Bytes it may grow to. */
    readonly maximum: number,
  ) {
    this.buffer = memory.buffer;
    this.u8 = new Uint8Array(this.buffer);
    this.i32 = new Int32Array(this.buffer);
    this.f32 = new Float32Array(this.buffer);
    this.f64 = new Float64Array(this.buffer);
  }

  /** Makes the memory reach `end` bytes; false when the platform has no more. */
  growTo(end: number): boolean {
    const size = this.buffer.byteLength;
    if (end <= size) return true;
    if (end > this.maximum) return false;
    const generous = Math.min(this.maximum, Math.max(end, size + GROWTH));
    if (!this.grow(generous - size) && !this.grow(end - size)) return false;
    this.buffer = this.memory.buffer;
    this.u8 = new Uint8Array(this.buffer);
    this.i32 = new Int32Array(this.buffer);
    this.f32 = new Float32Array(this.buffer);
    this.f64 = new Float64Array(this.buffer);
    return true;
  }

  private grow(bytes: number): boolean {
    try {
      this.memory.grow(Math.ceil(bytes / PAGE));
      return true;
    } catch {
      return false;
    }
  }
}

let whole: WholeMemory | null = null;
let sharedWanted = true;

/** The memory, made when first asked for. Ask again after an allocation: its views change when it grows. */
export function wholeMemory(): WholeMemory {
  return (whole ??= create());
}

/** What kernels' modules import as `env.memory`. */
export function wasmMemory(): WebAssembly.Memory {
  return wholeMemory().memory;
}

/** Whether the memory is a shared one; where it is not, modules must import it without the shared flag. */
export function isShared(): boolean {
  return wholeMemory().shared;
}

/** Chooses plain memory in place of shared; answers whether the choice can still be made. */
export function preferShared(shared: boolean): boolean {
  if (whole !== null) return whole.shared === shared;
  sharedWanted = shared;
  return true;
}

/**
 * Shared memory where the platform gives it: Chromium does even without cross-origin isolation, and it costs one thread
 * nothing. Some platforms cannot reserve 4 GiB of addresses. Plain memory is the last resort.
 */
function create(): WholeMemory {
  const attempts = [MAX_PAGES, 16384, 4096].map((maximum) => ({ initial: INITIAL_PAGES, maximum, shared: true }));
  for (const attempt of sharedWanted ? attempts : []) {
    try {
      return new WholeMemory(new WebAssembly.Memory(attempt), true, attempt.maximum * PAGE);
    } catch {
      continue;
    }
  }
  const plain = new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: MAX_PAGES });
  return new WholeMemory(plain, false, MAX_PAGES * PAGE);
}
