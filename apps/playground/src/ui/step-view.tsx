import type { Role, Step } from "@linnet/explain";
import { For, type JSX, Show } from "solid-js";
import { MatrixChange } from "./matrix-change.js";

const ROLES: Readonly<Record<Role, string>> = { pivot: "what it turns on", used: "read", written: "changed" };

/** One step: what is done, why, by which rule, and the matrices that take part. */
export function StepView(props: { readonly step: Step }): JSX.Element {
  const roles = (): Role[] => [...new Set(props.step.highlighted.map(({ role }) => role))];
  return (
    <div class="step">
      <h3 aria-live="polite">{props.step.title}</h3>
      <p>{props.step.why}</p>
      <Show when={props.step.rule}>{(rule) => <p class="rule">{rule()}</p>}</Show>
      <div class="matrices">
        <For each={Object.keys(props.step.after)}>{(name) => <MatrixChange name={name} step={props.step} />}</For>
      </div>
      <Show when={roles().length > 0}>
        <p class="muted key">
          <For each={roles()}>
            {(role) => (
              <span>
                <mark class={role} aria-hidden="true" /> {ROLES[role]}
              </span>
            )}
          </For>
        </p>
      </Show>
    </div>
  );
}
