import { describe, expect, it } from "vitest";
import { complex64, float64, workspace } from "@linnet/kernels";
import { withAdjoint } from "./adjoint.js";
import { maxAbs } from "./copy.js";

describe("withAdjoint", () => {
  it("conjugates and transposes a complex matrix in a copy, and views a real one", () => {
    const z = workspace(complex64, 1, 2);
    z.data.set([1, 2, 3, -4]);
    withAdjoint(z, (h) => expect([h.rows, h.cols, ...h.data.subarray(0, 4)]).toEqual([2, 1, 1, -2, 3, 4]));
    expect([...z.data.subarray(0, 4)]).toEqual([1, 2, 3, -4]);
    const x = workspace(float64, 1, 2);
    withAdjoint(x, (h) => expect(h.storage).toBe(x.storage));
  });
});

describe("maxAbs", () => {
  it("takes the larger part of a complex number", () => {
    const z = workspace(complex64, 1, 2);
    z.data.set([1, 2, 3, -4]);
    expect(maxAbs(z)).toBe(4);
  });
});
