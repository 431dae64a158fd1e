import { type JSX, Show } from "solid-js";
import { lastInside } from "./name-place.js";
import { type Point, usePlane } from "./plane.js";

/** The four colours that tell things apart in pictures. */
export type Tone = "a" | "b" | "c" | "d" | "quiet";

/** Lengths of an arrow's head, in pixels of the plane. */
const HEAD = { length: 11, width: 4.5 };

/** A vector, from the origin unless it says otherwise, with its name beside its tip, or where it leaves the picture. */
export function Arrow(props: {
  readonly to: Point;
  readonly from?: Point;
  readonly tone: Tone;
  readonly name?: string;
  readonly dashed?: boolean;
}): JSX.Element {
  const { x, y, size, write } = usePlane();
  const start = (): Point => [x(props.from?.[0] ?? 0), y(props.from?.[1] ?? 0)];
  const tip = (): Point => [x(props.to[0]), y(props.to[1])];
  const length = (): number => Math.hypot(tip()[0] - start()[0], tip()[1] - start()[1]);
  const head = (): string => {
    const [dx, dy] = [(tip()[0] - start()[0]) / length(), (tip()[1] - start()[1]) / length()];
    const [baseX, baseY] = [tip()[0] - HEAD.length * dx, tip()[1] - HEAD.length * dy];
    return [
      tip(),
      [baseX - HEAD.width * dy, baseY + HEAD.width * dx],
      [baseX + HEAD.width * dy, baseY - HEAD.width * dx],
    ]
      .map((point) => point.join(","))
      .join(" ");
  };
  const place = write(() => {
    const at = lastInside(start(), tip(), size());
    const comesFromTheRight = tip()[0] < start()[0] && tip()[1] > start()[1]; // and from above, where the name would be
    return at && props.name ? { at, name: props.name, isBelow: comesFromTheRight } : null;
  });
  return (
    <g class={`arrow tone-${props.tone}`} classList={{ dashed: props.dashed === true }}>
      <line x1={start()[0]} y1={start()[1]} x2={tip()[0]} y2={tip()[1]} />
      <Show when={length() > 1}>
        <polygon points={head()} />
      </Show>
      <Show when={place()}>
        {(place) => (
          <text {...place()} aria-hidden="true">
            {props.name}
          </text>
        )}
      </Show>
    </g>
  );
}
