import fc from "fast-check";
import type { Pair } from "../complex/arithmetic.js";
import { partView } from "../complex/parts.js";
import type { ElementType } from "../element-type.js";
import type { Strided } from "../strided.js";
import { placements } from "./arbitraries.js";
import { fillWith, operand, valuesOf } from "./operand.js";

/** A complex operand with random places and elements. */
export function complexOperands(
  type: ElementType,
  shape: readonly number[],
  part: fc.Arbitrary<number>,
  repeats = true,
): fc.Arbitrary<Strided> {
  const size = shape.reduce((a, b) => a * b, 1);
  const parts = fc.array(part, { minLength: 2 * size, maxLength: 2 * size });
  return fc.tuple(placements(shape, repeats), parts).map(([placement, list]) => {
    let next = 0;
    const x = operand(type, shape, placement, 77);
    for (const p of [0, 1] as const) fillWith(partView(x, p), () => list[next++]);
    return x;
  });
}

/** The elements in row-major order. */
export function pairsOf(x: Strided): Pair[] {
  const [re, im] = [valuesOf(partView(x, 0)), valuesOf(partView(x, 1))];
  return re.map((value, i) => [value, im[i]]);
}
