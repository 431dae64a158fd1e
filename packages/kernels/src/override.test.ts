import { describe, expect, it } from "vitest";
import { operand, tight, valuesOf } from "./conformance/operand.js";
import { float64 } from "./element-type.js";
import { add } from "./ops/zip-ops.js";
import { useKernels } from "./override.js";
import { elements } from "./memory/storage.js";
import { zip } from "./zip.js";

describe("useKernels", () => {
  it("replaces a kernel until it is undone", () => {
    const x = operand(float64, [2], tight([2]), 1);
    const out = operand(float64, [2], tight([2]), 0);
    const undo = useKernels({
      zip: (_op, _a, _b, { storage, offset }) => elements(storage, float64).fill(42, offset, offset + 2),
    });
    zip(add, x, x, out);
    expect(valuesOf(out)).toEqual([42, 42]);
    undo();
    zip(add, x, x, out);
    expect(valuesOf(out)).toEqual([2, 2]);
  });
});
