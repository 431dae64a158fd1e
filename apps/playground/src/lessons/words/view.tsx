import { For, type JSX } from "solid-js";
import { Chart } from "../../ui/chart.js";
import { Segments } from "../../ui/segments.js";
import { Slider } from "../../ui/slider.js";
import { WordPairs } from "../../ui/word-pairs.js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";
import "./words.css";

type Props = ViewProps<typeof lesson>;

const FAMILIES = [
  { value: "people", text: "People" },
  { value: "places", text: "Places" },
] as const;

/** Pairs of words as arrows in the plane, and a question of the visitor's own. */
export function View(props: Props): JSX.Element {
  return (
    <div class="words">
      <WordPairs
        label={`Pairs of ${props.inputs.family} in the plane of their first two components`}
        pairs={props.result.planes[props.inputs.family]}
      />
      <Question {...props} />
      <div class="words-choices">
        <Segments
          name="family"
          legend="Pairs shown"
          options={FAMILIES}
          value={props.inputs.family}
          change={(family) => props.change({ family })}
        />
        <Slider
          label="Numbers a word"
          range={[2, 64]}
          step={1}
          value={props.inputs.dimensions}
          change={(dimensions) => props.change({ dimensions })}
        />
        <Slider
          label="Sentences"
          range={[100, 5000]}
          step={100}
          value={props.inputs.sentences}
          change={(sentences) => props.change({ sentences })}
        />
      </div>
      <details>
        <summary>How many analogies are right</summary>
        <Chart svg={props.result.chart} waiting="Drawing …" />
      </details>
      <details>
        <summary>All {props.result.vocabulary.length} words</summary>
        <p class="muted">{props.result.vocabulary.join(", ")}</p>
      </details>
    </div>
  );
}

/** A sum of words, and the words nearest to it. */
function Question(props: Props): JSX.Element {
  return (
    <div class="question">
      <label>
        <span>Nearest to</span>
        <input
          type="text"
          maxlength={200}
          value={props.inputs.question}
          list="all-words"
          autocapitalize="none"
          spellcheck={false}
          onInput={({ currentTarget }) => props.change({ question: currentTarget.value })}
        />
        <datalist id="all-words">
          <For each={props.result.vocabulary}>{(word) => <option value={word} />}</For>
        </datalist>
      </label>
      <ol data-testid="nearest" aria-live="polite">
        <For each={props.result.nearest}>
          {({ word, cosine }) => (
            <li>
              {word} <span class="muted">{cosine.toFixed(2)}</span>
            </li>
          )}
        </For>
      </ol>
    </div>
  );
}
