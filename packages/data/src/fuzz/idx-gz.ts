import { gzipSync } from "node:zlib";
import { loadIdx } from "../formats/idx-file.js";
import { damaged } from "./damage.js";
import { idxFiles } from "./idx.js";
import type { FuzzTarget } from "./target.js";

const gzip = (bytes: Uint8Array): Uint8Array => new Uint8Array(gzipSync(bytes));

export const idxGz: FuzzTarget = {
  format: "gzipped IDX",
  files: idxFiles.map(gzip),
  early: 18,
  others: damaged(idxFiles, 16).map(gzip),
  expansion: 1032,
  multiple: 2 * 1032, // deflate's, twice: in pieces and as a whole
  read: loadIdx,
};
