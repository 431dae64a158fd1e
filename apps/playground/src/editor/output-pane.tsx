import { For, type JSX, Show } from "solid-js";
import { LIMITS } from "./output/said.js";
import "./output/output.css";
import { PartView } from "./output/part-view.js";
import type { EditorState } from "./editor-state.js";

/** What the program has printed, and what went wrong. */
export function OutputPane(props: { readonly state: EditorState; readonly goTo: (line: number) => void }): JSX.Element {
  const { state } = props;
  return (
    <section class="output" aria-label="Output" tabindex={0}>
      <Show
        when={state.said().length > 0}
        fallback={<p class="waiting">{state.phase() === "ended" ? NOTHING : state.phase() === "idle" ? HINT : ""}</p>}
      >
        <div role="log" class="said">
          <For each={state.said()}>
            {({ level, parts }) => (
              <div class={level}>
                <For each={parts}>{(part) => <PartView part={part} goTo={props.goTo} />}</For>
              </div>
            )}
          </For>
        </div>
      </Show>
      <Show when={state.isFull()}>
        <p class="notice">{`Only the first ${LIMITS.said.toLocaleString("en")} things that the program printed are shown.`}</p>
      </Show>
    </section>
  );
}

const HINT = "Run the program, and what it prints will be here: matrices as tables, charts as pictures.";
const NOTHING = "The program has come to its end without printing anything.";
