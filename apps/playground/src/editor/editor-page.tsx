import { type JSX, Show, createSignal, onCleanup, onMount } from "solid-js";
import { Problem } from "../ui/problem.js";
import { createEditorState } from "./editor-state.js";
import { OwnFilesBar } from "./files/own-files-bar.js";
import { createOwnFiles } from "./files/own-files.js";
import { FIRST_PROGRAM } from "./first-program.js";
import { whatIsMissing } from "./missing.js";
import { CodeEditor } from "./monaco/code-editor.js";
import { OutputPane } from "./output-pane.js";
import { type Asked, LinkError, readLink } from "./share/link.js";
import { Toolbar } from "./toolbar.js";

/** The editor: a program beside what it prints. */
export function EditorPage(): JSX.Element {
  const own = createOwnFiles();
  const state = createEditorState(FIRST_PROGRAM, own.files);
  const [goTo, setGoTo] = createSignal<{ readonly line: number } | null>(null);
  const refused = followLinks((asked) => {
    if (asked.kind === "program") state.change(asked.text);
  });
  takeDropped((files) => void own.add(files));
  const missing = whatIsMissing();
  return (
    <>
      <header class="navigation">
        <a class="brand" href="./">
          Linnet
        </a>
        <nav aria-label="Pages">
          <a href="./">Lessons</a>
        </nav>
      </header>
      <main class="editor">
        <h1>Editor</h1>
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

/** Takes what the address asks for, now and whenever it changes. @returns why it was refused, or "" */
function followLinks(take: (asked: Asked) => void): () => string {
  const [refused, setRefused] = createSignal("");
  const follow = async (): Promise<void> => {
    try {
      take(await readLink(location.hash));
      setRefused("");
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      setRefused(error.message);
    }
  };
  const changed = (): void => void follow();
  onMount(changed);
  addEventListener("hashchange", changed);
  onCleanup(() => removeEventListener("hashchange", changed));
  return refused;
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
