import { type JSX, Show, createResource, createSignal } from "solid-js";
import { startWorker } from "../worker/start-client.js";
import { Chapter } from "./chapter.js";
import { createChartWidth } from "./chart-width.js";
import { ComponentsChapter } from "./components-chapter.js";
import { DigitChooser } from "./digit-chooser.js";
import { Loaded, ready } from "./loaded.js";
import { PageFooter } from "./page-footer.js";
import { PageTitle } from "./page-title.js";
import { ReconstructionChapter } from "./reconstruction-chapter.js";
import { StepsChapter } from "./steps-chapter.js";
import { TrainingChapter } from "./training-chapter.js";

/** From raw digits to a trained network, in four chapters, and a fifth that slows down. */
export function Page(): JSX.Element {
  const client = startWorker();
  const [chosen, choose] = createSignal(0);
  const width = createChartWidth();
  const [collection] = createResource(() => client.call("prepare"));
  const [spectrum] = createResource(() => client.call("decompose"));
  const story = (
    <p>
      Thirteen people wrote 1,797 digits; each was reduced to {"8\u00a0×\u00a08"} pixels with 17 shades of ink. Choose
      one to follow.
    </p>
  );
  return (
    <>
      <header class="page-header">
        <PageTitle text="Reading digits with linear algebra" />
        <p class="lead">
          From raw pixels to a trained network, step by step. Everything is computed in this tab, by the same library
          that runs in Node.
        </p>
      </header>
      <div>
        <Chapter number={1} title="The digits" story={story}>
          <Loaded from={collection} waiting="Loading the digits …">
            {(digits) => <DigitChooser collection={digits()} chosen={chosen()} choose={choose} />}
          </Loaded>
        </Chapter>
        <ComponentsChapter client={client} spectrum={spectrum} width={width()} />
        <Show when={ready(collection)}>
          {(digits) => (
            <>
              <ReconstructionChapter client={client} collection={digits()} spectrum={spectrum} chosen={chosen()} />
              <TrainingChapter client={client} collection={digits()} width={width()} />
              <StepsChapter client={client} />
            </>
          )}
        </Show>
      </div>
      <PageFooter threads={ready(collection)?.threads} />
    </>
  );
}
