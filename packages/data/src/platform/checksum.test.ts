import { crc32 as native } from "node:zlib";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { crc32 } from "./checksum.js";

it("answers the check value of CRC-32", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
});

it("is zlib's, of any bytes, from anywhere, at once or in parts", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(100), (bytes, cut) => {
      expect(crc32(bytes)).toBe(native(bytes));
      expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(native(bytes));
    }),
  );
});
