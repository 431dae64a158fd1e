import type { NDArray } from "@linnet/core";
import { zeros } from "@linnet/core";
import { expectTypeOf, it } from "vitest";
import { decodeImage, encodeJpeg, encodePng, loadImage } from "../../index.js";

const bytes = new Uint8Array(0);

it("an image has the channels that were asked for", () => {
  expectTypeOf(decodeImage(bytes, { channels: 3 })).toEqualTypeOf<
    NDArray<"uint8" | "uint16", readonly [number, number, 3]>
  >();
  expectTypeOf(decodeImage(bytes)).toEqualTypeOf<NDArray<"uint8" | "uint16", readonly [number, number, number]>>();
  expectTypeOf(loadImage(bytes, { channels: 1 })).resolves.toEqualTypeOf<
    NDArray<"uint8" | "uint16", readonly [number, number, 1]>
  >();
});

it("other numbers of channels, and other dtypes, do not compile", () => {
  // @ts-expect-error: 2 can be stored, not asked for
  decodeImage(bytes, { channels: 2 });
  // @ts-expect-error: samples are integers
  encodePng(zeros([2, 2], { dtype: "float64" }));
  // @ts-expect-error: JPEG has 8 bits
  encodeJpeg(zeros([2, 2], { dtype: "uint16" }));
  encodePng(zeros([2, 2], { dtype: "uint16" }));
});
