import { For, type JSX } from "solid-js";
import { Chart } from "../../ui/chart.js";
import { scientific, short } from "../../ui/format.js";
import { GrayPicture } from "../../ui/gray-picture.js";
import { Segments } from "../../ui/segments.js";
import { Slider } from "../../ui/slider.js";
import type { ViewProps } from "../lesson.js";
import "./deblurring.css";
import type { lesson } from "./lesson.js";

type Props = ViewProps<typeof lesson>;

const PICTURES = [
  { name: "sharp", text: "The truth", codes: ["blur"] },
  { name: "seen", text: "Blurred, with noise", codes: ["noise", "svd"] },
  { name: "undone", text: "Undone", codes: ["undo"] },
  { name: "restored", text: "With the filter", codes: ["filter", "choose", "errors"] },
] as const;

/** The truth, what was seen, and what is made of it. */
export function View(props: Props): JSX.Element {
  const isNow = (codes: readonly string[]): boolean => codes.includes(props.steps[props.at]?.code ?? "");
  return (
    <div class="deblurring">
      <Segments
        name="picture"
        legend="Picture"
        options={[
          { value: "digits", text: "Digits" },
          { value: "rings", text: "Rings" },
        ]}
        value={props.inputs.picture}
        change={(picture) => props.change({ picture })}
      />
      <div class="deblurring-pictures">
        <For each={PICTURES}>
          {({ name, text, codes }) => (
            <figure classList={{ now: isNow(codes) }}>
              <GrayPicture rows={props.result.pictures[name].rows} label={text} />
              <figcaption>
                {text}
                {name === "sharp" ? "" : `: error ${errorOf(props.result.pictures[name].error)}`}
              </figcaption>
            </figure>
          )}
        </For>
      </div>
      <div class="deblurring-choices">
        <Slider
          label="Filter, log λ"
          range={[-8, 0]}
          step={0.25}
          value={props.inputs.strength}
          change={(strength) => props.change({ strength })}
        />
        <Slider
          label="Blur, pixels"
          range={[0.5, 2]}
          step={0.1}
          value={props.inputs.width}
          change={(width) => props.change({ width })}
        />
        <Slider
          label="Noise, log"
          range={[-3, -1]}
          step={0.25}
          value={Math.log10(props.inputs.noise)}
          change={(exponent) => props.change({ noise: Number((10 ** exponent).toPrecision(3)) })}
          write={(exponent) => short(10 ** exponent, 3)}
        />
      </div>
      <Chart svg={props.result.chart} waiting="Drawing …" />
    </div>
  );
}

function errorOf(error: number): string {
  return error >= 1000 ? scientific(error) : short(error, 2);
}
