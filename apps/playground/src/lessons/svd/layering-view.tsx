import { type JSX, Show } from "solid-js";
import { NO_IMAGE } from "../../own-data/own-image.js";
import { Chart } from "../../ui/chart.js";
import { GrayPicture } from "../../ui/gray-picture.js";
import { OwnImageField } from "../../ui/own-image.js";
import { Slider } from "../../ui/slider.js";
import type { ViewProps } from "../lesson.js";
import { LONGEST, type Layers, type lesson } from "./lesson.js";
import { CAT } from "./cat.js";

type Props = ViewProps<typeof lesson> & { readonly layers: Layers };
type Gray = readonly (readonly number[])[];

/** A picture, and the layer, the sum or the rest that the step speaks of. */
export function Layering(props: Props): JSX.Element {
  const made = (): { readonly rows: Gray; readonly what: string } => {
    const { grays, count } = props.layers;
    switch (props.steps[props.at].code) {
      case "layer":
        return { rows: aroundGray(grays["layer"]), what: `Layer ${count} alone` };
      case "rest":
        return { rows: aroundGray(grays["rest"]), what: `What ${count} layers leave out` };
      default:
        return { rows: grays["sum"], what: `The sum of ${count === 1 ? "one layer" : `${count} layers`}` };
    }
  };
  const isApart = (): boolean => props.steps[props.at].code === "apart";
  const isOwn = (): boolean => props.inputs.picture !== CAT;
  return (
    <>
      <div class="pictures">
        <Framed rows={props.inputs.picture.rows} what={props.inputs.picture.name} />
        <Show when={isApart()} fallback={<Framed {...made()} />}>
          <Show when={props.layers.chart} fallback={<p>The picture is black: all its singular values are 0.</p>}>
            {(svg) => <Chart svg={svg()} waiting="" />}
          </Show>
        </Show>
      </div>
      <Slider
        label="Layers"
        range={[1, Math.max(props.layers.values.length, 2)]}
        step={1}
        value={Math.min(props.inputs.rank, props.layers.values.length)}
        change={(rank) => props.change({ rank })}
      />
      <OwnImageField
        value={isOwn() ? props.inputs.picture : NO_IMAGE}
        most={LONGEST}
        change={(picture) => props.change({ picture })}
      />
    </>
  );
}

function Framed(props: { readonly rows: Gray; readonly what: string }): JSX.Element {
  return (
    <figure>
      <GrayPicture rows={props.rows} label={props.what} />
      <figcaption>{props.what}</figcaption>
    </figure>
  );
}

/** Numbers of both signs as grays: 0 in the middle, the largest white or black. */
function aroundGray(rows: Gray): Gray {
  const largest = rows.reduce((most, row) => row.reduce((old, value) => Math.max(old, Math.abs(value)), most), 0);
  return rows.map((row) => row.map((value) => (largest === 0 ? 0.5 : 0.5 + value / (2 * largest))));
}
