import { type JSX, Show, createEffect, createSignal } from "solid-js";
import { DrawnCharts } from "../../ui/drawn-charts.js";
import { NearestWords } from "../../ui/nearest-words.js";
import { NumberField } from "../../ui/number-field.js";
import { Segments } from "../../ui/segments.js";
import { Training } from "../../ui/training.js";
import { WordPairs } from "../../ui/word-pairs.js";
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
/** The step that tells of training. */
const TRAINING = 3;

/** Pairs of words as arrows in the plane, a question of the visitor's own, and how the vectors learn. */
export function View(props: Props): JSX.Element {
  const stand = (): string => {
    const { losses, epochs, answered, asked } = props.result;
    return `Epoch ${losses.length} of ${epochs} · ${answered} of ${asked} analogies`;
  };
  return (
    <div class="embeddings">
      <div class="word-picture">
        <Picture {...props} />
        <Segments
          name="family"
          legend="Pairs shown"
          options={FAMILIES}
          value={props.inputs.family}
          change={(family) => props.change({ family })}
        />
        <Search {...props} />
      </div>
      <Training {...props} mostEpochs={100} done={props.result.losses.length} of={props.result.epochs} stand={stand()}>
        <NumberField
          label="Sentences"
          range={[100, 5000]}
          value={props.inputs.sentences}
          change={(sentences) => props.change({ sentences })}
        />
        <NumberField
          label="Numbers a word"
          range={[2, 64]}
          value={props.inputs.features}
          change={(features) => props.change({ features })}
        />
      </Training>
      <details>
        <summary>All {props.result.vocabulary.length} words</summary>
        <p class="muted">{props.result.vocabulary.join(", ")}</p>
      </details>
    </div>
  );
}

/** The pairs; at the step that tells of training, the loss. */
function Picture(props: Props): JSX.Element {
  return (
    <Show
      when={props.at === TRAINING}
      fallback={
        <WordPairs
          label={`Pairs of ${props.inputs.family} in the plane of their first two components`}
          pairs={props.result.planes[props.inputs.family]}
        />
      }
    >
      <Show when={props.result.losses.length > 0} fallback={<p class="waiting">The first epoch is under way.</p>}>
        <DrawnCharts
          count={1}
          of={props.result.losses}
          draw={async (losses) => [await props.ask("curve", { losses })]}
          waiting="The loss is being drawn."
        />
      </Show>
    </Show>
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
    <NearestWords
      sum={props.inputs.query}
      change={(query) => props.change({ query })}
      words={props.result.vocabulary}
      nearest={found()}
      problem={problem()}
    />
  );
}
