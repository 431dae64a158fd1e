import { For, Index, type JSX } from "solid-js";
import { Handle } from "../../ui/handle.js";
import { Plane, type Point, niceStep, usePlane } from "../../ui/plane.js";

/** A plane with the test digits in it, and a point that can be dragged. */
export function Latent(props: {
  readonly title: string;
  readonly points: readonly (readonly number[])[];
  readonly labels: readonly number[];
  /** The digit that stands out, or "all". */
  readonly digit: string;
  /** How far the point can be dragged. */
  readonly most: number;
  readonly at: readonly number[];
  readonly move: (to: Point) => void;
}): JSX.Element {
  const kept = (at: number): number => Math.min(Math.max(at, -props.most), props.most);
  return (
    <Plane label={`${props.title}: the test digits, each at its place`} reach={1.15 * props.most}>
      <g classList={{ "one-class": props.digit !== "all" }}>
        <Index each={props.points}>
          {(point, i) => <Mark at={point()} label={props.labels[i]} isLit={props.digit === String(props.labels[i])} />}
        </Index>
      </g>
      <EdgeTicks />
      <Handle
        at={[props.at[0], props.at[1]]}
        name={`the point of ${props.title} that is drawn`}
        tone="a"
        grid={props.most / 50}
        move={([x, y]) => props.move([kept(x), kept(y)])}
      />
    </Plane>
  );
}

/** A test digit, as its number in the colour of its class. */
function Mark(props: { readonly at: readonly number[]; readonly label: number; readonly isLit: boolean }): JSX.Element {
  const { x, y } = usePlane();
  return (
    <text
      class={`mark class-${props.label}`}
      classList={{ lit: props.isLit }}
      x={x(props.at[0])}
      y={y(props.at[1]) + 5}
      aria-hidden="true"
    >
      {props.label}
    </text>
  );
}

/** Numbers along the lower and the left edge, where no digits are. */
function EdgeTicks(): JSX.Element {
  const { x, y, reach } = usePlane();
  const ticks = (): number[] => {
    const step = niceStep(reach() / 4);
    const count = Math.floor(reach() / step);
    return Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * step);
  };
  const write = (at: number): string => String(Number(at.toFixed(6)) + 0).replace("-", "−");
  return (
    <g class="edge-ticks" aria-hidden="true">
      <For each={ticks()}>
        {(at) => (
          <>
            <text x={x(at)} y={y(-reach()) - 6} text-anchor="middle">
              {write(at)}
            </text>
            <text x={x(-reach()) + 5} y={y(at) + 5}>
              {write(at)}
            </text>
          </>
        )}
      </For>
    </g>
  );
}
