import { ThriftReader } from "./thrift.js";

/**
 * Walks levels or indices that are stored as runs: of one value, or of groups of eight packed values.
 *
 * @param count how many there are to be
 * @returns how many of them are 1, where `width` is 1
 * @throws {RangeError} when a run is longer than what is left, or the bytes end
 * @see https://parquet.apache.org/docs/file-format/data-pages/encodings/, "RLE/Bit-Packing Hybrid"
 */
export function walkRuns(view: DataView, at: number, width: number, count: number): number {
  const reader = new ThriftReader(view, at);
  let ones = 0;
  for (let seen = 0; seen < count;) {
    const header = reader.varint();
    const length = header % 2 === 0 ? header / 2 : ((header - 1) / 2) * 8;
    if (length === 0 || (header % 2 === 0 ? length > count - seen : length >= count - seen + 8)) {
      throw new RangeError(`a run of ${length} is not among ${count} values`);
    }
    if (header % 2 === 0) {
      if (view.getUint8(reader.at) === 1) ones += length;
      reader.at += (width + 7) >> 3;
    } else {
      for (let i = 0; width === 1 && i < Math.min(length, count - seen); i++) {
        ones += (view.getUint8(reader.at + (i >> 3)) >> (i & 7)) & 1;
      }
      reader.at += (length * width) / 8;
    }
    seen += length;
  }
  return ones;
}

/**
 * Walks integers that are stored as differences, in blocks.
 *
 * @returns where they end
 * @throws {RangeError} when a block is none
 * @see https://parquet.apache.org/docs/file-format/data-pages/encodings/, "Delta Encoding"
 */
export function walkDeltas(view: DataView, at: number, count: number): number {
  const reader = new ThriftReader(view, at);
  const [block, parts] = [reader.varint(), reader.varint()];
  const perPart = block / parts;
  if (!(parts >= 1 && perPart >= 8 && perPart % 8 === 0))
    throw new RangeError(`${block} in ${parts} parts is no block`);
  reader.varint(); // their number, which is the page's
  reader.varint(); // the first of them
  for (let seen = 1; seen < count;) {
    reader.varint(); // the least difference
    const widths = reader.at;
    view.getUint8(widths + parts - 1);
    reader.at += parts;
    for (let i = 0; i < parts && seen < count; i++, seen += perPart) {
      const width = view.getUint8(widths + i);
      if (width > 64) throw new RangeError(`a difference of ${width} bits is none`);
      reader.at += (perPart * width) / 8;
    }
  }
  return reader.at;
}
