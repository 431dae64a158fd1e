import { BINS, binBytes, binOf } from "./bins.js";

/** Addresses of free regions by size class. No token watches them: they are nobody's. */
const free: number[][] = /* @__PURE__ */ Array.from({ length: BINS }, (): number[] => []);

/** What the policy in `find.ts` decides by. */
export const regions: { freedSinceMerge: number; merges: number; exhausted: boolean } = {
  /** Bytes given back since neighbours were last merged. */
  freedSinceMerge: 0,
  merges: 0,
  /** No region for a slab was found and none came back since: small results spill without searching again. */
  exhausted: false,
};

/** Puts a region of a size class on its free list. */
export function giveRegion(address: number, bin: number): void {
  free[bin].push(address);
  regions.freedSinceMerge += binBytes(bin);
  regions.exhausted = false;
}

/** A free region of exactly this size class, or −1. */
export function takeRegion(bin: number): number {
  return free[bin].pop() ?? -1;
}

/** A region cut from the front of the smallest free one that holds it, or −1. Fresh pages cost more. */
export function cutRegion(bin: number): number {
  for (let larger = bin; larger < BINS; larger++) {
    const address = free[larger].pop();
    if (address === undefined) continue;
    giveSpan(address + binBytes(bin), binBytes(larger) - binBytes(bin));
    return address;
  }
  return -1;
}

/** Puts a span of whole KiB on the free lists, cut into the largest size classes that fit. */
export function giveSpan(address: number, bytes: number): void {
  let at = address;
  let left = bytes;
  while (left >= 1024) {
    let bin = binOf(left);
    if (binBytes(bin) > left) bin--;
    free[bin].push(at);
    at += binBytes(bin);
    left -= binBytes(bin);
  }
}

/** Merges neighbouring free regions; answers where never used memory begins: at `top`, or before it where that was free. */
export function mergeRegions(top: number): number {
  regions.freedSinceMerge = 0;
  regions.merges++;
  const spans: { start: number; bytes: number }[] = [];
  free.forEach((addresses, bin) => {
    for (const start of addresses) spans.push({ start, bytes: binBytes(bin) });
    addresses.length = 0;
  });
  spans.sort((a, b) => a.start - b.start);
  for (let i = 0; i < spans.length;) {
    const start = spans[i].start;
    let end = start;
    while (i < spans.length && spans[i].start === end) end += spans[i++].bytes;
    if (end === top) return start;
    giveSpan(start, end - start);
  }
  return top;
}

/** Bytes on the free lists. */
export function freeRegionBytes(): number {
  return free.reduce((total, addresses, bin) => total + addresses.length * binBytes(bin), 0);
}
