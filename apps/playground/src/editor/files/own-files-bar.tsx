import { For, type JSX, Show } from "solid-js";
import { Problem } from "../../ui/problem.js";
import type { OwnFiles } from "./own-files.js";

/** Where visitors add files that their programs read by name, and what they have added. */
export function OwnFilesBar(props: { readonly own: OwnFiles }): JSX.Element {
  const { own } = props;
  return (
    <section class="own-files" aria-label="Your files">
      <label class="button">
        <input
          class="unseen"
          type="file"
          multiple
          onChange={({ currentTarget }) => {
            void own.add([...(currentTarget.files ?? [])]);
            currentTarget.value = ""; // so that choosing the same file again is a change
          }}
        />
        Add your files …
      </label>
      <Show
        when={own.files().length > 0}
        fallback={<span class="muted">or drop them anywhere. They stay in this tab; programs read them by name.</span>}
      >
        <ul>
          <For each={own.files()}>
            {({ name, bytes }) => (
              <li>
                <code>{name}</code> <span class="muted">{kilobytes(bytes.length)}</span>
                <button type="button" aria-label={`Remove ${name}`} onClick={() => own.remove(name)}>
                  ×
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={own.problem()}>{(sentence) => <Problem error={sentence()} />}</Show>
    </section>
  );
}

function kilobytes(bytes: number): string {
  return bytes < 1000 ? `${bytes} bytes` : `${Math.round(bytes / 1000).toLocaleString("en")}\u202fkB`;
}
