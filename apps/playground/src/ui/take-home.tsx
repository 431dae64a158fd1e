import { type JSX, createSignal } from "solid-js";

/** Buttons to take a lesson home: as a program, as a link; and to begin anew. */
export function TakeHome(props: {
  readonly program: () => string;
  readonly link: () => string;
  readonly reset: () => void;
}): JSX.Element {
  const [said, say] = createSignal("");
  const copy = async (text: string, done: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      say(done);
    } catch {
      say("The browser does not let this page copy. Allow it the clipboard.");
    }
  };
  return (
    <div class="take-home">
      <button type="button" onClick={() => void copy(props.program(), "The program is copied.")}>
        Copy as TypeScript
      </button>
      <button type="button" onClick={() => void openInEditor(props.program()).then(say)}>
        Open in editor
      </button>
      <button type="button" onClick={() => void copy(props.link(), "The link is copied.")}>
        Copy link
      </button>
      <button type="button" onClick={() => props.reset()}>
        Begin anew
      </button>
      <span class="muted" role="status">
        {said()}
      </span>
    </div>
  );
}

/** Leaves for the editor with a program. @returns why it stays, where it does */
async function openInEditor(program: string): Promise<string> {
  try {
    const { writeLink } = await import("../editor/share/link.js");
    location.assign(`editor.html${await writeLink(program)}`);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
