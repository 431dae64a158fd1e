import { type JSX, Show, createSignal, onCleanup, onMount } from "solid-js";
import { seconds } from "../ui/format.js";
import { Problem } from "../ui/problem.js";
import { type EditorState, createEditorState } from "./editor-state.js";
import { FIRST_PROGRAM } from "./first-program.js";
import { OutputPane } from "./output-pane.js";
import { PlainEditor } from "./plain-editor.js";
import type { OwnFile } from "./run/program.js";
import type { Phase } from "./run-state.js";
import { LinkError, readLink, writeLink } from "./share/link.js";

/** The editor: a program beside what it prints. */
export function EditorPage(): JSX.Element {
  const [files] = createSignal<readonly OwnFile[]>([]);
  const state = createEditorState(FIRST_PROGRAM, files);
  const [goTo, setGoTo] = createSignal<{ readonly line: number } | null>(null);
  const [refused, setRefused] = createSignal("");
  const open = async (): Promise<void> => {
    setRefused("");
    try {
      const asked = await readLink(location.hash);
      if (asked.kind === "program") state.change(asked.text);
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      setRefused(error.message);
    }
  };
  onMount(() => void open());
  const follow = (): void => void open();
  addEventListener("hashchange", follow);
  onCleanup(() => removeEventListener("hashchange", follow));
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
        <Show when={refused()}>{(sentence) => <Problem error={sentence()} />}</Show>
        <Toolbar state={state} />
        <div class="panes">
          <PlainEditor
            text={state.text()}
            change={state.change}
            run={state.run}
            problemAt={state.problemAt()}
            goTo={goTo()}
          />
          <OutputPane state={state} goTo={(line) => setGoTo({ line })} />
        </div>
      </main>
    </>
  );
}

function Toolbar(props: { readonly state: EditorState }): JSX.Element {
  const { state } = props;
  const isStoppable = (): boolean => ["preparing", "running", "later"].includes(state.phase());
  const [copied, setCopied] = createSignal("");
  const copy = async (): Promise<void> => {
    try {
      const hash = await writeLink(state.text());
      history.replaceState(null, "", hash);
      await navigator.clipboard.writeText(location.href);
      setCopied("The link is copied.");
    } catch (error) {
      setCopied(
        error instanceof LinkError
          ? error.message
          : "The link is in the address bar: the browser does not let this page copy.",
      );
    }
  };
  return (
    <div class="toolbar" role="toolbar" aria-label="Program">
      <button type="button" class="primary" onClick={() => state.run()}>
        Run
      </button>
      <button type="button" aria-disabled={!isStoppable()} onClick={() => isStoppable() && state.stop()}>
        Stop
      </button>
      <span class="muted" role="status" data-testid="phase">
        {said(state.phase(), state.elapsed())}
      </span>
      <button type="button" onClick={() => void copy()}>
        Copy link
      </button>
      <span class="muted" role="status">
        {copied()}
      </span>
    </div>
  );
}

/** Where a run stands, in words. */
function said(phase: Phase, elapsed: number): string {
  const time = seconds(elapsed);
  switch (phase) {
    case "idle":
      return "";
    case "preparing":
      return "Preparing …";
    case "running":
      return `Running … ${time}`;
    case "ended":
      return `Finished in ${time}`;
    case "later":
      return `Finished in ${time}; what it has set to happen later goes on`;
    case "failed":
      return `Failed after ${time}`;
    default:
      return `Stopped after ${time}`;
  }
}
