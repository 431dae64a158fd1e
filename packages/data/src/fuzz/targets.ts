import { arrow } from "./arrow.js";
import { csv } from "./csv.js";
import { idxGz } from "./idx-gz.js";
import { idx } from "./idx.js";
import { jpeg } from "./jpeg.js";
import { json, jsonArray, jsonLines } from "./json.js";
import { npy, npyRows } from "./npy.js";
import { npz } from "./npz.js";
import { parquet } from "./parquet.js";
import { checkedPng, png } from "./png.js";
import { safetensors } from "./safetensors.js";
import type { FuzzTarget } from "./target.js";

/** Every format that is read. */
export const targets: readonly FuzzTarget[] = [
  arrow,
  checkedPng,
  csv,
  idx,
  idxGz,
  jpeg,
  json,
  jsonArray,
  jsonLines,
  npy,
  npyRows,
  npz,
  parquet,
  png,
  safetensors,
];
