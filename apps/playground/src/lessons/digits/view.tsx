import { type JSX, createEffect, createSignal, on } from "solid-js";
import { percent } from "../../ui/format.js";
import { Segments } from "../../ui/segments.js";
import { Training } from "../../ui/training.js";
import type { ViewProps } from "../lesson.js";
import { Charts } from "./charts.js";
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
    <div class="digits">
      <OwnDigit {...props} model={loaded() ?? props.result.model} />
      <Training
        {...props}
        mostEpochs={1000}
        done={props.result.history.length}
        of={props.result.epochs}
        stand={describe(props.result)}
      >
        <Segments
          name="network"
          legend="Network"
          options={NETWORKS}
          value={props.inputs.network}
          change={(network) => props.change({ network })}
        />
      </Training>
      <Charts {...props} />
      <details class="files">
        <summary>Save the network, or load one; whose digits these are</summary>
        <ModelFiles name={`digits-${props.inputs.network}`} model={props.result.model} open={open} />
        <p class="muted">
          Digits: E. Alpaydin and C. Kaynak, <cite>Optical Recognition of Handwritten Digits</cite>, UCI Machine
          Learning Repository, 1998, <a href="https://doi.org/10.24432/C50P49">doi.org/10.24432/C50P49</a>, CC BY 4.0.
        </p>
      </details>
    </div>
  );
}

function describe({ history, epochs, right, tested }: Props["result"]): string {
  const last = history.at(-1);
  if (last === undefined) return "The first epoch is under way.";
  return `Epoch ${history.length} of ${epochs} · loss ${last.loss.toFixed(4)} · ${percent(right / tested)} read`;
}
