import { csv } from "./csv.js";
import { idx } from "./idx.js";
import { jpeg } from "./jpeg.js";
import { npy } from "./npy.js";
import { checkedPng, png } from "./png.js";
import { idxGz } from "./idx-gz.js";
import { npz } from "./npz.js";
import { safetensors } from "./safetensors.js";
import type { FuzzTarget } from "./target.js";

/** Every format that is read. */
export const targets: readonly FuzzTarget[] = [idx, jpeg, npy, png, checkedPng, safetensors];
export const targets: readonly FuzzTarget[] = [idx, idxGz, npy, npz, safetensors];
export const targets: readonly FuzzTarget[] = [csv, idx, npy, safetensors];
