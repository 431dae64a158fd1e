import { For, type JSX } from "solid-js";
import { Chart } from "../../ui/chart.js";
import { short } from "../../ui/format.js";
import { Plane, type Point } from "../../ui/plane.js";
import { ClassLegend, PointMark, classMark } from "../../ui/point-mark.js";
import { Slider } from "../../ui/slider.js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";
import "./populations.css";

type Props = ViewProps<typeof lesson>;

/** Everybody along the first two axes of their genes. */
export function View(props: Props): JSX.Element {
  const points = (): Point[] => props.result.axes.map(([x, y]) => [x, y]);
  const reach = (): number => 1.15 * Math.max(...points().flat().map(Math.abs));
  const names = (): string[] => Array.from({ length: props.inputs.populations }, (_, k) => `Population ${k + 1}`);
  return (
    <div class="populations">
      <Plane label={`${points().length} people along the first two axes of their genes`} reach={reach()}>
        <For each={points()}>{(point, i) => <PointMark at={point} mark={classMark(props.result.labels[i()])} />}</For>
      </Plane>
      <ClassLegend names={names()} />
      <div class="populations-choices">
        <div class="populations-sliders">
          <Slider
            label="Populations"
            range={[2, 5]}
            step={1}
            value={props.inputs.populations}
            change={(populations) => props.change({ populations })}
          />
          <Slider
            label="Drift F"
            range={[-3, -1]}
            step={0.1}
            value={Math.log10(props.inputs.fst)}
            change={(exponent) => props.change({ fst: Number((10 ** exponent).toPrecision(2)) })}
            write={(exponent) => short(10 ** exponent, 4)}
          />
          <Slider
            label="People of each"
            range={[10, 60]}
            step={5}
            value={props.inputs.people}
            change={(people) => props.change({ people })}
          />
          <Slider
            label="Markers"
            range={[100, 2000]}
            step={100}
            value={props.inputs.markers}
            change={(markers) => props.change({ markers })}
          />
        </div>
        <button type="button" onClick={() => props.change({ seed: props.inputs.seed + 1 })}>
          Draw others
        </button>
      </div>
      <details>
        <summary>Variance along the axes</summary>
        <Chart svg={props.result.chart} waiting="Drawing …" />
      </details>
    </div>
  );
}
