import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/** How many components: as given, `most` when left out. @throws {ValueError} unless it is an integer of [1, most]; `why` explains that */
export function requireComponents(
  op: string,
  components: number | undefined,
  most: number,
  why: string,
  usual: number = most,
): number {
  const k = components ?? usual;
  if (Number.isInteger(k) && k >= 1 && k <= most) return k;
  throw new ValueError(op, `components must be an integer in [1, ${most}] ${why}`, kindOf(k));
}
