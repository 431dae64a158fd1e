import { type JSX, Show } from "solid-js";
import { Examples } from "../../ui/examples.js";
import { short } from "../../ui/format.js";
import { MatrixField } from "../../ui/matrix-field.js";
import { createReach } from "../../ui/reach.js";
import { Segments } from "../../ui/segments.js";
import { Slider } from "../../ui/slider.js";
import type { ViewProps } from "../lesson.js";
import { EXAMPLES } from "./examples.js";
import type { lesson } from "./lesson.js";
import { PolarPicture } from "./polar-picture.js";
import { StraightPicture } from "./straight-picture.js";
import "./bases.css";

type Props = ViewProps<typeof lesson>;

/** A point by amounts of two vectors, or by distance and angle. */
export function View(props: Props): JSX.Element {
  const isPolar = (): boolean => props.inputs.kind === "polar";
  const reach = createReach(() => props.inputs.p);
  return (
    <div class="bases">
      <Show when={isPolar()} fallback={<StraightPicture {...props} />}>
        <PolarPicture {...props} reach={reach()} />
      </Show>
      <div class="inputs">
        <Show when={!isPolar()}>
          <MatrixField name="B" value={props.inputs.B} change={(B) => props.change({ B })} />
        </Show>
        <MatrixField
          name="p"
          value={props.inputs.p.map((entry) => [entry])}
          change={(rows) => props.change({ p: rows.map(([entry]) => entry) })}
        />
        <div class="choices">
          <Segments
            name="kind"
            legend="Coordinates"
            options={[
              { value: "straight", text: "In a basis" },
              { value: "polar", text: "Polar" },
            ]}
            value={props.inputs.kind}
            change={(kind) => {
              props.change({ kind });
              props.go(0);
            }}
          />
          <Show when={!isPolar()}>
            <Examples of={EXAMPLES} inputs={props.inputs} change={props.change} />
          </Show>
        </div>
      </div>
      <Show when={isPolar()}>
        <PolarSliders {...props} reach={reach()} />
      </Show>
    </div>
  );
}

/** p by its polar coordinates. */
function PolarSliders(props: Props & { readonly reach: number }): JSX.Element {
  const distance = (): number => props.result.polar[0];
  const degrees = (): number => (props.result.polar[1] * 180) / Math.PI;
  const place = (rho: number, angle: number): void => {
    const phi = (angle * Math.PI) / 180;
    // four decimals, as links keep them
    props.change({ p: [rho * Math.cos(phi), rho * Math.sin(phi)].map((value) => Number(value.toFixed(4)) + 0) });
  };
  return (
    <div class="polar-sliders">
      <Slider
        label="ρ, the distance"
        range={[0, props.reach]}
        step={props.reach / 60}
        value={distance()}
        change={(rho) => place(rho, degrees())}
      />
      <Slider
        label="φ, the angle"
        range={[-180, 180]}
        step={1}
        value={degrees()}
        change={(angle) => place(distance(), angle)}
        write={(angle) => `${short(angle, 1)}°`}
      />
    </div>
  );
}
