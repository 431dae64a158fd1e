import type { JSX } from "solid-js";
import { nameOf } from "../digits/experiment.js";
import type { TrainingResult } from "../worker/messages.js";
import { Chart } from "./chart.js";
import { decimal, percent, seconds } from "./format.js";

/** What a model reached, and which digits it takes for which. */
export function TrainingOutcome(props: {
  readonly result: TrainingResult;
  readonly children: JSX.Element;
}): JSX.Element {
  const story = (): string => {
    const { experiment, seed, reason, epochs, steps, computing } = props.result;
    const length = reason === "finished" ? `${epochs} epochs` : `stopped after ${epochs} epochs`;
    return `${nameOf(experiment)}, seed ${seed}, ${length}: ${decimal(steps)} steps in ${seconds(computing)} of computing.`;
  };
  return (
    <div class="outcome">
      <div>
        <p class="score">
          <strong data-testid="accuracy">{percent(props.result.accuracy)}</strong> of {props.result.testCount} test
          digits, which it never saw before, are read correctly.
        </p>
        <p class="muted">{story()}</p>
        {props.children}
      </div>
      <Chart svg={props.result.confusion} waiting="" />
    </div>
  );
}
