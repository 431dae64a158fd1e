import { describe, expect, it } from "vitest";
import { shapesAsWritten } from "./shapes-as-written.js";

describe("shapesAsWritten", () => {
  it("leaves out that a shape is read-only, in arrays and in what is told the dtype first", () => {
    const cases = [
      ['const C: NDArray<"float32", readonly [2, 4]>', 'const C: NDArray<"float32", [2, 4]>'],
      [
        "f(a: NDArray<D, readonly [number, 3]>): NDArray<D, readonly []>",
        "f(a: NDArray<D, [number, 3]>): NDArray<D, []>",
      ],
      ['const F: SVD<"float64", readonly [2, 3], false>', 'const F: SVD<"float64", [2, 3], false>'],
      [
        'matmul<"float64", "bool", readonly [2, 3], readonly [3, 4]>(x: (y: number) => NDArray<"int32", readonly [1]>): T',
        'matmul<"float64", "bool", [2, 3], [3, 4]>(x: (y: number) => NDArray<"int32", [1]>): T',
      ],
    ];
    for (const [said, written] of cases) expect(shapesAsWritten(said)).toBe(written);
  });

  it("leaves everything else as it is", () => {
    const cases = [
      "const p: Set<readonly [1, 2]>",
      'const p: Map<"float", readonly [1, 2]>',
      'f(dtype: "float32", shape: readonly [2, 3]): void',
      "const q: NDArray<any, readonly number[]>",
      'const t: Pair<"float32", (shape: readonly [2]) => void>',
      'const s: Says<"NDArray<readonly [2]>">',
      'const t: readonly [NDArray<"float32", [2]>, readonly [2]]',
    ];
    for (const said of cases) expect(shapesAsWritten(said)).toBe(said);
  });
});
