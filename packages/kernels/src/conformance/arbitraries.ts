import fc from "fast-check";
import type { ElementType } from "../element-type.js";
import type { Strided } from "../strided.js";
import { type Placement, fillWith, operand } from "./operand.js";

/** Numbers at which floating-point kernels go wrong, and ordinary ones. */
export const anyFloat: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.5, -2.5, 1.5, NaN, Infinity, -Infinity, 1e-310, -1e-40, 3e38, 1e300, 2 ** 52 + 1),
  fc.double({ min: -100, max: 100, noNaN: true }),
  fc.integer({ min: -9, max: 9 }),
);

/** Numbers whose sums and products neither overflow nor underflow, as error bounds assume. */
export const tameFloat: fc.Arbitrary<number> = fc
  .double({ min: -100, max: 100, noNaN: true })
  .map((x) => Math.round(x * 2 ** 20) / 2 ** 20);

/** Shapes of up to four axes, empty ones and ones longer than a block of vectors among them. */
export const anyShape: fc.Arbitrary<number[]> = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
  fc.tuple(fc.integer({ min: 0, max: 150 })),
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 70 })),
);

/** Places for an operand of a shape: transposed, with gaps, backwards, repeated, outside of the heap. */
export function placements(shape: readonly number[], repeats = true): fc.Arbitrary<Placement> {
  const axes = shape.map((_, axis) => axis);
  return fc.record({
    order: fc.oneof(fc.constant(axes), fc.shuffledSubarray(axes, { minLength: axes.length })),
    gaps: fc.oneof(
      fc.constant(axes.map(() => 1)),
      fc.tuple(...axes.map(() => fc.constantFrom(1, 1, 2, -1, -3, ...(repeats ? [0] : [])))),
    ),
    lead: fc.integer({ min: 0, max: 5 }),
    spilled: fc.nat(4).map((n) => n === 0),
  });
}

/** Contiguous places, in the heap or outside. */
export function tightPlacements(shape: readonly number[]): fc.Arbitrary<Placement> {
  const axes = shape.map((_, axis) => axis);
  const spilled = fc.nat(4).map((n) => n === 0);
  const lead = fc.integer({ min: 0, max: 5 });
  return fc.record({ order: fc.constant(axes), gaps: fc.constant(axes.map(() => 1)), lead, spilled });
}

/** An operand with random places and elements; where axes repeat, one of the elements they share. */
export function operands(
  type: ElementType,
  shape: readonly number[],
  element: fc.Arbitrary<number>,
  repeats = true,
): fc.Arbitrary<Strided> {
  const size = shape.reduce((a, b) => a * b, 1);
  const drawn = fc.tuple(placements(shape, repeats), fc.array(element, { minLength: size, maxLength: size }));
  return drawn.map(([placement, list]) => {
    let next = 0;
    return fillWith(operand(type, shape, placement, 77), () => list[next++]);
  });
}
