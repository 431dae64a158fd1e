import type { Role, Step } from "@linnet/explain";
import { For, type JSX, Show } from "solid-js";

const ROLES: Readonly<Record<Role, string>> = { pivot: "what it turns on", used: "read", written: "changed" };

/** What the marks in the matrices of a step mean. */
export function MarkKey(props: { readonly step: Step }): JSX.Element {
  const roles = (): Role[] => [...new Set(props.step.highlighted.map(({ role }) => role))];
  return (
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
  );
}
