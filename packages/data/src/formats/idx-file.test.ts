import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { damaged, refusal, rejection } from "../testing.js";
import { loadIdx, saveIdx } from "./idx-file.js";
import { decodeIdx, encodeIdx } from "./idx.js";

let folder = "";
let path = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linnet-idx-"));
  path = join(folder, "images.gz");
});
afterAll(() => rm(folder, { recursive: true }));

/** uint8 images whose pixels count up. */
function images(n: number, height: number, width: number): Uint8Array {
  const file = new Uint8Array(16 + n * height * width).map((_, i) => i % 251);
  const view = new DataView(file.buffer);
  view.setUint32(0, 0x0803);
  [n, height, width].forEach((size, axis) => view.setUint32(4 + 4 * axis, size));
  return file;
}

/** How the bytes are refused as a file; its path is left out. */
async function refuse(bytes: Uint8Array): Promise<string> {
  await writeFile(path, bytes);
  return (await rejection(loadIdx(path))).replace(` of ${path}`, "");
}

const plain = images(40, 28, 28);
const packed = new Uint8Array(gzipSync(plain));

describe("loadIdx", () => {
  it.each([
    [40, 28, 28],
    [2, 3, 4],
    [0, 28, 28],
  ])("reads a file of [%i, %i, %i], compressed or not, as decodeIdx reads its bytes", async (...shape) => {
    const file = images(...shape);
    for (const bytes of [file, gzipSync(file)]) {
      await writeFile(path, bytes);
      const x = await loadIdx(path);
      expect([x.dtype, x.shape]).toEqual(["uint8", shape]);
      expect(x.toArray()).toEqual(decodeIdx(file).toArray());
    }
  });

  it.each([
    [
      "is cut off",
      packed.subarray(0, packed.length / 2),
      /^FormatError: loadIdx: the gzip stream must be whole; got .* at byte 0\. The file may be truncated or damaged\.$/,
    ],
    [
      "has a wrong checksum",
      packed.map((byte, i) => (i === packed.length - 8 ? byte ^ 1 : byte)),
      /the gzip stream must be whole; got/,
    ],
    [
      "holds no IDX",
      gzipSync("text".repeat(200)),
      /^FormatError: loadIdx: the file must begin with two zero bytes; got what seems to be text at byte 0\./,
    ],
    [
      "holds less than its header says",
      gzipSync(plain.subarray(0, 5000)),
      /^FormatError: loadIdx: the header's 31376 bytes must be what gzip holds; got 5000 at byte 5000\. The file may be damaged\.$/,
    ],
    [
      "holds more than its header says",
      gzipSync(Uint8Array.of(...plain, 0)),
      /^FormatError: loadIdx: the header's 31376 bytes must be what gzip holds; got more at byte 31376\./,
    ],
    [
      "ends in its header",
      gzipSync(plain.subarray(0, 10)),
      /^FormatError: loadIdx: the dimensions must follow the type code; got its end at byte 10\. The file may be truncated\.$/,
    ],
  ])("refuses a file that %s", async (_why, bytes, problem) => {
    expect(await refuse(bytes)).toMatch(problem);
  });

  it("allocates nothing on a header's word, and stops where content outgrows it", async () => {
    const claims = images(1, 16, 16);
    new DataView(claims.buffer).setUint32(4, 2 ** 20); // 256 MiB, which no 300 bytes of gzip can hold
    expect(await refuse(gzipSync(claims))).toMatch(
      /^FormatError: loadIdx: the header's 268435472 bytes must be what gzip holds; got at most \d+ at byte 0\./,
    );
    const bomb = new Uint8Array(32 * 2 ** 20); // zeros without end behind a header of one image
    bomb.set(images(1, 28, 28).subarray(0, 16));
    const bytes = gzipSync(bomb);
    const before = process.memoryUsage().arrayBuffers;
    expect(await refuse(bytes)).toMatch(
      /^FormatError: loadIdx: the header's 800 bytes must be what gzip holds; got more at byte 800\./,
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 2 ** 20);
  });

  it("reads right or refuses by FormatError, however a compressed file is damaged", async () => {
    const small = images(4, 10, 10);
    await fc.assert(
      fc.asyncProperty(damaged([new Uint8Array(gzipSync(small))], 18), async (bytes) => {
        const outcome = await refuse(bytes);
        if (outcome === "accepted") {
          // damage to gzip's own notes (time, system), or to none of the bytes
          const x = await loadIdx(path);
          expect(Array.from(x.toTypedArray())).toEqual(Array.from(small.subarray(16)));
        } else expect(outcome).toMatch(/^FormatError: loadIdx: [^]* at byte \d+\. .*$/);
      }),
      { numRuns: 300 },
    );
  });

  it("is refused where there are no files", async () => {
    expect(await rejection(loadIdx(join(folder, "none.gz")))).toMatch(/^FileError: loadIdx: .* ENOENT for/);
    expect(refusal(() => decodeIdx(packed))).toContain("In Node loadIdx reads it as it is.");
  });
});

describe("saveIdx", () => {
  it("writes the bytes of encodeIdx, which loadIdx reads back", async () => {
    const x = decodeIdx(plain);
    await saveIdx(path, x);
    expect(Buffer.compare(await readFile(path), encodeIdx(x))).toBe(0);
    expect((await loadIdx(path)).shape).toEqual([40, 28, 28]);
    expect(await rejection(saveIdx(join(folder, "none", "x.idx"), x))).toBe(
      `FileError: saveIdx: the file must be writable; got ENOENT for "${folder}/none/x.idx". Check the path: the file or its folder does not exist. An old file of that name is unchanged.`,
    );
  });
});
