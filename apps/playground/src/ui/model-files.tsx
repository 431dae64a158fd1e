import { type JSX, Show, createSignal } from "solid-js";
import { nameOf } from "../digits/experiment.js";
import type { WorkerClient } from "../worker/client.js";
import type { LoadedModel } from "../worker/messages.js";
import { decimal, percent } from "./format.js";
import { Problem } from "./problem.js";

/** Far more than the largest of the models takes. */
const LARGEST = 2 ** 24;

/** Saves the trained model as a file, and reads such a file back. */
export function ModelFiles(props: { readonly client: WorkerClient; readonly trained: boolean }): JSX.Element {
  const [loaded, setLoaded] = createSignal<LoadedModel & { readonly name: string }>();
  const [problem, setProblem] = createSignal<unknown>();
  const attempt = async (task: () => Promise<void>): Promise<void> => {
    setLoaded(undefined);
    setProblem(undefined);
    await task().catch(setProblem);
  };
  const save = async (): Promise<void> => {
    const { name, bytes } = await props.client.call("saveModel");
    download(name, new Blob([bytes.slice()], { type: "application/octet-stream" }));
  };
  const load = async (file: File): Promise<void> => {
    if (file.size > LARGEST) {
      setProblem(
        `A model of this page takes less than 16 MB; ${file.name} is larger. Choose a file that was saved here.`,
      );
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    setLoaded({ ...(await props.client.call("loadModel", { bytes })), name: file.name });
  };
  const choose = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }): void => {
    const file = currentTarget.files?.[0];
    currentTarget.value = ""; // so that choosing the same file again is a change
    if (file !== undefined) void attempt(() => load(file));
  };
  return (
    <div class="files">
      <p class="row">
        <Show when={props.trained}>
          <button type="button" onClick={() => void attempt(save)}>
            Save model …
          </button>
        </Show>
        <label class="button">
          <input class="unseen" type="file" accept=".safetensors" onChange={choose} />
          Load model …
        </label>
      </p>
      <div aria-live="polite">
        <Show when={loaded()}>{(model) => <p class="verdict">{describe(model())}</p>}</Show>
      </div>
      <Show when={problem()}>{(error) => <Problem error={error()} />}</Show>
    </div>
  );
}

function describe({ name, experiment, accuracy, compared }: LoadedModel & { readonly name: string }): string {
  const what = `${name} holds the ${nameOf(experiment)}, which reads ${percent(accuracy)} of the test digits.`;
  if (compared === null) return what;
  const logits = decimal(compared.logits);
  return compared.identical
    ? `${what} All ${logits} logits are identical to those of the model that was trained here.`
    : `${what} Its ${logits} logits differ from those of the model that was trained here.`;
}

function download(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000); // the download has begun by then
}
