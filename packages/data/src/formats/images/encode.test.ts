import { type NDArray, array, arrayEqual, zeros } from "@linnet/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refusal, valuesOf } from "../../testing.js";
import { decodeImage } from "./decode.js";
import { encodeJpeg, encodePng } from "./encode.js";
import { jpegs, named } from "./fixtures/read.js";
import { stepsOf } from "./jpeg/quantization.js";

/** Images of up to 13 × 13 pixels: noise, or few values, so that every filter is the best one somewhere. */
const images = fc
  .record({
    height: fc.integer({ min: 1, max: 13 }),
    width: fc.integer({ min: 1, max: 13 }),
    channels: fc.constantFrom(1, 2, 3, 4),
    wide: fc.boolean(),
    values: fc.constantFrom(2, 9, 2 ** 16),
    seed: fc.nat(),
  })
  .map(({ height, width, channels, wide, values, seed }) => {
    const size = height * width * channels;
    const samples = Array.from({ length: size }, (_, i) => (((seed + i) * 2654435761) >>> 7) % values);
    const shape = [height, width, channels];
    return array(wide ? Uint16Array.from(samples) : Uint8Array.from(samples), { shape }) as NDArray<"uint8" | "uint16">;
  });

describe("encodePng", () => {
  it("is undone by decodeImage: gray, RGB, with opacity and without, 8 and 16 bits", () => {
    fc.assert(
      fc.property(images, (x) => {
        const y = decodeImage(encodePng(x));
        expect(y.dtype).toBe(x.dtype);
        expect(arrayEqual(x, y)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("takes a matrix as gray, and views in row-major order", () => {
    const x = array([
      [1, 2, 3],
      [4, 5, 6],
    ]).astype("uint8");
    expect(decodeImage(encodePng(x)).shape).toEqual([2, 3, 1]);
    expect(valuesOf(decodeImage(encodePng(x.T)))).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it("refuses what is no image", () => {
    expect(refusal(() => encodePng(zeros([2, 2]) as never))).toBe(
      'DTypeError: encodePng: x must be uint8 or uint16; got x float64. Scale it first: x.mul(255).astype("uint8") of an x from 0 to 1.',
    );
    for (const shape of [[4], [2, 2, 5], [2, 2, 3, 1], [0, 3], [2, 2, 0]]) {
      expect(refusal(() => encodePng(zeros(shape, { dtype: "uint8" })))).toBe(
        `ShapeError: encodePng: x must be [height, width] or [height, width, 1 to 4], with pixels; got x [${shape.join(", ")}].`,
      );
    }
  });
});

describe("encodeJpeg", () => {
  const photo = named(jpegs, "4:2:0").file;
  /** Whole blocks of it: an edge would share the error of what is beyond it. */
  const color = decodeImage(photo).slice(":32", ":32") as NDArray<"uint8">;
  const gray = decodeImage(photo, { channels: 1 }).slice(":32", ":32") as NDArray<"uint8">;
  /** √mean(e²) of the image that comes back. */
  const loss = (x: NDArray<"uint8">, quality: number): number => {
    const error = decodeImage(encodeJpeg(x, { quality })).astype("float64").sub(x.astype("float64"));
    return Math.sqrt(error.mul(error).mean().item());
  };
  /**
   * What a component may lose: the transformation is orthonormal and a coefficient is off by half a step at most, so that
   * √mean(e²) ≤ √mean(steps²)/2; to this comes what the decoder rounds, less than 1.
   */
  const bound = (quality: number): number => {
    const [steps] = stepsOf(quality);
    return Math.sqrt(steps.reduce((sum, step) => sum + step ** 2, 0) / 64) / 2 + 1;
  };

  it.each([100, 95, 85, 50, 10])("loses no more of gray than its steps at quality %i", (quality) => {
    expect(loss(gray, quality)).toBeLessThan(bound(quality));
  });

  it("loses no more of colours: an error of chroma counts 1.772 times at most, and is rounded once more", () => {
    expect(loss(color, 100)).toBeLessThan(bound(100) * (1 + 1.772) + 1);
  });

  it("writes less for less quality, and any size", () => {
    const sizes = [100, 90, 50, 10, 1].map((quality) => encodeJpeg(color, { quality }).length);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(new Set(sizes).size).toBe(5);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(1, 3),
        (h, w, c) => {
          const x = zeros([h, w, c], { dtype: "uint8" });
          const y = decodeImage(encodeJpeg(x));
          expect(y.shape).toEqual([h, w, c]);
          expect(Math.max(...valuesOf(y))).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("refuses what JPEG cannot hold", () => {
    const x = zeros([2, 2, 3], { dtype: "uint8" });
    for (const quality of [0, 101, 50.5, NaN, "90"]) {
      expect(refusal(() => encodeJpeg(x, { quality: quality as number }))).toMatch(
        /^ValueError: encodeJpeg: quality must be a whole number from 1 to 100; got /,
      );
    }
    expect(refusal(() => encodeJpeg(zeros([2, 2], { dtype: "uint16" }) as never))).toBe(
      "DTypeError: encodeJpeg: x must be of 8 bits; got x uint16. Save it as PNG, which keeps 16.",
    );
    expect(refusal(() => encodeJpeg(zeros([2, 2, 2], { dtype: "uint8" })))).toBe(
      "ShapeError: encodeJpeg: x must be gray or RGB, at most 65535 in each direction; got x [2, 2, 2].",
    );
    expect(refusal(() => encodeJpeg(zeros([2, 2, 4], { dtype: "uint8" })))).toBe(
      "ShapeError: encodeJpeg: x must be [height, width] or [height, width, 1 to 3], with pixels; got x [2, 2, 4].",
    );
    expect(refusal(() => encodeJpeg(zeros([1, 65536], { dtype: "uint8" })))).toBe(
      "ShapeError: encodeJpeg: x must be gray or RGB, at most 65535 in each direction; got x [1, 65536].",
    );
  });
});
