import { For, type JSX, Show, createEffect, createSignal } from "solid-js";
import { Arrow } from "../../ui/arrow.js";
import { Chart } from "../../ui/chart.js";
import { NumberField } from "../../ui/number-field.js";
import { Plane, type Point, usePlane } from "../../ui/plane.js";
import { Problem } from "../../ui/problem.js";
import { Segments } from "../../ui/segments.js";
import { TrainingBar } from "../../ui/training-bar.js";
import { latest } from "../../worker/latest.js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";
import "./embeddings.css";

type Code = typeof import("./code.js");
type Props = ViewProps<typeof lesson, Code>;

const FAMILIES = [
  { value: "people", text: "People" },
  { value: "places", text: "Places" },
  { value: "verbs", text: "Verbs" },
] as const;

/** Pairs of words as arrows in the plane, a question of the visitor's own, and how the vectors learn. */
export function View(props: Props): JSX.Element {
  const pairs = () => props.result.planes[props.inputs.family];
  const reach = (): number =>
    1.25 * Math.max(...pairs().flatMap(({ from, to }) => [...from, ...to].map(Math.abs)), 0.01);
  return (
    <>
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
      <div class="inputs">
        <Segments
          name="family"
          legend="Pairs shown"
          options={FAMILIES}
          value={props.inputs.family}
          change={(family) => props.change({ family })}
        />
      </div>
      <Search {...props} />
      <Training {...props} />
    </>
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

/** The words nearest to a sum of words. */
function Search(props: Props): JSX.Element {
  const [found, show] = createSignal<ReturnType<Code["find"]>>([]);
  const [problem, setProblem] = createSignal<unknown>();
  const ask = latest(
    (question: Parameters<Code["find"]>[0]) => props.ask("find", question),
    (answer) => {
      setProblem(undefined);
      show(answer);
    },
    setProblem,
  );
  createEffect(() => ask({ vectors: props.result.vectors, query: props.inputs.query }));
  return (
    <div class="search">
      <label>
        <span>Nearest to</span>
        <input
          type="text"
          maxlength={200}
          value={props.inputs.query}
          list="words"
          autocapitalize="none"
          spellcheck={false}
          onInput={({ currentTarget }) => props.change({ query: currentTarget.value })}
        />
        <datalist id="words">
          <For each={props.result.vocabulary}>{(word) => <option value={word} />}</For>
        </datalist>
      </label>
      <Show when={problem() === undefined} fallback={<Problem error={problem()} />}>
        <ol data-testid="nearest" aria-live="polite">
          <For each={found()}>
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

function Training(props: Props): JSX.Element {
  const stand = (): string => {
    const { losses, epochs, answered, asked } = props.result;
    return `Epoch ${losses.length} of ${epochs} · ${answered} of ${asked} analogies`;
  };
  const fields = [
    ["Sentences", "sentences", [100, 5000]],
    ["Numbers a word", "features", [2, 64]],
    ["Epochs", "epochs", [1, 100]],
    ["Seed", "seed", [0, 999_999]],
  ] as const;
  return (
    <>
      <div class="inputs">
        <For each={fields}>
          {([label, name, range]) => (
            <NumberField
              label={label}
              range={range}
              value={props.inputs[name]}
              change={(value) => props.change({ [name]: value })}
            />
          )}
        </For>
      </div>
      <TrainingBar run={props.run} done={props.result.losses.length} of={props.result.epochs}>
        {stand()}
      </TrainingBar>
      <Show when={props.at === 3}>
        <Chart svg={props.result.curve ?? undefined} waiting="The loss will be drawn here, epoch by epoch." />
      </Show>
      <details>
        <summary>All {props.result.vocabulary.length} words</summary>
        <p class="muted">{props.result.vocabulary.join(", ")}</p>
      </details>
    </>
  );
}
