import { LinnetError } from "../errors.js";
import { idleBlockBytes } from "./blocks.js";
import { idleCellBytes } from "./cells.js";
import { heapTop } from "./find.js";
import { counts } from "./heap.js";
import { HEAP_BASE, preferShared, wholeMemory } from "./memory.js";
import { pressure } from "./pressure.js";
import { freeRegionBytes, regions } from "./regions.js";
import { type MemorySettings, settings } from "./settings.js";
import { finalizers } from "./token.js";

/** What the memory holds, in bytes, and what happened since the program began. */
export interface MemoryStats {
  readonly shared: boolean;
  /** Size of the WebAssembly memory. */
  readonly total: number;
  /** What the heap has cut from it for arrays and kernels. */
  readonly used: number;
  /** What of `used` can be used again. */
  readonly free: number;
  readonly limit: number;
  readonly slabs: number;
  readonly blocks: number;
  /** Results that went to ordinary buffers because the limit was reached. */
  readonly spills: number;
  readonly spilledBytes: number;
  /** Regions that came back through the garbage collector, which was asked for `collections`. */
  readonly finalized: number;
  readonly collections: number;
  readonly collectionMilliseconds: number;
  readonly merges: number;
}

/** A snapshot of the memory's state. */
export function memoryStats(): MemoryStats {
  const { shared, buffer } = wholeMemory();
  return {
    shared,
    total: buffer.byteLength,
    used: heapTop() - HEAP_BASE,
    free: freeRegionBytes() + idleBlockBytes() + idleCellBytes(),
    limit: settings.limit,
    ...counts,
    finalized: finalizers.ran,
    collections: pressure.collections,
    collectionMilliseconds: pressure.milliseconds,
    merges: regions.merges,
  };
}

/** Options of `configureMemory`; what is left out stays as it is. */
export interface MemoryOptions extends Partial<MemorySettings> {
  /** `false` chooses plain memory, and with it one thread; only before the first array is made. */
  readonly shared?: boolean;
}

/**
 * Sets the memory policy.
 *
 * @throws {LinnetError} when a size is not a number of bytes, or the memory exists and is of the other kind.
 */
export function configureMemory(options: MemoryOptions): void {
  const { limit = settings.limit, pressure: pressureBytes = settings.pressure, shared } = options;
  requireBytes("limit", limit);
  requireBytes("pressure", pressureBytes);
  if (shared !== undefined && !preferShared(shared)) {
    throw new LinnetError(
      "configureMemory",
      `shared must be chosen before the first array is made; got ${shared} afterwards. Call configureMemory first.`,
    );
  }
  settings.limit = limit;
  settings.pressure = pressureBytes;
  regions.exhausted = false;
}

function requireBytes(name: string, bytes: number): void {
  if (bytes >= 0) return;
  throw new LinnetError(
    "configureMemory",
    `${name} must be a number of bytes ≥ 0; got ${bytes}. Infinity sets no bound.`,
  );
}
