import { counted } from "../draw/ticks.js";

/** What a chart says of things that are not finite; nothing where there are none. */
export function notFiniteNotes(
  count: number,
  what: string = "value",
  fate: "not drawn" | "left out" = "not drawn",
): string[] {
  if (count === 0) return [];
  const be = count === 1 ? "is" : "are";
  return [`${counted(count, what)} ${be} not finite and ${be} ${fate}.`];
}
