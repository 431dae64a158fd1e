import { For, type JSX, type Resource, Show, createResource } from "solid-js";
import type { WorkerClient } from "../worker/client.js";
import type { Spectrum } from "../worker/messages.js";
import { Chapter } from "./chapter.js";
import { Chart } from "./chart.js";
import { Loaded, ready } from "./loaded.js";
import { Problem } from "./problem.js";

const CHARTS = ["scree", "cumulative-variance", "components", "scatter"] as const;

/** The principal components of the digits, in four charts. */
export function ComponentsChapter(props: {
  readonly client: WorkerClient;
  readonly spectrum: Resource<Spectrum>;
  readonly width: number;
}): JSX.Element {
  const [charts] = createResource(
    () => props.spectrum.state === "ready" && props.width,
    (width) => props.client.call("componentCharts", { width }),
  );
  const story = (
    <>
      <p>
        A picture of 64 pixels is a point in 64 dimensions. The singular value decomposition finds the directions along
        which the points differ most.
      </p>
      <Loaded from={props.spectrum} waiting="Decomposing …">
        {(spectrum) => (
          <p>
            <strong>{spectrum().k90} of 64</strong> directions hold nine tenths of the variance. In the plane of the
            first two, some digits already stand apart.
          </p>
        )}
      </Loaded>
    </>
  );
  return (
    <Chapter number={2} title="Principal components" story={story}>
      <Show when={charts.state === "errored"}>
        <Problem error={charts.error} />
      </Show>
      <div class="charts">
        <For each={CHARTS}>{(name) => <Chart svg={ready(charts)?.[name]} waiting="" />}</For>
      </div>
    </Chapter>
  );
}
