import fc from "fast-check";
import { expect } from "vitest";
import { type ElementType, bool } from "../element-type.js";
import type { Kernels } from "../signatures.js";
import type { Strided } from "../strided.js";
import { placements, tightPlacements } from "./arbitraries.js";
import { implementations } from "./implementations.js";
import { type Plan, between, noise } from "./pages.js";

const [reference, wasm] = implementations.map(({ kernels }) => kernels);

export const seeds: fc.Arbitrary<number> = fc.nat(1e6);

/** Numbers that a dtype holds: 0 and 1 where it is bool. */
export function valuesFor(type: ElementType, seed: number, scale = 90): (i: number) => number {
  const random = noise(seed);
  if (type === bool) return (i) => Number(random(i) > 0);
  const isWhole = type.kind === "int" || type.kind === "uint";
  return (i) => (isWhole ? Math.trunc(scale * random(i)) : scale * random(i));
}

/** An operand that is read. */
export function input(
  type: ElementType,
  shape: readonly number[],
  element?: (i: number) => number,
): fc.Arbitrary<Plan> {
  return fc.tuple(placements(shape), seeds).map(([placement, seed]) => {
    return { type, shape, placement, value: element ?? valuesFor(type, seed), written: false };
  });
}

/** An operand that is written: contiguous, unless it may lie anyhow. */
export function output(type: ElementType, shape: readonly number[], anywhere = false): fc.Arbitrary<Plan> {
  const places = anywhere ? placements(shape, false) : tightPlacements(shape);
  return places.map((placement) => ({ type, shape, placement, value: valuesFor(type, 5), written: true }));
}

/** A kernel of either implementation, on the operands of a plan. */
export type Run = (kernels: Kernels) => (...operands: Strided[]) => void;

/** What reference and kernel left in the last operand. */
export function both(
  plans: readonly Plan[],
  run: Run,
  kernels: readonly Kernels[] = [reference, wasm],
): [expected: readonly number[], actual: readonly number[]] {
  const [expected, actual] = kernels.map((k) => between(plans, run(k)).at(-1) ?? []);
  return [expected, actual];
}

/** The last operand has the same bits after either. */
export function expectSame(plans: readonly Plan[], run: Run): void {
  const [expected, actual] = both(plans, run);
  expect(actual.length).toBe(expected.length);
  const at = actual.findIndex((value, i) => !Object.is(value, expected[i]));
  expect([at, actual[at]]).toEqual([-1, undefined]);
}

/** The differences stay under a bound for each element. */
export function expectWithin(plans: readonly Plan[], run: Run, bounds: (i: number, expected: number) => number): void {
  const [expected, actual] = both(plans, run);
  expect(actual.length).toBe(expected.length);
  const at = actual.findIndex(
    (value, i) => !(Object.is(value, expected[i]) || Math.abs(value - expected[i]) <= bounds(i, expected[i])),
  );
  expect([at, actual[at], expected[at]]).toEqual([-1, undefined, undefined]);
}

/** The same operand with magnitudes in place of its elements. */
export function magnitudes({ value, ...plan }: Plan): Plan {
  return { ...plan, value: (i) => Math.abs(value(i)) };
}
