import { constants, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { rejection } from "../testing.js";
import { gunzipped } from "./gzip.js";

/** `bytes` in pieces of a length, with what happens to whoever gives them. */
async function* cut(bytes: Uint8Array, length: number, log: string[] = []): AsyncGenerator<Uint8Array> {
  try {
    for (let at = 0; at < bytes.length; at += length) {
      log.push("piece");
      yield bytes.subarray(at, at + length);
    }
  } finally {
    log.push("closed");
  }
}

async function all(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return new Uint8Array(Buffer.concat(parts));
}

const content = new Uint8Array(5_000).map((_, i) => (i * i) % 251);
const packed = new Uint8Array(gzipSync(content));

describe("gunzipped", () => {
  it.each([1, 7, 1000, 1e6])("gives what was compressed, in pieces of %i bytes", async (length) => {
    expect(await all(gunzipped("read", cut(packed, length)))).toEqual(content);
  });

  it.each([
    ["ends too soon", packed.subarray(0, -9)],
    ["has a wrong checksum", packed.map((byte, i) => (i === packed.length - 8 ? byte ^ 1 : byte))],
    ["is none", content],
    ["is empty", new Uint8Array(0)],
    ["goes on after its end", Uint8Array.of(...packed, 0)],
  ])("refuses a stream that %s", async (_why, bytes) => {
    expect(await rejection(all(gunzipped("read", cut(bytes, 1000))))).toMatch(
      /^FormatError: read: the gzip stream must be whole; got .+ at byte 0\. The file may be truncated or damaged\.$/,
    );
  });

  it("reads several members one after the other, as Node does", async () => {
    expect(await all(gunzipped("read", cut(Uint8Array.of(...packed, ...packed), 999)))).toEqual(
      Uint8Array.of(...content, ...content),
    );
  });

  it("throws what its source throws", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield packed.subarray(0, 100);
      throw new RangeError("no more");
    }
    expect(await rejection(all(gunzipped("read", broken())))).toBe("RangeError: no more");
  });

  it("asks for no more than its reader does: a stream without end is left, and its source closed", async () => {
    const { Z_SYNC_FLUSH } = constants;
    const zeros = new Uint8Array(gzipSync(new Uint8Array(2 ** 20), { finishFlush: Z_SYNC_FLUSH })); // ends between bytes
    const log: string[] = [];
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        yield zeros;
        for (;;) {
          log.push("piece");
          yield zeros.subarray(10); // what follows the header: another mebibyte of zeros
        }
      } finally {
        log.push("closed");
      }
    }
    let seen = 0;
    for await (const piece of gunzipped("read", endless())) {
      seen += piece.length;
      if (seen > 2 ** 16) break;
    }
    expect(seen).toBeLessThan(2 ** 20);
    expect(log.at(-1)).toBe("closed");
    expect(log.length * zeros.length).toBeLessThan(2 ** 18); // buffers of streams
  });
});
