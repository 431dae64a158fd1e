import { arange } from "@linnet/core";
import { decodeNpy, encodeNpy } from "../formats/npy.js";
import { streamNpy } from "../formats/npy-stream.js";
import type { FuzzTarget } from "./target.js";

const files = (["bool", "int16", "float32", "float64"] as const).flatMap((dtype) =>
  [false, true].map((fortranOrder) => encodeNpy(arange(6).reshape([2, 3]).astype(dtype), { fortranOrder })),
);

export const npy: FuzzTarget = {
  format: "npy",
  files,
  early: 96,
  read: (bytes) => decodeNpy(bytes, { convert: "float64" }),
};

/** Damaged the same way, and read row by row. */
export const npyRows: FuzzTarget = {
  format: "npy, in blocks",
  files,
  early: 96,
  async read(bytes) {
    for await (const block of streamNpy(bytes, { rows: 1, convert: "float64" })) block.dispose();
  },
};
