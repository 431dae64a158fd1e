/** Remainders of each byte divided by the polynomial. */
const table: Uint32Array = /* @__PURE__ */ remainders();

function remainders(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    return rest;
  });
}

/**
 * The check of a chunk: CRC-32 with the polynomial x³² + x²⁶ + x²³ + … + 1, bits reversed.
 *
 * @see PNG, third edition, annex D "Sample CRC implementation"
 */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ table[(crc ^ bytes[i]) & 0xff];
  return (crc ^ 0xffffffff) >>> 0;
}
