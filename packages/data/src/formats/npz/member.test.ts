import * as fc from "fast-check";
import { expect, it } from "vitest";
import { bytesOf, refusal, valuesOf } from "../../testing.js";
import fixtures from "../fixtures/npy.json" with { type: "json" };
import { crc32 } from "../../platform/checksum.js";
import { decodeNpy } from "../npy.js";
import type { ZipEntry } from "../zip/entry.js";
import { Member } from "./member.js";

const contents = fixtures.written.filter(
  ({ descr, values }) => /[8fi]/.test(descr) && !/9007199254740993|18446744073709551615/.test(values),
);

function entryOf(content: Uint8Array): ZipEntry {
  const [size, crc] = [content.length, crc32(content)];
  const nameBytes = new Uint8Array(0);
  return {
    name: "x",
    nameBytes,
    deflated: true,
    described: false,
    crc,
    compressed: size,
    size,
    at: 0,
    limit: size,
    declaredAt: 0,
  };
}

it("makes the same array of a file however it is cut, through one buffer that is used again", () => {
  fc.assert(
    fc.property(fc.constantFrom(...contents), fc.array(fc.nat(40), { minLength: 1 }), ({ bytes }, lengths) => {
      const content = bytesOf(bytes);
      const member = new Member("read", entryOf(content), 0, "float64");
      const buffer = new Uint8Array(41);
      for (let at = 0, i = 0; at < content.length; i++) {
        const piece = buffer.subarray(0, Math.min(1 + lengths[i % lengths.length], content.length - at));
        piece.set(content.subarray(at, at + piece.length));
        member.push(piece);
        at += piece.length;
      }
      const [got, expected] = [member.finish(), decodeNpy(content, { convert: "float64" })];
      expect([got.dtype, got.shape]).toEqual([expected.dtype, expected.shape]);
      if (!got.dtype.startsWith("complex")) expect(valuesOf(got)).toEqual(valuesOf(expected));
    }),
  );
});

it("refuses a dtype to convert to that is none, by the name of its operation", () => {
  const content = bytesOf(fixtures.written.find(({ descr }) => descr === "<i8")?.bytes ?? "");
  const untyped = "text" as "float64";
  expect(refusal(() => new Member("loadNpz", entryOf(content), 0, untyped).push(content))).toMatch(
    /^ValueError: loadNpz: convert must name one of int8, .*; got "text"\.$/,
  );
});
