import { type JSX, Show, createSignal, onCleanup } from "solid-js";
import { Problem } from "../ui/problem.js";
import { createEditorState } from "./editor-state.js";
import { OwnFilesBar } from "./files/own-files-bar.js";
import { createOwnFiles } from "./files/own-files.js";
import { whatIsMissing } from "./missing.js";
import { CodeEditor } from "./monaco/code-editor.js";
import { followAddress } from "./opening.js";
import { OutputPane } from "./output-pane.js";
import { SampleChooser } from "./sample-chooser.js";
import { Toolbar } from "./toolbar.js";

/** The editor: a program beside what it prints. */
export function EditorPage(): JSX.Element {
  const own = createOwnFiles();
  const state = createEditorState(own.files);
  const [goTo, setGoTo] = createSignal<{ readonly line: number } | null>(null);
  const { sample, refused, isOpening } = followAddress(state.open);
  takeDropped((files) => void own.add(files));
  const missing = whatIsMissing();
  return (
    <>
      <header class="navigation">
        <a class="brand" href="./">
          Linnet
        </a>
        <nav aria-label="Samples">
          <SampleChooser current={sample()?.id ?? ""} />
        </nav>
        <a href="./">Lessons</a>
      </header>
      <main class="editor" aria-busy={isOpening()}>
        <div class="headline">
          <h1>{sample()?.title ?? "Editor"}</h1>
          <p class="idea muted">{sample()?.idea ?? "Write TypeScript, run it here, and pass it on as a link."}</p>
        </div>
        <Show when={missing}>
          <Problem error={missing} />
        </Show>
        <Show when={refused()}>{(sentence) => <Problem error={sentence()} />}</Show>
        <div class="panes">
          <div class="program">
            <Toolbar state={state} />
            <CodeEditor
              text={state.text()}
              change={state.change}
              run={state.run}
              problemAt={state.problemAt()}
              goTo={goTo()}
            />
            <OwnFilesBar own={own} />
          </div>
          <OutputPane state={state} goTo={(line) => setGoTo({ line })} />
        </div>
      </main>
    </>
  );
}

/** Takes files that are dropped anywhere on the page. */
function takeDropped(take: (files: File[]) => void): void {
  const over = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault(); // or the browser would open what is dropped
  };
  const drop = (event: DragEvent): void => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    take(files);
  };
  addEventListener("dragover", over);
  addEventListener("drop", drop);
  onCleanup(() => {
    removeEventListener("dragover", over);
    removeEventListener("drop", drop);
  });
}
