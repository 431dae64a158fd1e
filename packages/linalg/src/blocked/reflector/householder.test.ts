import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MatrixView, float64, workspace } from "@linnet/kernels";
import { float64Data, setIdentity } from "../matrix/copy.js";
import { applyBlock, applyReflectorsToRows, blockFactor, makeReflector } from "./householder.js";
import { addScaled, dot, norm2 } from "../vector/vector.js";

const u = 2 ** -53;

describe("makeReflector", () => {
  it("reflects x to (β, 0, …, 0) with |β| = ‖x‖ and 1 ≤ τ ≤ 2, at any scale: error ≤ 10·n·u·‖x‖", () => {
    const entries = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(entries, fc.constantFrom(1, 2 ** -1000, 2 ** -1040, 2 ** 1000), (list, scale) => {
        const n = list.length;
        const x = Float64Array.from(list, (v) => v * scale);
        const v = x.slice();
        const tau = makeReflector(n, v, 0);
        const beta = v[0];
        if (tau === 0) {
          expect(Array.from(x.subarray(1)).every((t) => t === 0)).toBe(true);
          return;
        }
        v[0] = 1;
        expect(tau).toBeGreaterThanOrEqual(1 - 4 * u);
        expect(tau).toBeLessThanOrEqual(2 + 4 * u);
        const size = norm2(n, x, 0);
        const tiny = n * 2 ** -1074; // an entry below the normal numbers is rounded to their spacing
        const y = x.map((t) => t);
        addScaled(n, -tau * dot(n, v, 0, x, 0), v, 0, y, 0);
        expect(Math.abs(Math.abs(beta) - size)).toBeLessThanOrEqual(10 * n * u * size + tiny);
        expect(Math.abs(y[0] - beta)).toBeLessThanOrEqual(10 * n * u * size + 4 * tiny);
        for (let i = 1; i < n; i++) expect(Math.abs(y[i])).toBeLessThanOrEqual(10 * n * u * size + 4 * tiny);
      }),
    );
  });

  it("leaves a vector that is already reduced, and one of length 1", () => {
    const x = Float64Array.of(-3, 0, 0);
    expect(makeReflector(3, x, 0)).toBe(0);
    expect(makeReflector(1, x, 0)).toBe(0);
    expect(Array.from(x)).toEqual([-3, 0, 0]);
  });
});

describe("block reflectors", () => {
  it.each([1, 5, 8, 9, 20, 33])("I − Vᵀ·T·V is the product of its %i reflectors, to 100·k·u", (k) => {
    const m = k + 6;
    const { v, tau } = reflectors(k, m);
    const t = workspace(float64, k, k);
    blockFactor(v, tau, 0, t);
    const whole = workspace(float64, m, m);
    const one = workspace(float64, m, m);
    setIdentity(whole);
    setIdentity(one);
    applyBlock(whole, v, t);
    for (let i = 0; i < k; i++) applyOne(one, v, i, tau[i]);
    expect(difference(whole, one)).toBeLessThanOrEqual(100 * k * u);
  });

  it("applyReflectorsToRows undoes them in the opposite order", () => {
    const { v, tau } = reflectors(37, 40);
    const c = workspace(float64, 40, 40);
    setIdentity(c);
    for (let i = 0; i < 37; i++) applyOne(c, v, i, tau[i]);
    applyReflectorsToRows(c, v, tau, 0, 16);
    const identity = workspace(float64, 40, 40);
    setIdentity(identity);
    expect(difference(c, identity)).toBeLessThanOrEqual(100 * 37 * u);
  });
});

/** k reflectors from generic vectors, reflector i starting at column i. */
function reflectors(k: number, m: number): { v: MatrixView; tau: Float64Array } {
  const v = workspace(float64, k, m);
  const tau = new Float64Array(k);
  const data = float64Data(v);
  for (let i = 0; i < k; i++) {
    const row = i * v.rowStride;
    for (let j = i; j < m; j++) data[row + j] = Math.sin(1 + 3 * i + 7 * j);
    tau[i] = makeReflector(m - i, data, row + i);
    data[row + i] = 1;
  }
  return { v, tau };
}

/** C ← C·(I − τ·v·vᵀ). */
function applyOne(c: MatrixView, v: MatrixView, i: number, tau: number): void {
  const C = float64Data(c);
  const V = float64Data(v);
  const row = i * v.rowStride;
  for (let r = 0; r < c.rows; r++) {
    const at = r * c.rowStride;
    addScaled(c.cols, -tau * dot(c.cols, C, at, V, row), V, row, C, at);
  }
}

function difference(a: MatrixView, b: MatrixView): number {
  let largest = 0;
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.cols; j++) {
      largest = Math.max(largest, Math.abs(a.data[i * a.rowStride + j] - b.data[i * b.rowStride + j]));
    }
  }
  return largest;
}
