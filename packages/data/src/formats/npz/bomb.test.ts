import { constants, deflateRawSync } from "node:zlib";
import { arange, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { refusal, rejection } from "../../testing.js";
import { encodeNpy } from "../npy.js";
import { writeZip } from "../zip/write.js";
import { decodeNpz } from "./decode.js";
import { loadNpz } from "./file.js";

/** An archive of one deflated entry, whose headers say of its stream what they like. */
function claimed(stream: Uint8Array, size: number, crc = 0): Uint8Array {
  const bytes = writeZip([{ name: "x.npy", content: stream }], false);
  const view = new DataView(bytes.buffer);
  const record = bytes.length - 22 - 51;
  view.setUint16(8, 8, true);
  view.setUint32(14, crc, true);
  view.setUint32(39, size, true);
  view.setUint16(record + 10, 8, true);
  view.setUint32(record + 16, crc, true);
  view.setUint32(record + 24, size, true);
  return bytes;
}

/** The header of so many uint8, and ten gibibytes of zeros behind it, in ten megabytes. */
function bomb(length: number): Uint8Array {
  const flushed = { finishFlush: constants.Z_SYNC_FLUSH, level: 9 }; // ends between bytes, and may go on
  const text = new TextDecoder("latin1").decode(encodeNpy(zeros([0])).subarray(0, 128));
  const header = text.replace("<f8", "|u1").replace(/\(0,\), \} {12}/, `(${length},), }`.padEnd(19));
  const start = deflateRawSync(
    Uint8Array.from(header, (character) => character.charCodeAt(0)),
    flushed,
  );
  const zero = deflateRawSync(new Uint8Array(2 ** 20), flushed);
  const stream = new Uint8Array(start.length + 10_240 * zero.length);
  stream.set(start);
  for (let at = start.length; at < stream.length; at += zero.length) stream.set(zero, at);
  return stream;
}

/** How both readers refuse the bytes, without the time or the memory that their content would take. */
async function refuse(bytes: Uint8Array): Promise<string> {
  const outcomes: string[] = [];
  for (const read of [() => Promise.resolve(refusal(() => decodeNpz(bytes))), () => rejection(loadNpz(bytes))]) {
    const [start, before] = [process.cpuUsage(), process.memoryUsage().arrayBuffers];
    outcomes.push((await read()).replace(/FormatError: \w+: /, ""));
    expect(process.cpuUsage(start).user).toBeLessThan(1e6); // microseconds: a few thousand, where all of it takes 2·10⁷
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 2 ** 20); // 16 KiB of the stream hold 17 MB
  }
  expect(outcomes[1]).toBe(outcomes[0]);
  return outcomes[0];
}

describe("a zip bomb of 10 GiB", () => {
  it("ends with the first byte that its headers do not know of", async () => {
    expect(await refuse(claimed(bomb(1000), 1128))).toBe(
      '"x.npy" must hold 1128 bytes; got more at byte 55. The file may be damaged.',
    );
  });

  it("ends where the archive says more than deflate can hold", async () => {
    expect(await refuse(claimed(bomb(1000).subarray(0, 2000), 2 ** 31))).toMatch(
      /^"x\.npy" must have at most 1032 bytes for each of its 2000; got 2147483648 at byte 2055\. /,
    );
  });

  it("ends where its array says other than the archive, before there is room for it", async () => {
    expect(await refuse(claimed(bomb(2 ** 31 - 1), 2 ** 31))).toMatch(
      /^"x\.npy": 2147483647 bytes of elements must follow the header \(uint8 \[2147483647\]\); got 2147483520 bytes at byte 128 of it/,
    );
  });
});

describe("a deflated entry", () => {
  const content = encodeNpy(arange(300));
  const crc = new DataView(writeZip([{ name: "x.npy", content }], false).buffer).getUint32(14, true);
  const stream = new Uint8Array(deflateRawSync(content));

  it("is read whole", () => {
    expect(decodeNpz(claimed(stream, content.length, crc)).x.toArray()).toEqual(arange(300).toArray());
  });

  it.each<[string, Uint8Array]>([
    ["ends early", stream.subarray(0, -1)],
    ["goes on after its end", Uint8Array.of(...stream, 0)],
    [
      "is followed by what looks like another",
      Uint8Array.of(...stream, 0, 0, 0, 0, 0, 0, 0, 0, 31, 139, 8, 0, 0, 0, 0, 0, 0, 3),
    ],
    ["is none", stream.map((byte, i) => (i === 0 ? 7 : byte))],
    ["is empty", new Uint8Array(3)],
  ])("is refused where its stream %s", async (_what, damaged) => {
    const bytes = claimed(damaged, content.length, crc);
    const message = /: "x\.npy" must be one whole deflate stream; got .+ at byte 55\. The file may be damaged\.$/;
    expect(refusal(() => decodeNpz(bytes))).toMatch(message);
    expect(await rejection(loadNpz(bytes))).toMatch(message);
  });

  it("is refused where its stream holds less than the archive says", async () => {
    const short = claimed(new Uint8Array(deflateRawSync(content.subarray(0, -8))), content.length, crc);
    expect(refusal(() => decodeNpz(short))).toBe(
      `FormatError: decodeNpz: "x.npy" must hold 2528 bytes; got 2520 at byte 55. The file may be damaged.`,
    );
    expect(await rejection(loadNpz(short))).toContain('"x.npy" must hold 2528 bytes; got 2520');
  });
});
