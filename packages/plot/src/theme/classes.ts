import type { Colors } from "./theme.js";

/** Shapes that a reader tells apart without colour. */
const SHAPES = ["circle", "square", "triangle", "diamond", "cross"] as const;
/** Dashes that a reader tells apart without colour; the first is solid. */
const DASHES = [undefined, "7 4", "2 4", "10 4 2 4", "4 2"] as const;

export type ShapeName = (typeof SHAPES)[number];

/** Colour, shape and dash of class `k`: no two of fifty classes agree in colour and shape. */
export function classMark(colors: Colors, k: number): { color: string; shape: ShapeName; dash: string | undefined } {
  const turn = 2 * Math.floor(k / 10);
  return { color: colors.classes[k % 10], shape: SHAPES[(k + turn) % 5], dash: DASHES[(k + turn) % 5] };
}
