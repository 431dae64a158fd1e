import type { ElementType } from "@linnet/kernels";

/** The distance from 1 to the next larger number of a float type, or of the parts of a complex one: twice the unit roundoff. */
export function epsilonOf(type: ElementType): number {
  return type.name === "float32" || type.name === "complex64" ? 2 ** -23 : 2 ** -52;
}
