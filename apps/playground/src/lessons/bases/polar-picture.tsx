import { For, type JSX, Match, Show, Switch } from "solid-js";
import { Angle } from "../../ui/angle.js";
import { Arrow } from "../../ui/arrow.js";
import { Handle } from "../../ui/handle.js";
import { Plane, type Point, niceStep, usePlane } from "../../ui/plane.js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";
import { NameOf, pointOf } from "./name-of.js";

type Props = ViewProps<typeof lesson>;

/** Rays of the grid, 30 degrees apart. */
const RAYS = Array.from({ length: 12 }, (_, i) => (i * Math.PI) / 6);

/** A point among circles and rays: its distance and its angle. */
export function PolarPicture(props: Props & { readonly reach: number }): JSX.Element {
  const scene = (): string => props.steps[props.at]?.code ?? "polar";
  const at = (): Point => pointOf(props.inputs.p);
  return (
    <Plane label="A point among circles around the origin and rays from it" reach={props.reach}>
      <PolarGrid />
      <Switch>
        <Match when={scene() === "back"}>
          <Arrow to={[at()[0], 0]} tone="a" name="ρ·cos φ" />
          <Arrow from={[at()[0], 0]} to={at()} tone="b" name="ρ·sin φ" />
          <Arrow to={at()} tone="d" dashed />
        </Match>
        <Match when={scene() === "local"}>
          <Arrow to={at()} tone="quiet" dashed />
          <For each={[0, 1]}>
            {(j) => (
              <Arrow
                from={at()}
                to={[at()[0] + props.result.local[0][j], at()[1] + props.result.local[1][j]]}
                tone={j === 0 ? "a" : "b"}
                name={j === 0 ? "∂p/∂ρ" : "∂p/∂φ"}
              />
            )}
          </For>
        </Match>
        <Match when={scene() === "polar"}>
          <Arrow to={at()} tone="d" />
          <Show when={props.result.polar[0] > 0}>
            <Angle from={[1, 0]} to={at()} tone="b" />
            <AngleName angle={props.result.polar[1]} />
          </Show>
        </Match>
      </Switch>
      <Handle at={at()} name="The point p" tone="d" move={(p) => props.change({ p })} />
      <Show when={scene() !== "back"}>
        <NameOf at={props.inputs.p} text="p" below={scene() === "local"} />
      </Show>
    </Plane>
  );
}

/** Circles around the origin, and rays from it. */
function PolarGrid(): JSX.Element {
  const { x, y, reach } = usePlane();
  const radii = (): number[] => {
    const step = niceStep(reach() / 6);
    return Array.from({ length: Math.floor((reach() * Math.SQRT2) / step) }, (_, i) => (i + 1) * step);
  };
  const end = (): number => 2 * reach();
  return (
    <g class="polar-grid">
      <For each={radii()}>{(radius) => <circle cx={x(0)} cy={y(0)} r={x(radius) - x(0)} />}</For>
      <For each={RAYS}>
        {(angle) => <line x1={x(0)} y1={y(0)} x2={x(end() * Math.cos(angle))} y2={y(end() * Math.sin(angle))} />}
      </For>
    </g>
  );
}

/** φ, in the middle of the arc. */
function AngleName(props: { readonly angle: number }): JSX.Element {
  const { x, y } = usePlane();
  return (
    <text
      class="name-of"
      x={x(0) + 48 * Math.cos(props.angle / 2) - 4}
      y={y(0) - 48 * Math.sin(props.angle / 2) + 5}
      aria-hidden="true"
    >
      φ
    </text>
  );
}
