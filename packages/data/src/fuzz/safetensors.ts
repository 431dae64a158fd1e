import { arange } from "@linnet/core";
import { decodeSafetensors } from "../formats/safetensors/decode.js";
import { encodeSafetensors } from "../formats/safetensors/encode.js";
import type { FuzzTarget } from "./target.js";

export const safetensors: FuzzTarget = {
  format: "safetensors",
  files: [
    encodeSafetensors({ weight: arange(6).reshape([2, 3]), bias: arange(3).astype("float32") }, { made: "for tests" }),
    encodeSafetensors({}),
  ],
  early: 120,
  read: (bytes) => decodeSafetensors(bytes, { convert: "float64" }),
};
