import { arange, ones } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { bytesOf, refusal, rejection } from "../../testing.js";
import fixtures from "../fixtures/npz.json" with { type: "json" };
import { encodeNpy } from "../npy.js";
import { writeZip } from "../zip/write.js";
import { decodeNpz } from "./decode.js";
import { encodeNpz } from "./encode.js";
import { loadNpz } from "./file.js";

/** How both readers refuse the bytes: they say the same. */
async function refuse(bytes: Uint8Array): Promise<string> {
  const [decoded, loaded] = [refusal(() => decodeNpz(bytes)), await rejection(loadNpz(bytes))];
  expect(loaded.replace("loadNpz", "decodeNpz")).toBe(decoded);
  return decoded.replace("FormatError: decodeNpz: ", "");
}

const DAMAGED = "The file may be damaged.";
const good = encodeNpz({ x: arange(3), y: ones([2]) });
/** Where things are in `good`: a local header has 30 bytes, the name 5, zip64's sizes 20; an npy file 128 and its elements. */
const xContent = 55;
const y = xContent + 128 + 24;
const directory = y + xContent + 128 + 16;
const record = 51;
const end = directory + 2 * record;

/** `good` with other bytes in one place. */
function put(at: number, ...bytes: number[]): Uint8Array {
  const other = good.slice();
  other.set(bytes, at);
  return other;
}

/** `good` with other bytes in two places. */
function both(first: number, put1: readonly number[], second: number, put2: readonly number[]): Uint8Array {
  const other = put(first, ...put1);
  other.set(put2, second);
  return other;
}

