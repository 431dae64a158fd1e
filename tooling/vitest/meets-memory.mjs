// Test files of kernels that reach for the memory of arrays or for threads: what they assert could depend on whether memory
// is shared. What other kernels compute cannot: their modules are the same bytes but for one bit of the import, and that each
// takes plain memory is asserted in packages/kernels/src/wasm/family.test.ts.
import { readFileSync } from "node:fs";

const reaches = /\bfrom "(\.\.?\/)+(memory|threads)\/|\b(configure\w*|useKernels)\(/;

/** @param {string | URL} file a test file of kernels */
export function meetsMemory(file) {
  return /[\\/](memory|threads)[\\/][^\\/]+$/.test(String(file)) || reaches.test(readFileSync(file, "utf8"));
}
