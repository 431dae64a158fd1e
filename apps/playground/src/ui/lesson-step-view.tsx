import { For, type JSX, Show } from "solid-js";
import type { LessonStep } from "../lessons/lesson.js";
import { Formula } from "./formula.js";
import { MatrixChange } from "./matrix-change.js";
import { MarkKey } from "./mark-key.js";

/** A step in words, as a formula with its numbers, and as matrices. */
export function LessonStepView(props: { readonly step: LessonStep }): JSX.Element {
  return (
    <div class="step">
      <h2 aria-live="polite">{props.step.title}</h2>
      <p>{props.step.why}</p>
      <Show when={props.step.latex}>
        {(latex) => (
          <div class="formula-line">
            <Formula latex={latex()} display />
          </div>
        )}
      </Show>
      <Show when={Object.keys(props.step.after).length > 0}>
        <div class="matrices" role="group" aria-label="Matrices of the step" tabindex={0}>
          <For each={Object.keys(props.step.after)}>{(name) => <MatrixChange name={name} step={props.step} />}</For>
        </div>
      </Show>
      <MarkKey step={props.step} />
    </div>
  );
}
