import { type ElementType, float32 } from "@linnet/kernels";

/** The distance from 1 to the next larger number of a float type, twice the unit roundoff. */
export function epsilonOf(type: ElementType): number {
  return type === float32 ? 2 ** -23 : 2 ** -52;
}
