import { expect, it } from "vitest";
import { rejection } from "../testing.js";
import { gunzipped } from "./gzip.js";

async function gzip(content: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

it("decompresses in a browser, in small steps, and closes its source when its reader leaves", async () => {
  const bomb = await gzip(new Uint8Array(2 ** 24)); // 16 kB
  const log: string[] = [];
  async function* pieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
    try {
      for (let at = 0; at < bytes.length; at += length) {
        log.push("piece");
        yield bytes.subarray(at, at + length);
      }
    } finally {
      log.push("closed");
    }
  }
  for await (const piece of gunzipped("read", pieces(bomb, 64))) {
    expect(piece.length).toBeGreaterThan(0);
    break;
  }
  expect(log.at(-1)).toBe("closed");
  expect(log.length).toBeLessThan(10);
  let total = 0;
  for await (const piece of gunzipped("read", pieces(bomb, 5000))) total += piece.length;
  expect(total).toBe(2 ** 24);
  expect(await rejection(gunzipped("read", pieces(bomb.slice(5), 1000)).next())).toMatch(
    /^FormatError: read: the gzip stream must be whole; got .+ at byte 0\./,
  );
});
