import { arange, array } from "@linnet/core";
import { decodeJsonArray } from "../formats/json/array.js";
import { decodeJson } from "../formats/json/decode.js";
import { encodeJson } from "../formats/json/encode.js";
import { tablesOf } from "../formats/json/lines.js";
import { Table } from "../table.js";
import type { FuzzTarget } from "./target.js";

const table = new Table({
  x: array([1, NaN, -2.5e-7]),
  ok: array([true, false, true]),
  "\u00fc": ["a", "\u{1f426}\n", ""],
});

export const json: FuzzTarget = {
  format: "JSON of a table",
  files: [encodeJson(table), encodeJson(table, { form: "columns" })],
  early: 16,
  read: (bytes) => decodeJson(bytes),
};

export const jsonArray: FuzzTarget = {
  format: "JSON of an array",
  files: [encodeJson(arange(6).reshape([1, 2, 3])), encodeJson(array([true, false])), encodeJson(array(NaN))],
  early: 16,
  read: (bytes) => decodeJsonArray(bytes),
};

export const jsonLines: FuzzTarget = {
  format: "JSON Lines",
  files: [
    new TextEncoder().encode('{ "x": 1, "n": "a" }\n{ "x": 2 }\r\n\n{ "n": "\u00fc", "x": 3e5 }\n{ "x": -0.25 }'),
  ],
  early: 16,
  read: async (bytes) => {
    for await (const part of tablesOf("fuzz", inPieces(bytes), 2))
      if (part.length > 2) throw new RangeError("too many rows");
  },
};

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 7) yield bytes.subarray(start, start + 7);
}
