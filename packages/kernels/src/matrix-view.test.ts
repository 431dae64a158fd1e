import { describe, expect, it } from "vitest";
import { complex128, complex64, float32, float64 } from "./element-type.js";
import { workspace } from "./matrix-view.js";
import { release } from "./memory/heap.js";

describe("workspace", () => {
  it.each([float32, float64, complex64, complex128])("is zero in memory that was used before ($name)", (type) => {
    for (const n of [3, 8, 64]) {
      const used = workspace(type, n, n);
      used.data.fill(NaN);
      release(used.storage);
      const { data, rowStride, storage } = workspace(type, n, n);
      const parts = type.kind === "complex" ? 2 : 1;
      expect(data.subarray(0, parts * n * rowStride).every((x) => x === 0)).toBe(true);
      release(storage);
    }
  });
});
