import { type JSX, Match, Show, Switch } from "solid-js";
import { Examples } from "../../ui/examples.js";
import { MatrixField } from "../../ui/matrix-field.js";
import { Segments } from "../../ui/segments.js";
import type { ViewProps } from "../lesson.js";
import { EXAMPLES } from "./examples.js";
import { FitPicture, PointButtons } from "./fit-picture.js";
import type { lesson } from "./lesson.js";
import { LinePicture, PlanePicture } from "./projection-pictures.js";
import "./projections.css";

type Picture = keyof typeof EXAMPLES;

/** A vector and its nearest point on a line or a plane, or points and their nearest line. */
export function View(props: ViewProps<typeof lesson>): JSX.Element {
  const picture = (): Picture => {
    if (props.inputs.task === "fit") return "points";
    return props.inputs.A.length === 2 ? "line" : "plane";
  };
  // what is computed comes a moment after what is typed
  const isComputed = (): boolean =>
    props.result.nearest.length === (picture() === "points" ? props.inputs.points : props.inputs.A).length;
  return (
    <div class={`projections of-${picture()}`}>
      <Show when={isComputed()}>
        <Switch>
          <Match when={picture() === "line"}>
            <LinePicture {...props} />
          </Match>
          <Match when={picture() === "plane"}>
            <PlanePicture {...props} />
          </Match>
          <Match when={picture() === "points"}>
            <FitPicture {...props} />
          </Match>
        </Switch>
      </Show>
      <Show
        when={picture() !== "points"}
        fallback={
          <div class="inputs">
            <PointButtons points={props.inputs.points} change={(points) => props.change({ points })} />
            <Examples of={EXAMPLES.points} inputs={props.inputs} change={props.change} />
          </div>
        }
      >
        <div class="inputs">
          <MatrixField name="A" value={props.inputs.A} change={(A) => props.change({ A })} />
          <MatrixField
            name="b"
            value={props.inputs.b.map((entry) => [entry])}
            change={(rows) => props.change({ b: rows.map(([entry]) => entry) })}
          />
          <Examples of={EXAMPLES[picture()]} inputs={props.inputs} change={props.change} />
        </div>
      </Show>
      <div class="inputs">
        <Segments
          name="picture"
          legend="Nearest"
          options={[
            { value: "line", text: "on a line" },
            { value: "plane", text: "on a plane" },
            { value: "points", text: "line to points" },
          ]}
          value={picture()}
          change={(to) => props.change(EXAMPLES[to][0].of)}
        />
      </div>
    </div>
  );
}
