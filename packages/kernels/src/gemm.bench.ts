import { bench, describe } from "vitest";
import { float32, float64 } from "./element-type.js";
import { gemm } from "./gemm.js";
import { type MatrixView, workspace } from "./matrix-view.js";

/** A matrix of numbers that neither grow nor shrink in products. */
function filled(type: typeof float32 | typeof float64, n: number): MatrixView {
  const a = workspace(type, n, n);
  a.data.forEach((_, i, data) => (data[i] = Math.sin(i)));
  return a;
}

describe.each([float32, float64])("gemm of $name", (type) => {
  for (const n of [8, 64, 256, 1024]) {
    const [a, b, c] = [filled(type, n), filled(type, n), filled(type, n)];
    bench(`${n}×${n}`, () => gemm(1, a, b, 0, c));
    if (n === 256) bench(`${n}×${n}, transposed`, () => gemm(1, a.T, b.T, 0, c));
  }
});
