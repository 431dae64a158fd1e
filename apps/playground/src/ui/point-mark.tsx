import type { JSX } from "solid-js";
import type { Tone } from "./arrow.js";
import { type Point, usePlane } from "./plane.js";

/** How a class of points is drawn. Colours come again after four classes, shapes never before eight. */
export interface ClassMark {
  readonly tone: Tone;
  /** An SVG path around the origin, about ten pixels wide. */
  readonly path: string;
}

const TONES: readonly Tone[] = ["a", "b", "c", "d"];
const PATHS = [
  "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z",
  "M-4.5 -4.5H4.5V4.5H-4.5Z",
  "M0 -5.5L5.5 4.5H-5.5Z",
  "M0 -6L6 0L0 6L-6 0Z",
  "M0 5.5L5.5 -4.5H-5.5Z",
  "M-1.6 -5.5H1.6V-1.6H5.5V1.6H1.6V5.5H-1.6V1.6H-5.5V-1.6H-1.6Z",
  "M-5.5 0L-2.75 -4.8H2.75L5.5 0L2.75 4.8H-2.75Z",
  "M0 -6L1.5 -1.5L6 0L1.5 1.5L0 6L-1.5 1.5L-6 0L-1.5 -1.5Z",
];

/** The mark of the class of that number, from 0. */
export function classMark(index: number): ClassMark {
  return { tone: TONES[index % TONES.length], path: PATHS[index % PATHS.length] };
}

/** A point of a plane that is not to be moved. */
export function PointMark(props: {
  readonly at: Point;
  readonly mark: ClassMark;
  readonly hollow?: boolean;
}): JSX.Element {
  const { x, y } = usePlane();
  return (
    <path
      class={`point-mark tone-${props.mark.tone}`}
      classList={{ hollow: props.hollow === true }}
      d={props.mark.path}
      transform={`translate(${x(props.at[0])} ${y(props.at[1])})`}
    />
  );
}

/** Which mark belongs to which class, by name. */
export function ClassLegend(props: { readonly names: readonly string[] }): JSX.Element {
  return (
    <ul class="class-legend">
      {props.names.map((name, i) => (
        <li>
          <svg viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true" class={`tone-${classMark(i).tone}`}>
            <path class="point-mark" d={classMark(i).path} />
          </svg>{" "}
          {name}
        </li>
      ))}
    </ul>
  );
}
