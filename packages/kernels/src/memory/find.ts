import { binBytes } from "./bins.js";
import { idleBlockBytes, surrenderBlocks } from "./blocks.js";
import { idleCellBytes, surrenderSlabs } from "./cells.js";
import { HEAP_BASE, wholeMemory } from "./memory.js";
import { cutRegion, mergeRegions, regions, takeRegion } from "./regions.js";

/** Vector kernels may read this far beyond the last element. */
const SLACK = 64;

let top = HEAP_BASE;
let reserved = 0;
/** Bytes of idle cells that the last tidying had to leave, because their slabs hold live cells too. */
let stuckCells = 0;

/** A region of a size class: free, cut from a larger one, fresh, or merged from neighbours, in that order; −1 if none. */
export function findRegion(bin: number, limit: number): number {
  const bytes = binBytes(bin);
  let address = takeRegion(bin);
  if (address >= 0) return address;
  if (reclaimable() > top / 4) tidy();
  address = cutRegion(bin);
  if (address < 0) address = carve(bytes, limit);
  if (address >= 0 || !worthTidying(bytes)) return address;
  tidy();
  address = cutRegion(bin);
  return address >= 0 ? address : carve(bytes, limit);
}

/** Takes fresh memory that is never given back and does not count against the limit; −1 where there is none. */
export function carveReserved(bytes: number): number {
  const before = top;
  const address = carve(bytes, Infinity);
  reserved += top - before;
  return address;
}

/** Takes whole KiB of fresh memory, or answers −1. */
function carve(bytes: number, limit: number): number {
  const end = top + Math.ceil(bytes / 1024) * 1024;
  if (end - HEAP_BASE - reserved > limit || !wholeMemory().growTo(end + SLACK)) return -1;
  const address = top;
  top = end;
  return address;
}

/** Where the memory ends that is in use or on a free list. */
export function heapTop(): number {
  return top;
}

/** Whether tidying may find a region: sorting the free lists for less than 1/64 of the heap costs more than spilling. */
export function worthTidying(bytes: number): boolean {
  return reclaimable() >= Math.max(bytes, top / 64);
}

function reclaimable(): number {
  return regions.freedSinceMerge + idleBlockBytes() + idleCellBytes() - stuckCells;
}

function tidy(): void {
  surrenderBlocks();
  surrenderSlabs();
  top = mergeRegions(top);
  stuckCells = idleCellBytes();
}
