import { For, type JSX, Show, createUniqueId } from "solid-js";
import { Problem } from "./problem.js";
import "./nearest-words.css";

/** A sum of words that can be typed, and the words whose vectors are nearest to it. */
export function NearestWords(props: {
  readonly sum: string;
  readonly change: (sum: string) => void;
  /** All words that there are, to be chosen from. */
  readonly words: readonly string[];
  readonly nearest: readonly { readonly word: string; readonly cosine: number }[];
  /** Why there is no answer, in its place. */
  readonly problem?: unknown;
}): JSX.Element {
  const all = createUniqueId();
  return (
    <div class="nearest-words">
      <label>
        <span>Nearest to</span>
        <input
          type="text"
          maxlength={200}
          value={props.sum}
          list={all}
          autocapitalize="none"
          spellcheck={false}
          onInput={({ currentTarget }) => props.change(currentTarget.value)}
        />
        <datalist id={all}>
          <For each={props.words}>{(word) => <option value={word} />}</For>
        </datalist>
      </label>
      <Show when={props.problem === undefined} fallback={<Problem error={props.problem} />}>
        <ol data-testid="nearest" aria-live="polite">
          <For each={props.nearest}>
            {({ word, cosine }) => (
              <li>
                {word} <span class="muted">{cosine.toFixed(2)}</span>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </div>
  );
}
