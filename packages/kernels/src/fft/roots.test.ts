import { describe, expect, it } from "vitest";
import { anglesOf, negative } from "../conformance/double-double.js";
import { ulp } from "../conformance/tolerance.js";
import { float64 } from "../element-type.js";
import { rootsOfUnity } from "./roots.js";

describe("rootsOfUnity", () => {
  it("are within one ulp, and exact at multiples of 90°", () => {
    for (const n of [...Array.from({ length: 130 }, (_, i) => i + 1), 257, 360, 1000, 1009, 4096]) {
      const roots = rootsOfUnity(n);
      anglesOf(n).forEach(([c, s], k) => {
        for (const [got, exact] of [
          [roots[2 * k], c],
          [roots[2 * k + 1], negative(s)],
        ] as const) {
          const error = Math.abs(exact[0] - got + exact[1]);
          expect(error, `${k} of ${n}`).toBeLessThanOrEqual(
            Math.abs(exact[0]) < 1e-20 ? 1e-30 : ulp(exact[0], float64),
          );
        }
      });
    }
    expect(Array.from(rootsOfUnity(4))).toEqual([1, 0, 0, -1, -1, 0, 0, 1]);
  });
});
