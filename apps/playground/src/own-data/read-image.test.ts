import { array, fromFunction, mean } from "@linnet/core";
import { encodeNpy, encodePng } from "@linnet/data";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OwnDataError } from "./own-data-error.js";
import { tellImage } from "./own-image.js";
import { LARGEST_IMAGE, readImage } from "./read-image.js";
import { shrink } from "./shrink.js";

const read = (name: string, content: BlobPart, most = 32) => readImage({ name, content: new Blob([content]), most });

describe("readImage", () => {
  it("makes a picture a gray matrix from 0 to 1, as it is where it is small", async () => {
    const image = fromFunction([2, 3, 1], (i, j) => 51 * (i + j)).astype("uint8");
    const own = await read("ramp.png", encodePng(image));
    expect(own.rows).toEqual([
      [0, 0.2, 0.4],
      [0.2, 0.4, 0.6],
    ]);
    expect(tellImage(own)).toBe("ramp.png: 3 × 2 pixels in gray.");
  });

  it("bounds the longer side, and says so", async () => {
    const image = fromFunction([100, 50, 3], () => 255).astype("uint8");
    const own = await read("white.png", encodePng(image), 10);
    expect([own.rows.length, own.rows[0].length]).toEqual([10, 5]);
    expect(tellImage(own)).toBe("white.png: 5 × 10 pixels in gray, each the mean of a part of its 50 × 100.");
    for (const value of own.rows.flat()) expect(Math.abs(value - 1)).toBeLessThanOrEqual(100 * Number.EPSILON); // 100 pixels
  });

  it("spreads a matrix of an npy file over black to white, and bears one that is all the same", async () => {
    expect((await read("x.npy", encodeNpy(array([[-2, 0, 2]])))).rows).toEqual([[0, 0.5, 1]]);
    expect((await read("x.npy", encodeNpy(array([[7, 7]])))).rows).toEqual([[0, 0]]);
  });

  it.each([
    ["notes.png", "not a picture", "notes.png is not a picture that can be read here. Bring a PNG or a JPEG."],
    ["empty.jpg", "", "empty.jpg is empty. Bring a PNG or a JPEG."],
    [
      "cut.png",
      Uint8Array.from("\x89PNG\r\n\x1a\n", (c) => c.charCodeAt(0)),
      /^cut\.png cannot be read: .+ at byte \d+\.$/,
    ],
    ["nan.npy", encodeNpy(array([[1, NaN]])), "nan.npy has entries that are not finite. Bring numbers only."],
    ["x.npy", encodeNpy(array([1, 2])), "x.npy must be a matrix of real numbers; got float64 [2]."],
  ])("says why %s cannot be used", async (name, content, sentence) => {
    const refused = read(name, content as BlobPart);
    await expect(refused).rejects.toThrow(OwnDataError);
    await expect(refused).rejects.toThrow(sentence);
  });

  it("does not begin with a file that is too large", async () => {
    const content = { size: LARGEST_IMAGE + 1 } as Blob; // reading it would throw
    await expect(readImage({ name: "big.png", content, most: 8 })).rejects.toThrow(
      "big.png is larger than 16 MB. Bring a smaller picture.",
    );
  });
});

describe("shrink", () => {
  it("keeps the mean of a picture, whatever its size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (height, width) => {
        const pixels = Float64Array.from({ length: height * width }, (_, k) => (k * 37) % 101);
        const small = shrink(pixels, height, width, 7);
        expect(Math.max(small.length, small[0].length)).toBeLessThanOrEqual(7);
        const expected: number = mean(array(pixels)).item();
        // Both are means of up to 1600 terms up to 100, added up in float64.
        expect(Math.abs(mean(array(small)).item() - expected)).toBeLessThanOrEqual(2 * 1600 * Number.EPSILON * 100);
      }),
    );
  });
});
