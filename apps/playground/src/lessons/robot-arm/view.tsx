import { For, type JSX } from "solid-js";
import { Handle } from "../../ui/handle.js";
import { Plane, type Point, usePlane } from "../../ui/plane.js";
import { Curve, Segment } from "../../ui/segment.js";
import { Slider } from "../../ui/slider.js";
import type { ViewProps } from "../lesson.js";
import { BEFORE, REACH, type lesson } from "./lesson.js";
import "./robot-arm.css";

type Props = ViewProps<typeof lesson>;

/** The arm as it stands at the step, with all that it can reach, and its target to drag. */
export function View(props: Props): JSX.Element {
  const moves = () => props.result.moves;
  const at = (): number => Math.min(Math.max(props.at - BEFORE + 1, 0), moves().length - 1);
  const shown = (): number => (props.at < BEFORE ? 0 : at());
  const arm = () => moves()[shown()];
  const point = (list: readonly number[]): Point => [list[0], list[1]];
  const [upper, lower] = [0, 1].map((i) => () => props.inputs.links[i]);
  return (
    <div class="robot-arm">
      <Plane label={`The arm after ${shown()} moves, and its target`} reach={REACH}>
        <Ring radius={upper() + lower()} />
        <Ring radius={Math.abs(upper() - lower())} />
        <Curve
          points={moves()
            .slice(0, shown() + 1)
            .map(({ hand }) => point(hand))}
          tone="quiet"
        />
        <For each={moves().slice(0, shown())}>
          {(move) => (
            <g class="ghost">
              <Segment from={[0, 0]} to={point(move.elbow)} tone="quiet" />
              <Segment from={point(move.elbow)} to={point(move.hand)} tone="quiet" />
            </g>
          )}
        </For>
        <g class="arm">
          <Segment from={[0, 0]} to={point(arm().elbow)} tone="a" />
          <Segment from={point(arm().elbow)} to={point(arm().hand)} tone="c" />
          <Joint at={[0, 0]} />
          <Joint at={point(arm().elbow)} />
          <Joint at={point(arm().hand)} />
        </g>
        <Handle at={point(props.inputs.target)} name="Target" tone="b" move={(target) => props.change({ target })} />
      </Plane>
      <p class="muted">Drag the target. Between the two circles is all that the hand can reach.</p>
      <Choices {...props} />
    </div>
  );
}

function Choices(props: Props): JSX.Element {
  const turn = (i: number, angle: number): void =>
    props.change({ start: props.inputs.start.map((was, k) => (k === i ? angle : was)) });
  return (
    <div class="arm-choices">
      <Slider
        label="Damping"
        range={[0, 1]}
        step={0.05}
        value={props.inputs.damping}
        change={(damping) => props.change({ damping })}
      />
      <Slider
        label="Forearm"
        range={[0.2, 1.2]}
        step={0.1}
        value={props.inputs.links[1]}
        change={(length) => props.change({ links: [props.inputs.links[0], length] })}
      />
      <Slider
        label="Shoulder at first"
        range={[-180, 180]}
        step={2}
        value={props.inputs.start[0]}
        change={(angle) => turn(0, angle)}
        write={(angle) => `${angle}°`}
      />
      <Slider
        label="Elbow at first"
        range={[-180, 180]}
        step={2}
        value={props.inputs.start[1]}
        change={(angle) => turn(1, angle)}
        write={(angle) => `${angle}°`}
      />
    </div>
  );
}

function Ring(props: { readonly radius: number }): JSX.Element {
  const { x, y } = usePlane();
  return <circle class="ring" cx={x(0)} cy={y(0)} r={x(props.radius) - x(0)} />;
}

function Joint(props: { readonly at: Point }): JSX.Element {
  const { x, y } = usePlane();
  return <circle class="joint" cx={x(props.at[0])} cy={y(props.at[1])} r={6} />;
}
