/** Number of size classes of regions: up to 4 GiB. */
export const BINS = 168;

/** The size class that holds `bytes`: exact KiB below 16, then eight classes an octave (at most 12.5 % waste). */
export function binOf(bytes: number): number {
  const kib = Math.ceil(bytes / 1024);
  if (kib < 16) return kib;
  const shift = 28 - Math.clz32(kib);
  return shift * 8 + ((kib + (1 << shift) - 1) >>> shift);
}

/** Bytes of a region of a size class. */
export function binBytes(bin: number): number {
  if (bin < 16) return bin * 1024;
  const shift = Math.floor(bin / 8) - 1;
  return (bin - shift * 8) * (1024 << shift);
}
