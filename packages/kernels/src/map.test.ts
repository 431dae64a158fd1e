import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyFloat, anyShape, operands, tightPlacements } from "./conformance/arbitraries.js";
import { implementations } from "./conformance/implementations.js";
import { fillWith, indices, operand, placeOf, surroundings, tight, valuesOf } from "./conformance/operand.js";
import { rounded, ulp } from "./conformance/tolerance.js";
import { type ElementType, bool, float32, float64, int32 } from "./element-type.js";
import { elements } from "./memory/storage.js";
import { acos, asin, atan } from "./ops/arc-ops.js";
import * as exact from "./ops/map-ops.js";
import * as erfOps from "./ops/erf-ops.js";
import * as expOps from "./ops/exp-ops.js";
import * as rootOps from "./ops/exp2-cbrt-ops.js";
import * as gammaOps from "./ops/gamma-ops.js";
import { isInf, signbit } from "./ops/float-ops.js";
import * as hyperbolicOps from "./ops/hyperbolic-ops.js";
import * as logOps from "./ops/log-ops.js";
import * as logisticOps from "./ops/logistic-ops.js";
import type { MapOp } from "./ops/op.js";
import * as trigOps from "./ops/trig-ops.js";
import { correctlyRounded } from "./conformance/correctly-rounded.js";

const exactOps: readonly MapOp[] = [...Object.values(exact), isInf, signbit];
const inexactOps: readonly MapOp[] = [
  ...Object.values(erfOps),
  ...Object.values(expOps),
  ...Object.values(gammaOps),
  ...Object.values(rootOps),
  ...Object.values(logOps),
  ...Object.values(logisticOps),
  ...Object.values(trigOps),
  acos,
  asin,
  atan,
  ...Object.values(hyperbolicOps),
];
const floats = [float32, float64];

/** Ulps of error that the kernels stay below, as measured over all float32, and over 10⁶ float64 against 64-bit mantissas. */
const ulps: Readonly<Record<string, number>> = {
  cbrt: 1,
  erf: 2,
  erfc: 2,
  exp: 1,
  exp2: 1,
  expm1: 2,
  gamma: 4,
  gelu: 4,
  lgamma: 2,
  log: 1,
  log1p: 1.3,
  log2: 1,
  log10: 2, // of Math.log10, which is the reference; the kernel stays below 1
  tanh: 1.5,
  sigmoid: 2,
  softplus: 2,
  sin: 1,
  cos: 1,
  tan: 1.6,
  asin: 1.7,
  acos: 1.2,
  atan: 1,
  sinh: 1.7,
  cosh: 1.2,
  asinh: 1.8,
  acosh: 1.5,
  atanh: 1.6,
};

