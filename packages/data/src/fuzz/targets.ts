import { idx } from "./idx.js";
import { npy } from "./npy.js";
import { safetensors } from "./safetensors.js";
import type { FuzzTarget } from "./target.js";

/** Every format that is read. */
export const targets: readonly FuzzTarget[] = [idx, npy, safetensors];
