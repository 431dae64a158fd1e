import { type JSX, Show } from "solid-js";
import type { WorkerClient } from "../worker/client.js";
import type { Collection } from "../worker/messages.js";
import { Chapter } from "./chapter.js";
import { Chart } from "./chart.js";
import { decimal } from "./format.js";
import { ModelFiles } from "./model-files.js";
import { Problem } from "./problem.js";
import { TrainingForm } from "./training-form.js";
import { TrainingOutcome } from "./training-outcome.js";
import { TrainingProgress } from "./training-progress.js";
import { createTraining } from "./training-state.js";

/** A network learns to read the digits while one watches. */
export function TrainingChapter(props: {
  readonly client: WorkerClient;
  readonly collection: Collection;
  readonly width: number;
}): JSX.Element {
  const training = createTraining(props.client);
  const story = (
    <>
      <p>
        Softmax regression draws flat borders between the digits; the MLP bends them with a hidden layer of 128 units.
        Both learn from {decimal(props.collection.trainCount)} digits and are measured on {props.collection.testCount}{" "}
        others.
      </p>
      <p>The same seed gives the same model, to the last bit.</p>
    </>
  );
  return (
    <Chapter number={4} title="Training" story={story}>
      <TrainingForm training={training} width={props.width} />
      <TrainingProgress training={training} />
      <Show when={training.problem()}>{(error) => <Problem error={error()} />}</Show>
      <div class="charts">
        <Chart svg={training.curves()?.loss} waiting="The loss will be drawn here, epoch by epoch." />
        <Chart svg={training.curves()?.accuracy} waiting="And here the share of test digits read correctly." />
      </div>
      <Show when={training.result()} fallback={<ModelFiles client={props.client} trained={false} />}>
        {(result) => (
          <TrainingOutcome result={result()}>
            <ModelFiles client={props.client} trained={true} />
          </TrainingOutcome>
        )}
      </Show>
    </Chapter>
  );
}