describe("an npz file that is damaged", () => {
  it("is whole where nothing is put", () => {
    expect(Object.keys(decodeNpz(good))).toEqual(["x", "y"]);
    expect(good.length).toBe(end + 22);
  });

  it.each<[string, Uint8Array, string]>([
    [
      "is empty",
      new Uint8Array(0),
      'the file must begin with "PK", as a zip archive; got an empty file at byte 0. Check that this is an npz file.',
    ],
    [
      "is an npy file",
      encodeNpy(ones([2])),
      'the file must begin with "PK", as a zip archive; got what seems to be an npy file at byte 0. Check that this is an npz file.',
    ],
    [
      "has bytes before it",
      Uint8Array.of(0, ...good),
      'the file must begin with "PK", as a zip archive; got other bytes at byte 0. Check that this is an npz file.',
    ],
    [
      "has no end",
      good.subarray(0, end),
      `the file must end with a zip archive's end record; got other bytes at byte ${end}. The file may be truncated.`,
    ],
    [
      "goes on after its end",
      Uint8Array.of(...good, 0),
      `the file must end with a zip archive's end record; got other bytes at byte ${end + 23}. The file may be truncated.`,
    ],
    [
      "has an end in its comment",
      Uint8Array.of(...put(end + 20, 22), ...good.subarray(end)),
      `there must be one end record; got several at byte ${end + 22}. ${DAMAGED}`,
    ],
    [
      "lost its middle",
      Uint8Array.of(...good.subarray(0, 300), ...good.subarray(330)),
      `the central directory must end where the end record begins, at byte ${end - 30}; got bytes ${directory} to ${end} at byte ${end - 30}. ${DAMAGED}`,
    ],
    [
      "is a part of several",
      put(end + 4, 1),
      `the archive must be in one part; got part 1 of several at byte ${end}. Put its parts together first.`,
    ],
    [
      "has entries in other parts",
      put(end + 8, 1),
      `the archive must be in one part; got 1 of 2 entries at byte ${end}. ${DAMAGED}`,
    ],
    [
      "has fewer entries than it says",
      put(end + 8, 3, 0, 3),
      `the central directory must hold 3 entries; got its end after 2 at byte ${end}. ${DAMAGED}`,
    ],
    [
      "has more entries than it says",
      put(end + 8, 1, 0, 1),
      `the central directory must hold 1 entries; got more at byte ${directory + record}. ${DAMAGED}`,
    ],
    [
      "has a directory without its mark",
      put(directory + record, 0),
      `an entry of the central directory must begin here; got other bytes at byte ${directory + record}. ${DAMAGED}`,
    ],
    [
      "has a directory that ends in a name",
      put(directory + record + 28, 255),
      `the central directory must hold 2 entries; got its end after 1 at byte ${directory + record}. ${DAMAGED}`,
    ],
    [
      "has a name twice",
      put(directory + record + 46, 0x78),
      `each name must occur once; got a second "x.npy" at byte ${directory + record}. ${DAMAGED}`,
    ],
    [
      "has a name that is not UTF-8",
      put(directory + 46, 0xff),
      `names must be in ASCII, or be marked as UTF-8; got other bytes at byte ${directory}. Save it with NumPy: np.savez or np.savez_compressed.`,
    ],
    [
      "has a name marked as UTF-8 that is none",
      both(directory + 8, [0, 8], directory + 46, [0xff]),
      `names must be in UTF-8; got other bytes at byte ${directory}. ${DAMAGED}`,
    ],
    [
      "is encrypted",
      put(directory + 8, 1),
      `"x.npy" must not be encrypted; got an encrypted entry at byte ${directory}. Decrypt the archive first.`,
    ],
    [
      "needs patches",
      put(directory + 8, 0x20),
      `"x.npy" must need nothing but deflate; got flags 0x20 at byte ${directory}. Save it with NumPy: np.savez or np.savez_compressed.`,
    ],
    [
      "is compressed by bzip2",
      put(directory + 10, 12),
      `"x.npy" must be stored or deflated; got method 12 at byte ${directory}. Save it with NumPy: np.savez or np.savez_compressed.`,
    ],
    [
      "says other sizes when stored",
      put(directory + 24, 0),
      `"x.npy" must have 152 bytes; got 0 at byte ${directory}. ${DAMAGED}`,
    ],
    [
      "has its sizes nowhere",
      put(directory + 24, 255, 255, 255, 255),
      `"x.npy" must have its sizes; got none at byte ${directory}. ${DAMAGED}`,
    ],
    [
      "is in another part",
      put(directory + 34, 1),
      `"x.npy" must be in the one part; got another part at byte ${directory}. ${DAMAGED}`,
    ],
    [
      "overlaps what follows",
      put(directory + 42, 60),
      `"x.npy" must end before what follows it, at byte ${y}; got byte ${y + 40} (an overlap) at byte ${directory}. ${DAMAGED}`,
    ],
    [
      "has two entries in one place",
      put(directory + record + 42, 0, 0),
      `"x.npy" must end before what follows it, at byte 0; got byte ${y - 20} (an overlap) at byte ${directory}. ${DAMAGED}`,
    ],
    [
      "has no local header",
      put(0, 0x50, 0x4b, 5, 6),
      `"x.npy" must begin with a local header; got other bytes at byte 0. ${DAMAGED}`,
    ],
    [
      "has a long local header",
      put(29, 255),
      `"x.npy" must end before byte ${y}; got byte ${y + 65280} (an overlap) at byte 0. ${DAMAGED}`,
    ],
    [
      "has another name in its local header",
      put(30, 0x79),
      `"x.npy" must have the same name in its local header; got another at byte 0. ${DAMAGED}`,
    ],
    [
      "has another method in its local header",
      put(8, 8),
      `"x.npy" must have the same method in its local header; got method 8 at byte 0. ${DAMAGED}`,
    ],
    [
      "has other flags in its local header",
      put(6, 8),
      `"x.npy" must have the same flags in its local header; got others at byte 0. ${DAMAGED}`,
    ],
    [
      "has another checksum in its local header",
      put(14, 0, 0, 0, 0),
      `"x.npy" must have the same sizes and checksum in its local header; got others at byte 0. ${DAMAGED}`,
    ],
    [
      "has no sizes in its local header",
      put(35, 2),
      `"x.npy" must have its sizes in its local header; got none at byte 0. ${DAMAGED}`,
    ],
    [
      "has another content",
      put(xContent + 130, 1),
      `"x.npy" must have the checksum 0x2be12124; got 0x3cc945e4 at byte ${xContent}. ${DAMAGED}`,
    ],
    [
      "says that content is described once more",
      both(directory + 8, [8], 6, [8]),
      `"x.npy" must be followed by its sizes and checksum; got others at byte 0. ${DAMAGED}`,
    ],
  ])("%s", async (_what, bytes, problem) => {
    expect(await refuse(bytes)).toBe(problem);
  });

  it("says where in an entry its array is wrong: by its place in the file where it is stored", async () => {
    const content = encodeNpy(arange(3));
    content[6] = 9; // its version
    const problem = '"x.npy": the version must be 1.0, 2.0 or 3.0; got 9.0 at byte';
    const entry = { name: "x.npy", content };
    expect(await refuse(writeZip([entry], false))).toBe(`${problem} 61. ${DAMAGED}`);
    expect(await refuse(writeZip([entry], true))).toBe(
      `${problem} 6 of it, inflated from what is at byte 55. ${DAMAGED}`,
    );
  });

  it.each([false, true])("must hold an array and nothing else (deflated: %s)", async (compress) => {
    const content = encodeNpy(ones([2]));
    const short = writeZip([{ name: "x.npy", content: content.subarray(0, -1) }], compress);
    expect(await refuse(short)).toMatch(
      /^"x\.npy": 16 bytes of elements must follow the header \(float64 \[2\]\); got 15 bytes at byte /,
    );
    const long = writeZip([{ name: "x.npy", content: Uint8Array.of(...content, 0) }], compress);
    expect(await refuse(long)).toMatch(/^"x\.npy": 16 bytes of elements must follow .*; got 17 bytes at byte /);
    const other = writeZip([{ name: "readme.txt", content }], compress);
    expect(await refuse(other)).toMatch(
      /^entries must be npy files; got "readme\.txt" at byte \d+\. Ask for the arrays by their names: \{ names: \["x"\] \}\.$/,
    );
    expect(await refuse(writeZip([{ name: "folder/", content: new Uint8Array(0) }], compress))).toMatch(
      /^entries must be npy files; got a folder, "folder\/", at byte \d+\./,
    );
    expect(await refuse(writeZip([{ name: "__proto__.npy", content }], compress))).toMatch(
      /^names must be safe as keys of an object; got "__proto__\.npy" at byte \d+\. Rename it where it was saved\.$/,
    );
    expect(await refuse(writeZip([{ name: "x.npy", content: new Uint8Array(0) }], compress))).toMatch(
      /^"x\.npy": the file must begin with "\\x93NUMPY"; got an empty file at byte /,
    );
  });

  it.each(Object.entries(fixtures.refused))("holds %s, which are no numbers", async (what, bytes) => {
    const got = { objects: "'|O'", text: "'<U4'", fields: "a structured dtype" }[what];
    expect(await refuse(bytesOf(bytes))).toMatch(
      new RegExp(`: the dtype must be .*; got ${got?.replace("|", "\\|")} at byte `),
    );
  });
});
