import { type JSX, Show, createSignal } from "solid-js";
import { percent } from "../../ui/format.js";
import { Problem } from "../../ui/problem.js";

/** Far more than the largest of the networks takes. */
const LARGEST = 2 ** 24;

/** Saves the network as a file, and opens such a file. */
export function ModelFiles(props: {
  readonly name: string;
  readonly model: Uint8Array;
  readonly open: (model: Uint8Array) => Promise<{ readonly right: number; readonly tested: number }>;
}): JSX.Element {
  const [said, say] = createSignal("");
  const [problem, setProblem] = createSignal<unknown>();
  const open = async (file: File): Promise<void> => {
    say("");
    setProblem(undefined);
    if (file.size > LARGEST) {
      setProblem(
        `A network of this page takes less than 16 MB; ${file.name} is larger. Choose a file that was saved here.`,
      );
      return;
    }
    try {
      const { right, tested } = await props.open(new Uint8Array(await file.arrayBuffer()));
      say(
        `${file.name} reads ${right} of the ${tested} test digits, ${percent(right / tested)}; it reads what you draw now.`,
      );
    } catch (error) {
      setProblem(error);
    }
  };
  const choose = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }): void => {
    const file = currentTarget.files?.[0];
    if (file !== undefined) void open(file).finally(() => (currentTarget.value = "")); // the same may be chosen again
  };
  return (
    <div class="files">
      <p class="row">
        <button type="button" onClick={() => download(`${props.name}.safetensors`, props.model)}>
          Save network …
        </button>
        <label class="button">
          <input class="unseen" type="file" accept=".safetensors" onChange={choose} />
          Load network …
        </label>
        <span class="muted" role="status">
          {said()}
        </span>
      </p>
      <Show when={problem()}>{(error) => <Problem error={error()} />}</Show>
    </div>
  );
}

function download(name: string, bytes: Uint8Array): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes.slice()], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000); // the download has begun by then
}
