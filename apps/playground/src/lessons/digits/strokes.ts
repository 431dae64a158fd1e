import type { Field } from "../../state/fields.js";

/** What was drawn: each stroke as x₀, y₀, x₁, y₁, …, whole numbers from 0 to `SIDE`, y downwards. */
export type Strokes = readonly (readonly number[])[];

/** The side of the square that is drawn on. */
export const SIDE = 64;
/** Points that all strokes may have together: a link holds them. */
export const MOST_POINTS = 240;

/** Strokes as they stand in a link: `8_9_20_9~14_2_14_30`. */
export function strokesField(initial: Strokes): Field<Strokes> {
  return {
    initial,
    viewOnly: true,
    write: (strokes) => strokes.map((stroke) => stroke.join("_")).join("~"),
    read(text) {
      if (text === "") return [];
      const strokes = text
        .split("~")
        .map((stroke) => stroke.split("_").map((at) => (/^\d{1,2}$/.test(at) ? Number(at) : NaN)));
      const isSound = strokes.every((stroke) => stroke.length % 2 === 0 && stroke.every((at) => at >= 0 && at <= SIDE));
      return isSound && pointsOf(strokes) <= MOST_POINTS ? strokes : null;
    },
  };
}

/** How many points there are. */
export function pointsOf(strokes: Strokes): number {
  return strokes.reduce((total, { length }) => total + length / 2, 0);
}
