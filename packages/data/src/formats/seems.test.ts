import { describe, expect, it } from "vitest";
import { arange } from "@linnet/core";
import { encodeIdx } from "./idx.js";
import { encodeNpy } from "./npy.js";
import { encodeSafetensors } from "./safetensors/encode.js";
import { seemsToBe } from "./seems.js";

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("seemsToBe", () => {
  it.each([
    [new Uint8Array(0), "an empty file"],
    [latin1("PK\x03\x04"), "what seems to be a zip archive, as npz files are"],
    [latin1("PK\x05\x06"), "what seems to be an empty zip archive, as npz files may be"],
    [latin1("\x1f\x8b\x08"), "what seems to be a gzip file"],
    [encodeNpy(arange(3)), "what seems to be an npy file"],
    [encodeSafetensors({ x: arange(3) }), "what seems to be a safetensors file"],
    [encodeSafetensors({}), "what seems to be a safetensors file"],
    [encodeIdx(arange(3).astype("uint8")), "what seems to be an IDX file"],
    [latin1("\x89PNG\r\n"), "what seems to be a PNG image"],
    [latin1("\xff\xd8\xff\xe0"), "what seems to be a JPEG image"],
    [latin1("\x89HDF\r\n"), "what seems to be an HDF5 file"],
    [latin1("PAR1"), "what seems to be a Parquet file"],
    [latin1("ARROW1\0\0"), "what seems to be an Arrow file"],
    [latin1("%PDF-1.7"), "what seems to be a PDF document"],
    [latin1("\x80\x02\x8a\x0alI"), "what seems to be a file of torch.save"],
    [utf8("größe;höhe\n1;2"), "what seems to be text, as CSV files are"],
    [utf8("\ufeffa\tb\n"), "what seems to be text, as CSV files are"],
    [utf8("Call me Ishmael."), "what seems to be text"],
    [utf8(' {"a": 1}'), "what seems to be JSON"],
    [utf8("\n<!doctype html><p>"), "what seems to be an HTML page"],
    [utf8("<svg xmlns"), "what seems to be XML"],
    [
      utf8("version https://git-lfs.github.com/spec/v1\noid sha256:"),
      "what seems to be a pointer of Git LFS, not the file itself",
    ],
    [utf8(`${"x".repeat(63)}ß`), "what seems to be text"],
    [Uint8Array.of(1, 2, 3), "something else"],
    [latin1("\xc3\x28 not UTF-8"), "something else"],
  ])("knows what begins so (%#): %s", (beginning, name) => {
    expect(seemsToBe(beginning, "something else")).toBe(name);
  });
});
