import type { JSX } from "solid-js";
import { DigitPicture } from "../../ui/digit-picture.js";
import { short } from "../../ui/format.js";

/** The picture that stands at a point of a plane, and the digits around. */
export function Decoded(props: {
  readonly title: string;
  readonly error: number;
  readonly points: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly at: readonly number[];
  readonly ink: readonly number[] | undefined;
}): JSX.Element {
  const nearest = (): number => {
    const distances = props.points.map(([x, y]) => Math.hypot(x - props.at[0], y - props.at[1]));
    return props.labels[distances.indexOf(Math.min(...distances))];
  };
  return (
    <figure class="decoded">
      <div class="frame">
        <DigitPicture
          ink={props.ink?.map((ink) => 16 * ink) ?? []}
          label={`What stands at the point of the plane: ${props.title}`}
        />
      </div>
      <figcaption>
        <strong>{props.title}</strong>
        <span>at ({props.at.map((at) => short(at, 2)).join(", ")})</span>
        <span>near a {nearest()}</span>
        <span>error {short(props.error)}</span>
      </figcaption>
    </figure>
  );
}
