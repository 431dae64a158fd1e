import type { JSX } from "solid-js";
import { Chart } from "../../ui/chart.js";
import { NearestWords } from "../../ui/nearest-words.js";
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
      <NearestWords
        sum={props.inputs.question}
        change={(question) => props.change({ question })}
        words={props.result.vocabulary}
        nearest={props.result.nearest}
      />
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
