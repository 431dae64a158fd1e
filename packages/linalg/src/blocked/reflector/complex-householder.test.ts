import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MatrixView, complex128, workspace } from "@linnet/kernels";
import { makeComplexReflector, reflectComplex } from "./complex-householder.js";
import { norm2 } from "../vector/complex-vector.js";
import { float64Data, setIdentity } from "../matrix/copy.js";
import { applyBlock, applyBlockAdjoint, applyReflectorsToRows, blockFactor } from "./householder.js";

const u = 2 ** -53;
const work = new Float64Array(2);

describe("makeComplexReflector", () => {
  it("x·H = (β, 0, …, 0), β real, |β| = ‖x‖, |1 − τ·‖v‖²| = 1, at any scale: error ≤ 20·n·u·‖x‖", () => {
    const parts = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(parts, fc.constantFrom(1, 2 ** -1000, 2 ** -1040, 2 ** 1000), (list, scale) => {
        const n = list.length >> 1;
        const x = Float64Array.from(list.slice(0, 2 * n), (v) => v * scale);
        const v = x.slice();
        const tau = new Float64Array(2);
        makeComplexReflector(n, v, 0, tau, 0);
        const [beta, imaginary] = v;
        expect(Math.abs(imaginary)).toBe(0);
        if (tau[0] === 0) {
          expect(Array.from(x.subarray(1)).every((t) => t === 0)).toBe(true);
          return;
        }
        v[0] = 1;
        const length = norm2(n, v, 0) ** 2;
        expect(tau[0]).toBeGreaterThanOrEqual(1 - 4 * u);
        // unitary: |τ|²·‖v‖² = 2·Re τ
        expect(Math.abs((tau[0] ** 2 + tau[1] ** 2) * length - 2 * tau[0])).toBeLessThanOrEqual(40 * n * u);
        const size = norm2(n, x, 0);
        const bound = 20 * n * u * size + 8 * n * 2 ** -1074; // below the normal numbers entries are rounded to their spacing
        const y = x.slice();
        reflectComplex(n, tau[0], tau[1], v, 0, y, 0, work);
        expect(Math.abs(Math.abs(beta) - size)).toBeLessThanOrEqual(bound);
        y[0] -= beta;
        for (const t of y) expect(Math.abs(t)).toBeLessThanOrEqual(bound);
      }),
    );
  });

  it("makes a single number real, and leaves what is real and reduced", () => {
    const tau = new Float64Array(2);
    const x = Float64Array.of(3, 4);
    makeComplexReflector(1, x, 0, tau, 0);
    expect(Array.from(x)).toEqual([-5, 0]);
    expect(Math.hypot(1 - tau[0], tau[1])).toBeCloseTo(1, 15);
    const reduced = Float64Array.of(-3, 0, 0, 0);
    makeComplexReflector(2, reduced, 0, tau, 0);
    makeComplexReflector(0, reduced, 0, tau, 0);
    expect([...reduced, ...tau]).toEqual([-3, 0, 0, 0, 0, 0]);
  });
});

describe("complex block reflectors", () => {
  it.each([1, 5, 8, 9, 20, 33])("I − Vᴴ·T·V is the product of its %i reflectors, to 100·k·u", (k) => {
    const m = k + 6;
    const { v, tau } = reflectors(k, m);
    const t = workspace(complex128, k, k);
    blockFactor(v, tau, 0, t);
    const whole = identity(m);
    const one = identity(m);
    applyBlock(whole, v, t);
    for (let i = 0; i < k; i++) applyOne(one, v, i, tau);
    expect(difference(whole, one)).toBeLessThanOrEqual(100 * k * u);
    applyBlockAdjoint(whole, v, t);
    expect(difference(whole, identity(m))).toBeLessThanOrEqual(100 * k * u);
  });

  it("applyReflectorsToRows undoes them in the opposite order", () => {
    const { v, tau } = reflectors(37, 40);
    const c = identity(40);
    for (let i = 0; i < 37; i++) applyOne(c, v, i, tau);
    applyReflectorsToRows(c, v, tau, 0, 16);
    expect(difference(c, identity(40))).toBeLessThanOrEqual(100 * 37 * u);
  });
});

/** k reflectors from generic vectors, reflector i starting at column i. */
function reflectors(k: number, m: number): { v: MatrixView; tau: Float64Array } {
  const v = workspace(complex128, k, m);
  const tau = new Float64Array(2 * k);
  const data = float64Data(v);
  for (let i = 0; i < k; i++) {
    const row = 2 * i * v.rowStride;
    for (let j = 2 * i; j < 2 * m; j++) data[row + j] = Math.sin(1 + 3 * i + 7 * j);
    makeComplexReflector(m - i, data, row + 2 * i, tau, 2 * i);
    data[row + 2 * i] = 1;
  }
  return { v, tau };
}

function identity(m: number): MatrixView {
  const whole = workspace(complex128, m, m);
  setIdentity(whole);
  return whole;
}

/** C ← C·(I − τ·vᴴ·v). */
function applyOne(c: MatrixView, v: MatrixView, i: number, tau: Float64Array): void {
  const C = float64Data(c);
  const V = float64Data(v);
  const row = 2 * i * v.rowStride;
  for (let r = 0; r < c.rows; r++) {
    reflectComplex(c.cols, tau[2 * i], tau[2 * i + 1], V, row, C, 2 * r * c.rowStride, work);
  }
}

function difference(a: MatrixView, b: MatrixView): number {
  let largest = 0;
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < 2 * a.cols; j++) {
      largest = Math.max(largest, Math.abs(a.data[2 * i * a.rowStride + j] - b.data[2 * i * b.rowStride + j]));
    }
  }
  return largest;
}
