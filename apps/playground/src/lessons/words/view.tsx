import { For, type JSX } from "solid-js";
import { Arrow } from "../../ui/arrow.js";
import { Chart } from "../../ui/chart.js";
import { Plane, type Point, usePlane } from "../../ui/plane.js";
import { Segments } from "../../ui/segments.js";
import { Slider } from "../../ui/slider.js";
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
  const pairs = () => props.result.planes[props.inputs.family];
  const reach = (): number => 1.25 * Math.max(...pairs().flatMap(({ from, to }) => [...from, ...to].map(Math.abs)), 0.01); // prettier-ignore
  return (
    <div class="words">
      <Plane label={`Pairs of ${props.inputs.family} in the plane of their first two components`} reach={reach()}>
        <For each={pairs()}>
          {({ first, second, from, to }) => (
            <>
              <Arrow from={[from[0], from[1]]} to={[to[0], to[1]]} tone="quiet" />
              <Word at={[from[0], from[1]]} word={first} tone="a" />
              <Word at={[to[0], to[1]]} word={second} tone="b" />
            </>
          )}
        </For>
      </Plane>
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

function Word(props: { readonly at: Point; readonly word: string; readonly tone: "a" | "b" }): JSX.Element {
  const { x, y } = usePlane();
  return (
    <text class={`word tone-${props.tone}`} x={x(props.at[0])} y={y(props.at[1]) - 4}>
      {props.word}
    </text>
  );
}
