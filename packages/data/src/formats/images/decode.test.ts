import { array } from "@linnet/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refusal, valuesOf } from "../../testing.js";
import { decodeImage } from "./decode.js";
import { encodePng } from "./encode.js";
import { foreign, jpegs, named, pngs } from "./fixtures/read.js";
import { repaired } from "./fixtures/repaired.js";

/** A PNG file of 11 × 9 RGB pixels, its chunks signature, IHDR, IDAT …, IEND. */
const rgb = named(pngs, "colour type 2, 8 bits");
const progressive = named(jpegs, "4:2:0, progressive");
const baseline = named(jpegs, "4:2:0");

/** A file with other bytes at a place. */
function patched(file: Uint8Array, at: number, ...bytes: readonly number[]): Uint8Array {
  const copy = file.slice();
  copy.set(bytes, at);
  return copy;
}

const refuse = (file: Uint8Array): string => refusal(() => decodeImage(file)).replace("FormatError: decodeImage: ", "");

describe("decodeImage", () => {
  it.each(pngs)("reads a PNG file of $name", ({ file, dtype, shape, samples }) => {
    const x = decodeImage(file);
    expect([x.dtype, x.shape]).toEqual([dtype, shape]);
    expect(valuesOf(x)).toEqual(samples);
  });

  it.each(jpegs)("reads a JPEG file as libjpeg does, bit for bit: $name", ({ file, shape, samples }) => {
    const x = decodeImage(file);
    expect([x.dtype, x.shape]).toEqual(["uint8", shape]);
    expect(valuesOf(x)).toEqual(samples);
  });

  it("reads an ArrayBuffer, and a part of one", () => {
    const buffer = new ArrayBuffer(rgb.file.length + 3);
    new Uint8Array(buffer, 3).set(rgb.file);
    expect(valuesOf(decodeImage(new Uint8Array(buffer, 3)))).toEqual(rgb.samples);
    expect(valuesOf(decodeImage(buffer.slice(3)))).toEqual(rgb.samples);
  });
});

describe("channels", () => {
  /** A PNG file of one pixel. */
  const pixel = (...samples: readonly number[]): Uint8Array =>
    encodePng(array(Uint8Array.from(samples), { shape: [1, 1, samples.length] }));

  it.each([
    { from: [200], channels: 3, to: [200, 200, 200] },
    { from: [200], channels: 4, to: [200, 200, 200, 255] },
    { from: [200, 0], channels: 1, to: [255] }, // nothing of it is to be seen before white
    { from: [200, 102], channels: 3, to: [233, 233, 233] }, // 0.4 · 200 + 0.6 · 255
    { from: [200, 102], channels: 4, to: [200, 200, 200, 102] },
    { from: [255, 0, 0], channels: 1, to: [76] }, // 0.299 · 255 = 76.245
    { from: [0, 255, 0], channels: 1, to: [150] }, // 149.685
    { from: [0, 0, 255], channels: 1, to: [29] }, // 29.07
    { from: [1, 2, 3], channels: 4, to: [1, 2, 3, 255] },
    { from: [10, 20, 30, 51], channels: 3, to: [206, 208, 210] }, // 0.2 · [10, 20, 30] + 204
    { from: [0, 0, 0, 51], channels: 1, to: [204] },
  ] as const)("of $from are $to when $channels are asked for", ({ from, channels, to }) => {
    const x = decodeImage(pixel(...from), { channels });
    expect(x.shape).toEqual([1, 1, channels]);
    expect(valuesOf(x)).toEqual(to);
  });

  it("have the background that is asked for where opacity is not kept", () => {
    expect(valuesOf(decodeImage(pixel(100, 0), { channels: 3, background: [1, 0.5, 0] }))).toEqual([255, 128, 0]);
    expect(valuesOf(decodeImage(pixel(100, 100, 100, 0), { channels: 1, background: [0, 1, 0] }))).toEqual([150]);
  });

  it("of 16 bits stay so: gray of gray is gray, for every sample", () => {
    fc.assert(
      fc.property(fc.nat(0xffff), (value) => {
        const file = encodePng(array(Uint16Array.of(value, value, value, 0xffff), { shape: [1, 1, 4] }));
        const x = decodeImage(file, { channels: 1 });
        expect([x.dtype, x.item()]).toEqual(["uint16", value]);
      }),
      { numRuns: 50 },
    );
  });

  it("and backgrounds that there are not, are refused", () => {
    expect(refusal(() => decodeImage(rgb.file, { channels: 2 as 3 }))).toBe(
      "ValueError: decodeImage: channels must be 1, 3 or 4; got 2.",
    );
    expect(refusal(() => decodeImage(rgb.file, { background: [255, 0, 0] }))).toBe(
      "ValueError: decodeImage: background must be three numbers from 0 to 1; got [255,0,0].",
    );
    expect(refusal(() => decodeImage("cat.png" as never))).toBe(
      "ValueError: decodeImage: bytes must be a Uint8Array or an ArrayBuffer; got cat.png. A Blob has arrayBuffer(), a Response too.",
    );
  });
});

