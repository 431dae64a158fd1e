import { arange } from "@linnet/core";
import { decodeNpy, encodeNpy } from "../formats/npy.js";
import type { FuzzTarget } from "./target.js";

export const npy: FuzzTarget = {
  format: "npy",
  files: (["bool", "int16", "float32", "float64"] as const).map((dtype) =>
    encodeNpy(arange(6).reshape([2, 3]).astype(dtype)),
  ),
  early: 96,
  read: (bytes) => decodeNpy(bytes, { convert: "float64" }),
};
