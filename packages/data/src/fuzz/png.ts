import { decodeImage } from "../formats/images/decode.js";
import { pngs } from "../formats/images/fixtures/read.js";
import { repaired } from "../formats/images/fixtures/repaired.js";
import type { FuzzTarget } from "./target.js";

export const png: FuzzTarget = {
  format: "PNG",
  files: pngs.map(({ file }) => file),
  early: 60,
  read: (bytes) => decodeImage(bytes),
};

/** Damage that the checks of the chunks do not tell. */
export const checkedPng: FuzzTarget = {
  ...png,
  format: "PNG with right checks",
  read: (bytes) => decodeImage(repaired(bytes)),
};