describe("what is no image that is read", () => {
  const hint = "In a browser loadImage decodes what the browser knows; elsewhere save it as PNG first.";

  it.each([
    ["WEBP", "WebP"],
    ["GIF", "GIF"],
    ["BMP", "BMP"],
    ["TIFF", "TIFF"],
    ["AVIF", "AVIF"],
  ] as const)("is named: %s", (kind, name) => {
    expect(refuse(foreign[kind])).toBe(`the bytes must be a PNG or JPEG image; got a ${name} image at byte 0. ${hint}`);
  });

  it("is refused: nothing, text, a CMYK file", () => {
    const check = "Check that this is an image.";
    expect(refuse(new Uint8Array(0))).toBe(`the bytes must be a PNG or JPEG image; got no bytes at byte 0. ${check}`);
    expect(refuse(new TextEncoder().encode("a,b\n1,2"))).toBe(
      `the bytes must be a PNG or JPEG image; got other bytes at byte 0. ${check}`,
    );
    expect(refuse(foreign.CMYK)).toMatch(
      /^colours must be gray or of three components; got four \(CMYK\) at byte \d+\. Convert it with another program\.$/,
    );
  });
});

describe("a damaged PNG file", () => {
  const width = 16; // where IHDR has it
  const first = 8 + 4 + 4;

  it.each<[string, Uint8Array, string]>([
    ["cut off in its header", rgb.file.subarray(0, 20), "a chunk of 13 bytes must be whole; got its end at byte 8. The file may be truncated."],
    ["cut off after its data", rgb.file.subarray(0, -12), `the file must go on to its IEND chunk; got its end at byte ${rgb.file.length - 12}. The file may be truncated.`],
    ["with a bit flipped", patched(rgb.file, width, 1), "the check of chunk IHDR must be right; got another at byte 29. The file is damaged."],
    ["2³² − 1 wide", repaired(patched(rgb.file, width, 255, 255, 255, 255)), "width and height must be 1 to 2³¹ − 1; got 4294967295 at byte 16. The file may be damaged."],
    ["without height", repaired(patched(rgb.file, width + 4, 0, 0, 0, 0)), "width and height must be 1 to 2³¹ − 1; got 0 at byte 20. The file may be damaged."],
    ["of colour type 5", repaired(patched(rgb.file, width + 9, 5)), "the colour type must be 0, 2, 3, 4 or 6; got 5 at byte 25. The file may be damaged."],
    ["of 4 bits a colour", repaired(patched(rgb.file, width + 8, 4)), "colour type 2 must have 8, 16 bits; got 4 at byte 24. The file may be damaged."],
    ["compressed otherwise", repaired(patched(rgb.file, width + 10, 1)), "compression and filter method must be 0; got 1 at byte 26. The file may be damaged."],
    ["interlaced otherwise", repaired(patched(rgb.file, width + 12, 2)), "the interlace method must be 0 or 1; got 2 at byte 28. The file may be damaged."],
    ["that begins otherwise", repaired(patched(rgb.file, first - 4, 0x49, 0x44, 0x41, 0x54)), "the first chunk must be IHDR of 13 bytes; got IDAT of 13 at byte 12. The file may be damaged."],
    ["with a chunk of no name", repaired(patched(rgb.file, 37, 0x30)), "a chunk's type must be four letters; got others at byte 37. The file may be damaged."],
    ["with an unknown chunk that matters", repaired(patched(rgb.file, 37, 0x51)), "what an image cannot be read without must be IHDR, PLTE and IDAT, in this order; got QDAT at byte 37. The file may be damaged."],
    ["whose stream is none", repaired(patched(rgb.file, 41, 0, 0)), "the image's 306 bytes must be what IDAT holds; got a stream that cannot be read: invalid zlib data, at byte 41. The file may be damaged."],
    ["with a row less than it holds", repaired(patched(rgb.file, width + 7, 8)), "the image's 272 bytes must be what IDAT holds; got more at byte 41. The file may be damaged."],
    ["with a row more than it holds", repaired(patched(rgb.file, width + 7, 10)), "the image's 340 bytes must be what IDAT holds; got 306 at byte 41. The file may be damaged."],
    ["of indices without a palette", repaired(patched(rgb.file, width + 9, 3)), "a palette must have 1 to 256 colours of three bytes; got 0 bytes at byte 0. The file may be damaged."],
  ])("is refused: one %s", (_what, file, problem) => {
    expect(refuse(file)).toBe(problem);
  }); // prettier-ignore

  it("allocates nothing on its header's word, and no more than that for a bomb", () => {
    const huge = repaired(patched(rgb.file, width, 0x7f, 255, 255, 255, 0x7f, 255, 255, 255));
    expect(refuse(huge)).toMatch(
      /^the image's 138350580\d{11} bytes must be what IDAT holds; got at most \d+ at byte 41\./,
    );
    const zeros = array(new Uint8Array(2 ** 24), { shape: [2 ** 12, 2 ** 12] }); // 16 MiB in 16 kB
    const bomb = repaired(patched(encodePng(zeros), width, 0, 0, 0, 1, 0, 0, 0, 1));
    expect(bomb.length).toBeLessThan(2 ** 16);
    const before = process.memoryUsage().arrayBuffers;
    expect(refuse(bomb)).toBe(
      "the image's 2 bytes must be what IDAT holds; got more at byte 41. The file may be damaged.",
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
  });
});

describe("a damaged JPEG file", () => {
  /** Where a marker is. */
  const place = (file: Uint8Array, marker: number): number =>
    file.findIndex((byte, i) => byte === 0xff && file[i + 1] === marker);
  const frame = place(baseline.file, 0xc0);
  const scan = place(baseline.file, 0xda);
  const again = (file: Uint8Array, marker: number): Uint8Array => {
    const at = place(file, marker);
    const end = at + 2 + ((file[at + 2] << 8) | file[at + 3]);
    return Uint8Array.from([...file.subarray(0, end), ...file.subarray(at, end), ...file.subarray(end)]);
  };
  /** A progressive file with its first scan twice. */
  const twice = ((): Uint8Array => {
    const at = place(progressive.file, 0xda);
    const next = progressive.file.findIndex((byte, i) => i > at + 12 && byte === 0xff && progressive.file[i + 1] > 0);
    const part = progressive.file.subarray(at, next);
    return Uint8Array.from([...progressive.file.subarray(0, next), ...part, ...progressive.file.subarray(next)]);
  })();

  it.each<[string, Uint8Array, RegExp]>([
    ["cut off in its data", baseline.file.subarray(0, scan + 60), /^the image's data must go on; got their end at byte \d+\. The file may be truncated\.$/],
    ["cut off in a header", baseline.file.subarray(0, frame + 6), /^a segment must be whole; got the file's end at byte \d+\. The file may be truncated\.$/],
    ["without its end", baseline.file.subarray(0, -2), /^the file must go on to its end marker; got its end at byte \d+\. It may be truncated\.$/],
    ["without a frame", Uint8Array.of(255, 216, 255, 217), /^there must be data of each component; got the end at byte 4\./],
    ["of 12 bits", patched(baseline.file, frame + 4, 12), /^samples must have 8 bits; got 12 at byte \d+\. Convert it/],
    ["without height", patched(baseline.file, frame + 5, 0, 0), /^width and height must be given; got 37 × 0 at byte/],
    ["in arithmetic coding", patched(baseline.file, frame + 1, 0xc9), /^the image must be a baseline or progressive one; got one in arithmetic coding at byte/],
    ["of 65535 × 65535 pixels", patched(baseline.file, frame + 5, 255, 255, 255, 255), /^65535 × 65535 pixels must have at least a bit a block; got \d+ bytes for 100663296 blocks at byte/],
    ["with factors of 0", patched(baseline.file, frame + 11, 0), /^sampling factors must be 1 to 4, and tables 0 to 3; got others at byte/],
    ["with two frames", again(baseline.file, 0xc0), /^there must be one frame; got another at byte/],
    ["with a scan before its frame", patched(baseline.file, frame + 1, 0xec), /^the frame must come before its scans; got a scan at byte/],
    ["whose scan names no component", patched(baseline.file, scan + 5, 99), /^a scan's components must be the frame's; got 99 at byte/],
    ["whose scan has a table that there is not", patched(baseline.file, scan + 6, 0x33), /^the tables of a scan must come before it; got none at byte/],
    ["with a scan twice", twice, /^a scan must go on where those before it ended; got others at byte/],
    ["with bytes between its segments", patched(baseline.file, frame, 1), /^a marker must follow; got 1 at byte/],
  ])("is refused: one %s", (_what, file, problem) => {
    expect(refuse(file)).toMatch(problem);
  }); // prettier-ignore
});
