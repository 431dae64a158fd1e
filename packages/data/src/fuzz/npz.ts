import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import { type NDArray, arange } from "@linnet/core";
import * as fc from "fast-check";
import { FormatError } from "../errors.js";
import fixtures from "../formats/fixtures/npz.json" with { type: "json" };
import { decodeNpz } from "../formats/npz/decode.js";
import { encodeNpz } from "../formats/npz/encode.js";
import { loadNpz } from "../formats/npz/file.js";
import { writeZip } from "../formats/zip/write.js";
import { bytesOf } from "../testing.js";
import { damaged } from "./damage.js";
import { npy } from "./npy.js";
import type { FuzzTarget } from "./target.js";

const arrays = { x: arange(40), y: arange(6).reshape([2, 3]).astype("float32"), "a/ä": arange(2).astype("int16") };
const written = ["a pipe, stored", "a pipe, deflated", "zip64, stored", "zip64, deflated"];
const files = [
  encodeNpz(arrays),
  encodeNpz(arrays, { compress: true }),
  ...fixtures.archives.filter(({ title }) => written.includes(title)).map(({ bytes }) => bytesOf(bytes)),
];

/** npy files damaged before they are put into an archive. */
const inner = fc
  .tuple(damaged(npy.files, npy.early), fc.constantFrom(...npy.files), fc.boolean())
  .map(([x, y, compress]) =>
    writeZip(
      [x, y].map((content, i) => ({ name: `${i}.npy`, content })),
      compress,
    ),
  );

/** Deflate streams damaged before headers are written that fit what they have become. */
const streams = damaged(
  [...npy.files, new Uint8Array(3000)].map((file) => new Uint8Array(deflateRawSync(file))),
  20,
).map((content) => {
  const bytes = writeZip([{ name: "x.npy", content }], false);
  const inflated = inflatedOr(content);
  const view = new DataView(bytes.buffer);
  const record = bytes.length - 22 - 51;
  for (const [method, crc, size] of [
    [8, 14, 39],
    [record + 10, record + 16, record + 24],
  ]) {
    view.setUint16(method, 8, true);
    view.setUint32(crc, crc32(inflated), true);
    view.setUint32(size, inflated.length, true);
  }
  return bytes;
});

function inflatedOr(stream: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(stream);
  } catch {
    return stream;
  }
}

export const npz: FuzzTarget = {
  format: "npz",
  files,
  early: 60,
  others: fc.oneof(inner, streams),
  multiple: 4 * 1032, // deflate's: each reader inflates once, and copies
  /** Both readers, which have to agree. */
  async read(bytes) {
    const convert = "float64";
    const decoded = outcome(() => decodeNpz(bytes, { convert }));
    const loading = await loadNpz(bytes, { convert }).then(
      (value) => () => value,
      (error: unknown) => () => {
        throw error;
      },
    );
    const loaded = outcome(loading);
    if (decoded.told !== loaded.told) throw new TypeError(`decodeNpz: ${decoded.told}; loadNpz: ${loaded.told}`);
    decoded.again();
  },
};

/** The bytes of what was read, or the place of a refusal, which may be said in other words. */
function outcome(read: () => Record<string, NDArray>): { readonly told: string; again(): void } {
  try {
    const told = String(encodeNpz(read()));
    return { told, again: () => undefined };
  } catch (error) {
    const told = error instanceof FormatError ? `refused at ${error.offset}` : String(error);
    return {
      told,
      again() {
        throw error;
      },
    };
  }
}
