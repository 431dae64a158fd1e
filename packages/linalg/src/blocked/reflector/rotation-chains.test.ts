import { describe, expect, it } from "vitest";
import { float64, workspace } from "@linnet/kernels";
import { float64Data } from "../matrix/copy.js";
import { RotationChains } from "./rotation-chains.js";

describe("RotationChains", () => {
  it.each([5, 8, 19])(
    "rotates %i rows as one rotation after the other would, over many batches, in both directions",
    (n) => {
      const z = workspace(float64, n, n);
      const Z = float64Data(z);
      for (let i = 0; i < n * z.rowStride; i++) Z[i] = Math.sin(i);
      const expected = Array.from({ length: n }, (_, i) =>
        Array.from(Z.subarray(i * z.rowStride, i * z.rowStride + n)),
      );
      const chains = new RotationChains(z);
      for (let sweep = 0; sweep < 50; sweep++) {
        const step = sweep % 2 === 0 ? 1 : -1;
        const start = step === 1 ? sweep % (n - 1) : n - 1;
        const length = step === 1 ? n - 1 - start : n - 1;
        chains.begin(start, step, length);
        for (let k = 0; k < length; k++) {
          const [c, s] = [Math.cos(sweep + k), Math.sin(sweep + k)];
          chains.push(c, s);
          const [x, y] = [expected[start + k * step], expected[start + (k + 1) * step]];
          for (let j = 0; j < n; j++) [x[j], y[j]] = [c * x[j] + s * y[j], c * y[j] - s * x[j]];
        }
      }
      chains.flush();
      for (let i = 0; i < n; i++)
        expect(Array.from(Z.subarray(i * z.rowStride, i * z.rowStride + n))).toEqual(expected[i]);
    },
  );
});
