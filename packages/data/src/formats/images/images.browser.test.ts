import { describe, expect, it } from "vitest";
import { rejection, valuesOf } from "../../testing.js";
import { decodeImage } from "./decode.js";
import { encodePng } from "./encode.js";
import { foreign, jpegs, pngs } from "./fixtures/read.js";
import { loadImage } from "./load.js";
import { saveImage } from "./save.js";

describe("images in a browser", () => {
  it("are the arrays that they are in Node, bit for bit", () => {
    for (const { file, samples, shape } of [...pngs, ...jpegs]) {
      const x = decodeImage(file);
      expect(x.shape).toEqual(shape);
      expect(valuesOf(x)).toEqual(samples);
    }
  });

  it("are decoded by the browser where it knows more: GIF exactly, WebP and AVIF with their losses", async () => {
    const [gif, webp, avif, bmp] = await Promise.all(
      [foreign.GIF, foreign.WEBP, foreign.AVIF, foreign.BMP].map((file) => loadImage(file, { channels: 3 })),
    );
    for (const x of [gif, webp, avif]) expect(x.shape).toEqual([7, 12, 3]);
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;
    for (const x of [gif, webp, avif]) expect(Math.abs(mean(valuesOf(x)) - mean(valuesOf(bmp)))).toBeLessThan(6); // levels of 255
    expect((await loadImage(foreign.GIF)).shape).toEqual([7, 12, 4]);
  });

  it("are refused where the browser does not know them, and cannot be saved", async () => {
    expect(await rejection(loadImage(foreign.TIFF))).toMatch(
      /^FormatError: loadImage: the browser must be able to decode the image; got a TIFF image at byte 0\. The browser says: ./,
    );
    expect(await rejection(saveImage("a.png", decodeImage(pngs[0].file)))).toMatch(
      /^FileError: saveImage: files need Node;/,
    );
    expect(encodePng(decodeImage(pngs[0].file))).toBeInstanceOf(Uint8Array);
  });
});
