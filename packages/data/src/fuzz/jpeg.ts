import { decodeImage } from "../formats/images/decode.js";
import { jpegs } from "../formats/images/fixtures/read.js";
import type { FuzzTarget } from "./target.js";

export const jpeg: FuzzTarget = {
  format: "JPEG",
  files: jpegs.map(({ file }) => file),
  early: 700,
  read: (bytes) => decodeImage(bytes),
};
