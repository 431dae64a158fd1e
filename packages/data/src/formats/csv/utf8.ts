/**
 * Where text stops being UTF-8 without NUL: at the first byte of what is not, or at `end`. A character that `end` cuts off
 * counts as not.
 *
 * @see RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF
 */
export function validUntil(bytes: Uint8Array, from: number, end: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let i = from;
  for (;;) {
    i = plainUntil(view, i, end);
    if (i === end) return end;
    const byte = bytes[i];
    if (byte === 0) return i;
    const length = byte < 0x80 ? 1 : lengthOf(byte, bytes[i + 1]);
    if (length === 0 || i + length > end) return i;
    for (let k = 1; k < length; k++) if ((bytes[i + k] & 0xc0) !== 0x80) return i;
    i += length;
  }
}

/** Skips words of four bytes that are ASCII and not NUL. */
function plainUntil(view: DataView, from: number, end: number): number {
  let i = from;
  for (; i + 4 <= end; i += 4) {
    const word = view.getInt32(i);
    if ((((word - 0x01010101) | word) & 0x80808080) !== 0) break; // borrows only where a byte is 0 or has its high bit
  }
  return i;
}

/** Bytes of the character that begins so; 0 where none does. The second byte decides about the shortest and the last. */
function lengthOf(first: number, second: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) {
    return (first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f) ? 0 : 3;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    return (first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f) ? 0 : 4;
  }
  return 0;
}
