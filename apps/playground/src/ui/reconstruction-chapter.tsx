import { type JSX, type Resource, Show, createEffect, createResource, createSignal } from "solid-js";
import type { Reconstruction } from "../digits/components.js";
import type { WorkerClient } from "../worker/client.js";
import { latest } from "../worker/latest.js";
import type { Collection, Spectrum } from "../worker/messages.js";
import { Chapter } from "./chapter.js";
import { ErrorTable } from "./error-table.js";
import { Loaded } from "./loaded.js";
import { Problem } from "./problem.js";
import { ReconstructedDigit } from "./reconstructed-digit.js";
import { SpectrumBars } from "./spectrum-bars.js";

function story(): JSX.Element {
  return (
    <>
      <p>
        Keep only the first <em>k</em> coordinates of a digit and forget the others: this is what is left of it.
      </p>
      <p>
        What is lost over all training digits is exactly the sum of the squared singular values that were left out
        (Eckart and Young, 1936).
      </p>
    </>
  );
}

/** One digit rebuilt from k components, and what the training digits lose by it. */
export function ReconstructionChapter(props: {
  readonly client: WorkerClient;
  readonly collection: Collection;
  readonly spectrum: Resource<Spectrum>;
  readonly chosen: number;
}): JSX.Element {
  const [k, setK] = createSignal(12);
  const [measured, setMeasured] = createSignal<Reconstruction>();
  const [problem, setProblem] = createSignal<unknown>();
  // all 65 pictures at once: the slider then draws without asking anybody
  const [steps] = createResource(
    () => props.spectrum.state === "ready" && { index: props.chosen },
    (of) => props.client.call("steps", of),
  );
  const measure = latest((at: number) => props.client.call("reconstruction", { k: at }), setMeasured, setProblem);
  createEffect(() => props.spectrum.state === "ready" && measure(k()));
  return (
    <Chapter number={3} title="Reconstruction" story={story()}>
      <Loaded from={steps} waiting="Rebuilding the digit …">
        {(all) => (
          <ReconstructedDigit
            original={props.collection.ink.subarray(64 * all().index, 64 * all().index + 64)}
            label={props.collection.labels[all().index]}
            steps={all().ink}
            k={k()}
            setK={setK}
          />
        )}
      </Loaded>
      <Loaded from={props.spectrum} waiting="">
        {(spectrum) => <SpectrumBars energies={spectrum().energies} k={k()} />}
      </Loaded>
      <ErrorTable k={k()} measured={measured()} count={props.collection.trainCount} />
      <Show when={problem()}>{(error) => <Problem error={error()} />}</Show>
    </Chapter>
  );
}
