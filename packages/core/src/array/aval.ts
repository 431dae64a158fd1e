import type { ElementType, Layout } from "@linnet/kernels";

/** What is known of an array without its elements. Every array is one, so a rule may answer with an operand. */
export interface Aval {
  readonly type: ElementType;
  readonly layout: Layout;
}
