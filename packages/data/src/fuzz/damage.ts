import * as fc from "fast-check";

/** What is done to a file. */
type Edit = (bytes: Uint8Array) => Uint8Array;

/** Lengths and places that no file has, and those at which counting turns around. */
const ABSURD: readonly bigint[] = [
  0n,
  1n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 53n,
  2n ** 63n,
  2n ** 64n - 1n,
];
/** The same in text. */
const ABSURD_TEXT = ["-1", "1e9", "1e400", "0.5", "NaN", "00", "9".repeat(400), ...ABSURD.map(String)];
/** What is not UTF-8: a byte that never occurs, one that only continues, a long form of NUL, half a surrogate pair, a beginning. */
const NOT_UTF8 = [[0xff], [0x80], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf0, 0x9f]];

const place = fc.nat();

/**
 * Files damaged in one to three places: most often a byte or two replaced, anywhere; or some near the beginning, where the lengths
 * are; bytes cut out and others put in; absurd lengths in binary or in text; what is not UTF-8; a file cut off, a part of it lost,
 * twice or in another place; another file behind it.
 *
 * @param early bytes at the beginning where headers are: they are damaged more often
 */
export function damaged(files: readonly Uint8Array[], early: number): fc.Arbitrary<Uint8Array> {
  const edit = fc.oneof(
    { arbitrary: replaced(place), weight: 4 },
    { arbitrary: replaced(fc.nat(early - 1)), weight: 2 },
    spliced,
    absurd(place),
    absurd(fc.nat(early - 1)),
    digits,
    notUtf8,
    moved,
    cutOff,
    fc.constantFrom(...files).map(
      (file): Edit =>
        (bytes) =>
          joined(bytes, file),
    ),
  );
  return fc
    .tuple(fc.constantFrom(...files), fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([file, edits]) => edits.reduce((bytes, change) => change(bytes), file));
}

function replaced(at: fc.Arbitrary<number>): fc.Arbitrary<Edit> {
  const few = fc.uint8Array({ minLength: 1, maxLength: 2 });
  return fc.tuple(at, few).map(
    ([start, put]) =>
      (bytes) =>
        splice(bytes, start, put.length, put),
  );
}

const spliced = fc.tuple(place, fc.nat(40), fc.uint8Array({ maxLength: 9 })).map(
  ([at, cut, put]): Edit =>
    (bytes) =>
      splice(bytes, at, cut, put),
);

function absurd(at: fc.Arbitrary<number>): fc.Arbitrary<Edit> {
  const number = fc.constantFrom(...ABSURD);
  return fc.tuple(at, number, fc.constantFrom(2, 4, 8), fc.boolean()).map(([start, value, width, little]) => {
    const word = new Uint8Array(8);
    new DataView(word.buffer).setBigUint64(0, value, little);
    const put = little ? word.subarray(0, width) : word.subarray(8 - width);
    return (bytes) => splice(bytes, start, width, put);
  });
}

/** A number in text, or whatever stands there. */
const digits = fc.tuple(place, fc.constantFrom(...ABSURD_TEXT)).map(([nth, put]): Edit => (bytes) => {
  const runs = [...new TextDecoder("latin1").decode(bytes).matchAll(/\d+/g)];
  const { index = 0, 0: run } = runs[nth % runs.length] ?? { 0: "" };
  return splice(bytes, index, run.length, new TextEncoder().encode(put));
});

const notUtf8 = fc.tuple(place, fc.constantFrom(...NOT_UTF8), fc.boolean()).map(
  ([at, put, over]): Edit =>
    (bytes) =>
      splice(bytes, at, over ? put.length : 0, Uint8Array.from(put)),
);

/** A block lost, twice, or in another place. */
const moved = fc
  .tuple(place, place, place, fc.constantFrom("lost", "twice", "moved"))
  .map(([at, length, to, how]): Edit => (bytes) => {
    const start = at % (bytes.length + 1);
    const block = bytes.slice(start, start + 1 + (length % 200));
    const rest = how === "twice" ? bytes : splice(bytes, start, block.length, new Uint8Array(0));
    return how === "lost" ? rest : splice(rest, to, 0, block);
  });

const cutOff = place.map(
  (at): Edit =>
    (bytes) =>
      bytes.slice(0, at % (bytes.length + 1)),
);

function splice(bytes: Uint8Array, at: number, cut: number, put: Uint8Array): Uint8Array {
  const start = at % (bytes.length + 1);
  return joined(joined(bytes.subarray(0, start), put), bytes.subarray(start + cut));
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
