import type { Step } from "@linnet/explain";
import { For, type JSX, Show } from "solid-js";
import { MarkKey } from "./mark-key.js";
import { MatrixChange } from "./matrix-change.js";

/** One step: what is done, why, by which rule, and the matrices that take part. */
export function StepView(props: { readonly step: Step }): JSX.Element {
  return (
    <div class="step">
      <h3 aria-live="polite">{props.step.title}</h3>
      <p>{props.step.why}</p>
      <Show when={props.step.rule}>{(rule) => <p class="rule">{rule()}</p>}</Show>
      <div class="matrices">
        <For each={Object.keys(props.step.after)}>{(name) => <MatrixChange name={name} step={props.step} />}</For>
      </div>
      <MarkKey step={props.step} />
    </div>
  );
}
