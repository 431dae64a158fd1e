import { MemoryError } from "../errors.js";
import { binBytes, binOf } from "./bins.js";
import { parkBlock, takeIdleBlock } from "./blocks.js";
import type { CellClass } from "./cell-class.js";
import { CELL_MAX, SLAB, SLAB_BIN, cellClass, useSlab } from "./cells.js";
import { carveReserved, findRegion, worthTidying } from "./find.js";
import { MAX_PAGES } from "./memory.js";
import { accountFor } from "./pressure.js";
import { regions } from "./regions.js";
import { settings } from "./settings.js";
import { Storage, released } from "./storage.js";
import { Token, watchedToken } from "./token.js";

/** The most one array may take: all of the memory's addresses. */
export const MAX_ARRAY_BYTES: number = MAX_PAGES * 65536;

/** What the heap handed out. */
export const counts: { slabs: number; blocks: number; spills: number; spilledBytes: number } = {
  slabs: 0,
  blocks: 0,
  spills: 0,
  spilledBytes: 0,
};

/** Owner of what is never given back. */
const permanent: Token = /* @__PURE__ */ new Token(0, 0, null);

let recording: Storage[] | null = null;

/** Records every storage allocated from now on in a list; answers the list that was recorded into before. */
export function recordInto(storages: Storage[] | null): Storage[] | null {
  const before = recording;
  recording = storages;
  return before;
}

/**
 * Memory for a result, not initialized: a cell up to 8 KiB, a block above, an ordinary buffer where the heap is full.
 *
 * @throws {MemoryError} when the platform has no such amount.
 */
export function allocate(bytes: number): Storage {
  const storage = bytes >= 0 && bytes <= CELL_MAX ? allocateCell(bytes) : allocateBlock(bytes);
  if (recording !== null) recording.push(storage);
  return storage;
}

/** Gives the memory back at once. Arrays that share the storage throw `DisposedError` from now on. */
export function release(storage: Storage): void {
  const owner = storage.owner;
  if (owner === released) return;
  storage.owner = released;
  storage.forget();
  if (owner === null) storage.buffer = null;
  else if (owner.cells === null) parkBlock(owner);
  else {
    owner.cells.freeAddresses.push(storage.address);
    owner.cells.freeSlabs.push(owner);
  }
}

/** Memory that is never given back: its byte address, a multiple of 1024. It does not count against the limit. */
export function reserve(bytes: number): number {
  const address = carveReserved(bytes);
  if (address < 0) throw new MemoryError("reserve", bytes, settings.limit);
  return address;
}

/** Memory of its own for good: no scope owns it. See `reserve`. */
export function reserveStorage(bytes: number): Storage {
  return new Storage(reserve(bytes), bytes, permanent, null);
}

function allocateCell(bytes: number): Storage {
  const cells = cellClass(bytes);
  const slab = cells.freeSlabs.pop();
  if (slab !== undefined) return new Storage(cells.freeAddresses.pop() ?? 0, bytes, slab, null);
  if (cells.next === cells.end && !newSlab(cells)) return spill(bytes);
  const address = cells.next;
  cells.next = address + cells.bytes;
  return new Storage(address, bytes, cells.slab, null);
}

function newSlab(cells: CellClass): boolean {
  if (regions.exhausted && !worthTidying(SLAB)) return false;
  const address = findRegion(SLAB_BIN, settings.limit);
  if (address < 0) {
    regions.exhausted = true;
    return false;
  }
  accountFor(SLAB);
  counts.slabs++;
  useSlab(cells, watchedToken(address, SLAB_BIN, cells));
  return true;
}

function allocateBlock(bytes: number): Storage {
  if (!(bytes >= 0 && bytes <= MAX_ARRAY_BYTES)) throw new MemoryError("allocate", bytes, MAX_ARRAY_BYTES);
  const bin = binOf(bytes);
  const token = takeIdleBlock(bin) ?? newBlock(bin);
  return token === null ? spill(bytes) : new Storage(token.address, bytes, token, null);
}

function newBlock(bin: number): Token | null {
  const address = findRegion(bin, settings.limit);
  if (address < 0) return null;
  accountFor(binBytes(bin));
  counts.blocks++;
  return watchedToken(address, bin, null);
}

/** An ordinary buffer, which V8 collects by itself; kernels stage its elements. */
function spill(bytes: number): Storage {
  accountFor(bytes);
  counts.spills++;
  counts.spilledBytes += bytes;
  try {
    return new Storage(0, bytes, null, new ArrayBuffer(Math.ceil(bytes / 64) * 64));
  } catch {
    throw new MemoryError("allocate", bytes, Math.min(settings.limit, bytes - 1));
  }
}