describe.each(implementations)("map ($name)", ({ kernels: { map } }) => {
  const mapped = (op: MapOp, type: ElementType, values: readonly number[]): number[] => {
    const shape = [values.length];
    const x = fillWith(operand(type, shape, tight(shape), 0), ([i]) => values[i]);
    const out = operand(op.result === "bool" ? bool : type, shape, tight(shape), 7);
    map(op, x, out);
    return valuesOf(out);
  };

  it.each(exactOps)("$name is its reference at every index, bit by bit, for any strides", (op) => {
    const draw = fc
      .tuple(anyShape, fc.constantFrom(float32, float64))
      .chain(([shape, type]) => fc.tuple(operands(type, shape, anyFloat), tightPlacements(shape), fc.constant(shape)));
    const law = fc.property(draw, ([x, placement, shape]) => {
      const resultType = op.result === "bool" ? bool : x.type;
      const out = operand(resultType, shape, placement, op.result === "bool" ? 9 : NaN);
      const around = surroundings(out);
      map(op, x, out);
      const data = elements(x.storage, x.type);
      expect(valuesOf(out)).toEqual(
        [...indices(shape)].map((i) => rounded(op.reference(data[placeOf(x, i)]), resultType)),
      );
      expect(surroundings(out)).toEqual(around);
    });
    fc.assert(law, { numRuns: 60 });
  });

  it.each(inexactOps)("$name of float32 errs by less than its bound in ulps, for any strides", (op) => {
    const draw = anyShape.chain((shape) =>
      fc.tuple(operands(float32, shape, anyFloat), tightPlacements(shape), fc.constant(shape)),
    );
    const law = fc.property(draw, ([x, placement, shape]) => {
      const out = operand(float32, shape, placement, 7);
      const around = surroundings(out);
      map(op, x, out);
      const data = elements(x.storage, float32);
      const result = elements(out.storage, float32);
      for (const index of indices(shape)) {
        const value = op.reference(data[placeOf(x, index)]); // in float64: 2⁻²⁹ ulp of float32
        expectWithin(result[placeOf(out, index)], value, ulps[op.name], float32);
      }
      expect(surroundings(out)).toEqual(around);
    });
    fc.assert(law, { numRuns: 60 });
  });

  it.each(inexactOps)("$name of float64 errs by less than its bound and the one of Math's in ulps", (op) => {
    const law = fc.property(fc.array(anyFloat, { maxLength: 80 }), (values) => {
      const result = mapped(op, float64, values);
      values.forEach((value, i) => expectWithin(result[i], op.reference(value), ulps[op.name] + 2, float64));
    });
    fc.assert(law, { numRuns: 60 });
  });

  it.each(Object.keys(correctlyRounded))("%s of float64 is near the exact value where that is known", (name) => {
    const op = inexactOps.find((candidate) => candidate.name === name);
    const points = correctlyRounded[name];
    const result = mapped(
      op ?? expOps.exp,
      float64,
      points.map(([x]) => x),
    );
    points.forEach(([, value, rest], i) => {
      const error = Math.abs(result[i] - value - rest) / ulp(value, float64);
      expect(error).toBeLessThanOrEqual(ulps[name]);
    });
  });

  it.each(inexactOps)("$name has these values where they are exact", (op) => {
    const points = [0, -0, NaN, Infinity, -Infinity, 800, -800, 1e-320, -1e-320].filter(
      (x) => !(op.name.startsWith("log") && x < 0 && x !== -800),
    );
    for (const type of floats) {
      const exactly = points.map((x) => rounded(op.reference(rounded(x, type)), type));
      const known = exactly.map((value) => value === 0 || !Number.isFinite(value));
      const result = mapped(op, type, points);
      expect(result.filter((_, i) => known[i])).toEqual(exactly.filter((_, i) => known[i]));
    }
  });

  it.each(inexactOps)("$name of an element does not depend on its neighbours", (op) => {
    const law = fc.property(fc.array(anyFloat, { minLength: 1, maxLength: 150 }), fc.nat(), (values, at) => {
      const i = at % values.length;
      for (const type of floats) expect(mapped(op, type, values)[i]).toBe(mapped(op, type, [values[i]])[0]);
    });
    fc.assert(law, { numRuns: 40 });
  });

  it.each(inexactOps)("$name works in place", (op) => {
    for (const type of floats) {
      const values = Array.from({ length: 75 }, (_, i) => (i === 40 ? 1000 : i / 8));
      const x = fillWith(operand(type, [75], tight([75]), 0), ([i]) => values[i]);
      const expected = mapped(op, type, values);
      map(op, x, x);
      expect(valuesOf(x)).toEqual(expected);
    }
  });

  it("squares of int32 wrap around modulo 2³²", () => {
    expect(mapped(exact.square, int32, [3, 65537, 123456789])).toEqual([9, 131073, -1757895751]);
  });
});

function expectWithin(actual: number, exactValue: number, bound: number, type: ElementType): void {
  const target = rounded(exactValue, type);
  if (!Number.isFinite(target)) expect(actual).toBe(target);
  else expect(Math.abs(actual - exactValue)).toBeLessThanOrEqual(bound * ulp(exactValue, type));
}
