import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { array, arrayEqual } from "@linnet/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejection, valuesOf } from "../../testing.js";
import { decodeImage } from "./decode.js";
import { encodeJpeg } from "./encode.js";
import { foreign, jpegs, pngs } from "./fixtures/read.js";
import { loadImage } from "./load.js";
import { saveImage } from "./save.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linnet-images-"));
});
afterAll(() => rm(folder, { recursive: true }));

const x = array(
  Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => i),
  { shape: [8, 8, 3] },
);

describe("loadImage", () => {
  it("reads by content, whatever the name, from files, addresses, Blobs and bytes", async () => {
    const path = join(folder, "picture.txt");
    const { file, samples } = jpegs[0];
    await writeFile(path, file);
    const address = `data:image/jpeg;base64,${Buffer.from(file).toString("base64")}`;
    for (const source of [path, pathToFileURL(path), address, new Blob([file as Uint8Array<ArrayBuffer>]), file]) {
      expect(valuesOf(await loadImage(source))).toEqual(samples);
    }
    expect((await loadImage(path, { channels: 4 })).shape.at(-1)).toBe(4);
  });

  it("tells its progress, and stops when it is asked to", async () => {
    const seen: unknown[] = [];
    await loadImage(pngs[0].file, { onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([{ loaded: pngs[0].file.length, total: pngs[0].file.length }]);
    const signal = AbortSignal.abort(new RangeError("enough"));
    expect(await rejection(loadImage(pngs[0].file, { signal }))).toBe("RangeError: enough");
  });

  it("names the file that it cannot read, and what it is", async () => {
    const path = join(folder, "cat.webp");
    expect(await rejection(loadImage(path))).toMatch(
      /^FileError: loadImage: the file must be readable; got ENOENT for/,
    );
    await writeFile(path, foreign.WEBP);
    expect(await rejection(loadImage(path))).toBe(
      `FormatError: loadImage: the bytes must be a PNG or JPEG image; got a WebP image at byte 0 of ${path}. In a browser loadImage decodes what the browser knows; elsewhere save it as PNG first.`,
    );
    await writeFile(path, "");
    expect(await rejection(loadImage(path))).toContain("got no bytes at byte 0 of");
    expect(await rejection(loadImage(folder))).toContain("EISDIR");
  });
});

describe("saveImage", () => {
  it("writes the format that the name ends with", async () => {
    for (const name of ["a.png", "b.PNG"]) {
      await saveImage(join(folder, name), x);
      expect(arrayEqual(await loadImage(join(folder, name)), x)).toBe(true);
    }
    const url = pathToFileURL(join(folder, "c.jpeg"));
    await saveImage(url, x, { quality: 70 });
    expect(arrayEqual(await loadImage(url), decodeImage(encodeJpeg(x, { quality: 70 })))).toBe(true);
  });

  it("refuses other names, and a quality of what has no loss", async () => {
    expect(await rejection(saveImage("a.gif", x))).toBe(
      'ValueError: saveImage: path must end with .png, .jpg or .jpeg; got "a.gif".',
    );
    expect(await rejection(saveImage("a.png", x, { quality: 80 }))).toBe(
      "ValueError: saveImage: PNG must be without a quality: it has no loss; got 80.",
    );
    expect(await rejection(saveImage(join(folder, "none", "a.png"), x))).toMatch(/^FileError: saveImage: .* ENOENT/);
  });
});
