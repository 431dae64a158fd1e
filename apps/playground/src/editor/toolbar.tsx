import { type JSX, Show, createSignal } from "solid-js";
import { seconds } from "../ui/format.js";
import type { EditorState } from "./editor-state.js";
import type { Phase } from "./run-state.js";
import { LinkError, writeLink } from "./share/link.js";

/** Run, stop, how it goes, and a link to take away. */
export function Toolbar(props: { readonly state: EditorState }): JSX.Element {
  const { state } = props;
  const isStoppable = (): boolean => ["preparing", "running", "later"].includes(state.phase());
  const [copied, setCopied] = createSignal("");
  return (
    <div class="toolbar" role="group" aria-label="Run and share">
      <button type="button" class="primary" aria-keyshortcuts="Control+Enter" onClick={() => state.run()}>
        Run
      </button>
      <button type="button" aria-disabled={!isStoppable()} onClick={() => isStoppable() && state.stop()}>
        Stop
      </button>
      <span class="phase muted" data-testid="phase">
        <Show when={state.phase() === "running"}>
          <span class="spinner" aria-hidden="true" />
        </Show>
        {phaseText(state.phase(), state.elapsed())}
      </span>
      <span class="unseen" role="status">
        {phaseText(state.phase())}
      </span>
      <button type="button" class="share" onClick={() => void copyLink(state.text()).then(setCopied)}>
        Copy link
      </button>
      <span class="muted" role="status">
        {copied()}
      </span>
    </div>
  );
}

/** Puts the program into the address, and that into the clipboard. @returns what to say of it */
async function copyLink(text: string): Promise<string> {
  try {
    history.replaceState(null, "", await writeLink(text));
    await navigator.clipboard.writeText(location.href);
    return "The link is copied; it holds the program.";
  } catch (error) {
    if (error instanceof LinkError) return error.message;
    return "The link is in the address bar. The browser does not let this page copy.";
  }
}

/** Where a run stands, in words; without the time for who hears it read aloud, whom a running clock would interrupt. */
function phaseText(phase: Phase, elapsed?: number): string {
  const time = elapsed === undefined ? "" : ` ${seconds(elapsed)}`;
  switch (phase) {
    case "idle":
      return "";
    case "preparing":
      return "Preparing …";
    case "running":
      return `Running …${time}`;
    case "ended":
      return time ? `Finished in${time}` : "Finished";
    case "later":
      return `Finished${time && ` in${time}`}; what it has set going goes on`;
    case "failed":
      return time ? `Failed after${time}` : "Failed";
    default:
      return time ? `Stopped after${time}` : "Stopped";
  }
}
