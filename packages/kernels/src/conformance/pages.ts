import fc from "fast-check";
import { expect } from "vitest";
import { realView } from "../complex/parts.js";
import type { ElementType } from "../element-type.js";
import { release } from "../memory/heap.js";
import { elements } from "../memory/storage.js";
import type { Strided } from "../strided.js";
import { type Placement, fillWith, operand, valuesOf } from "./operand.js";

/** What lies before, behind and between the elements of an operand. */
const CANARY = 77;
/** Bytes of canaries on each side of an operand: a page of WebAssembly memory. */
const PAGE = 65536;

/** An operand that can be made again and again. */
export interface Plan {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly placement: Placement;
  /** Element i in row-major order; of complex ones real and imaginary parts in turn. */
  readonly value: (i: number) => number;
  /** Whether the kernel writes it. */
  readonly written: boolean;
}

/** Numbers that look random: a linear congruence modulo 2³², scaled to [−1, 1). */
export function noise(seed: number): (i: number) => number {
  return (i) => (Math.imul(Math.imul(i + seed, 1664525) + 1013904223, 22695477) | 0) / 2 ** 31;
}

/** Runs a kernel on operands between pages of canaries; answers what is in them then. Nothing else may have changed. */
export function between(plans: readonly Plan[], kernel: (...operands: Strided[]) => void): number[][] {
  const operands = plans.map(guarded);
  const before = operands.map((x) => valuesOf(numbers(x)));
  kernel(...operands);
  const after = operands.map((x) => valuesOf(numbers(x)));
  plans.forEach(({ written }, i) => {
    if (!written) expect(after[i].findIndex((value, j) => !Object.is(value, before[i][j]))).toBe(-1);
    expect(canariesLost(operands[i])).toBe(0);
    release(operands[i].storage);
  });
  return after;
}

function guarded({ type, shape, placement, value }: Plan): Strided {
  const page = PAGE >> type.shift;
  const x = operand(type, shape, { ...placement, lead: placement.lead + page, trail: page }, CANARY);
  let i = 0;
  fillWith(numbers(x), () => value(i++));
  return x;
}

/** The parts of complex elements, as an axis more. */
function numbers(x: Strided): Strided {
  return x.type.kind === "complex" ? realView(x) : x;
}

function canariesLost(x: Strided): number {
  fillWith(numbers(x), () => CANARY);
  let lost = 0;
  const data = elements(x.storage, x.type);
  for (let i = 0; i < data.length; i++) lost += Number(data[i] !== CANARY);
  return lost;
}

/** Shapes small and large: some longer than the pieces that strided and spilled operands are worked on in. */
export const shapes: fc.Arbitrary<number[]> = fc.oneof(
  { weight: 12, arbitrary: fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 4 }) },
  { weight: 7, arbitrary: fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 90 })) },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 8200, max: 9000 })) },
);
