import { type JSX, Match, Switch } from "solid-js";
import { Segments } from "../../ui/segments.js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";
import { Layering } from "./layering-view.js";
import { Moving } from "./moving-view.js";
import "./svd.css";

/** The three moves of a map, or a picture from a few of its layers. */
export function View(props: ViewProps<typeof lesson>): JSX.Element {
  return (
    <div class="svd">
      <div class="inputs">
        <Segments
          name="of"
          legend="Take apart"
          options={[
            { value: "plane", text: "A map of the plane" },
            { value: "picture", text: "A picture" },
          ]}
          value={props.inputs.of}
          change={(of) => {
            props.change({ of });
            props.go(0);
          }}
        />
      </div>
      <Switch>
        <Match when={props.result.plane}>{(moves) => <Moving {...props} moves={moves()} />}</Match>
        <Match when={props.result.layers}>{(layers) => <Layering {...props} layers={layers()} />}</Match>
      </Switch>
    </div>
  );
}
