import { override } from "./override.js";
import type { Philox } from "./signatures.js";
import { philox as wasmPhilox } from "./wasm/philox.js";

/**
 * out ← words of Philox4x32-10, a counter-based generator: block i of four words is a function of the key and counter + i
 * alone, so that streams can be split and resumed anywhere. out is contiguous uint32; keys and counters are 32-bit words.
 */
export const philox: Philox = (key0, key1, counterLo, counterHi, out) =>
  (override.philox ?? wasmPhilox)(key0, key1, counterLo, counterHi, out);
