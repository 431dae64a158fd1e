import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { loadDigits } from "./digits.js";

describe("loadDigits", () => {
  const { images, data, target } = loadDigits();
  const pixels = Array.from(data.toTypedArray());
  const labels = Array.from(target.toTypedArray());

  it("has the shapes and dtypes of scikit-learn's arrays", () => {
    expect([images.shape, data.shape, target.shape]).toEqual([[1797, 8, 8], [1797, 64], [1797]]);
    expect([images.dtype, data.dtype, target.dtype]).toEqual(["float64", "float64", "int32"]);
  });

  it("has every pixel of the csv: the SHA-256 that tooling/oracle/digits.py computed from it", () => {
    const bytes = Uint8Array.from(pixels);
    expect(Array.from(bytes)).toEqual(pixels); // integers from 0 to 255: nothing is lost
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(
      "8f26b2bd9d135c256808f68f14fdabddde6d9c7f869ae419704b051f0f14b3b3",
    );
  });

  it("has every label: counts and sums of pixels per class, as NumPy adds them", () => {
    const counts = new Array<number>(10).fill(0);
    const sums = new Array<number>(10).fill(0);
    labels.forEach((label, i) => {
      counts[label]++;
      sums[label] += pixels.slice(64 * i, 64 * (i + 1)).reduce((sum, pixel) => sum + pixel, 0);
    });
    expect(counts).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
    expect(sums).toEqual([56415, 57007, 55566, 56151, 56239, 55915, 56336, 54289, 57408, 56392]);
  });

  it("shows an image and its row as the same numbers", () => {
    expect(images.at(17).toTypedArray()).toEqual(data.at(17).toTypedArray());
    expect(images.at(0).toArray()).toEqual([
      [0, 0, 5, 13, 9, 1, 0, 0],
      [0, 0, 13, 15, 10, 15, 5, 0],
      [0, 3, 15, 2, 0, 11, 8, 0],
      [0, 4, 12, 0, 0, 8, 8, 0],
      [0, 5, 8, 0, 0, 9, 8, 0],
      [0, 4, 11, 0, 1, 12, 7, 0],
      [0, 2, 14, 5, 10, 12, 0, 0],
      [0, 0, 6, 13, 10, 0, 0, 0],
    ]);
  });

  it("gives arrays of its own at each call", () => {
    expect(loadDigits().data).not.toBe(data);
  });
});
