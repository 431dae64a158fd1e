import { For, type JSX, Show, createEffect, createMemo, createResource } from "solid-js";
import type { Section } from "../lessons/program.js";

/**
 * The code of a lesson; the lines of the step that is looked at stand out. Until what colours it has come, it is plain text.
 */
export function CodePane(props: { readonly text: string; readonly section: Section | undefined }): JSX.Element {
  const [highlight] = createResource(() => import("./highlight.js"));
  const lines = createMemo(() => props.text.split("\n"));
  const coloured = createMemo(() => (highlight.state === "ready" ? highlight().highlightLines(props.text) : undefined));
  const isLit = (i: number): boolean => props.section !== undefined && i >= props.section.from && i < props.section.to;
  let pane: HTMLElement | undefined;
  createEffect(() => {
    const { section } = props;
    const first = section && pane?.querySelectorAll<HTMLElement>(".line")[section.from];
    if (first && pane) pane.scrollTop = first.offsetTop - pane.offsetTop - pane.clientHeight / 4;
  });
  return (
    <section class="code-pane" aria-label="Code">
      <pre ref={(element) => (pane = element)} tabindex={0}>
        <code>
          <For each={lines()}>
            {(line, i) => (
              <span class="line" classList={{ lit: isLit(i()) }}>
                <Show when={coloured()} fallback={line}>
                  {/* highlight.js escapes what it does not mark */}
                  {(html) => <span innerHTML={html()[i()]} />}
                </Show>
                {"\n"}
              </span>
            )}
          </For>
        </code>
      </pre>
    </section>
  );
}
