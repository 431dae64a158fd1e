import { type JSX, createEffect, createSignal, on } from "solid-js";
import { Chart } from "../../ui/chart.js";
import { percent } from "../../ui/format.js";
import { NumberField } from "../../ui/number-field.js";
import { Segments } from "../../ui/segments.js";
import { TrainingBar } from "../../ui/training-bar.js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";
import { ModelFiles } from "./model-files.js";
import { OwnDigit } from "./own-digit.js";
import "./digits.css";

type Props = ViewProps<typeof lesson, typeof import("./code.js")>;

const NETWORKS = [
  { value: "softmax", text: "Softmax" },
  { value: "mlp", text: "MLP" },
  { value: "cnn", text: "CNN" },
] as const;

/** A digit to draw, the network that reads it, and how that learns. */
export function View(props: Props): JSX.Element {
  // the file that was opened, until something is trained again
  const [loaded, load] = createSignal<Uint8Array>();
  createEffect(
    on(
      () => props.run.phase,
      (phase) => phase === "running" && load(undefined),
    ),
  );
  const open = async (model: Uint8Array) => {
    const found = await props.ask("measure", { model });
    load(model);
    return found;
  };
  return (
    <>
      <OwnDigit {...props} model={loaded() ?? props.result.model} />
      <div class="inputs">
        <Segments
          name="network"
          legend="Network"
          options={NETWORKS}
          value={props.inputs.network}
          change={(network) => props.change({ network })}
        />
        <NumberField
          label="Epochs"
          range={[1, 1000]}
          value={props.inputs.epochs}
          change={(epochs) => props.change({ epochs })}
        />
        <NumberField
          label="Seed"
          range={[0, 999_999]}
          value={props.inputs.seed}
          change={(seed) => props.change({ seed })}
        />
      </div>
      <TrainingBar run={props.run} done={props.result.history.length} of={props.result.epochs}>
        {describe(props.result)}
      </TrainingBar>
      <Charts {...props} />
      <ModelFiles name={`digits-${props.inputs.network}`} model={props.result.model} open={open} />
      <p class="muted source">
        Digits: E. Alpaydin and C. Kaynak, <cite>Optical Recognition of Handwritten Digits</cite>, UCI Machine Learning
        Repository, 1998, <a href="https://doi.org/10.24432/C50P49">doi.org/10.24432/C50P49</a>, CC BY 4.0.
      </p>
    </>
  );
}

function describe({ history, epochs, right, tested }: Props["result"]): string {
  const last = history.at(-1);
  if (last === undefined) return "The first epoch is under way.";
  return `Epoch ${history.length} of ${epochs} · loss ${last.loss.toFixed(4)} · ${percent(right / tested)} of the test digits`;
}

/** Two charts that go with the step. */
function Charts(props: Props): JSX.Element {
  const pair = (): readonly (string | undefined)[] => {
    const { curves, samples, weights, confusion, misread } = props.result;
    if (props.at === 0) return [samples, curves?.loss];
    if (props.at === 1) return [weights, curves?.loss];
    if (props.at === 3) return [confusion, misread];
    return [curves?.loss, curves?.accuracy];
  };
  return (
    <div class="charts digit-charts">
      <Chart svg={pair()[0]} waiting="The loss will be drawn here, epoch by epoch." />
      <Chart svg={pair()[1]} waiting="And here how many digits are read." />
    </div>
  );
}
