import { type JSX, createEffect } from "solid-js";
import type { Mark } from "./editor-state.js";

/** A program as plain text: on phones, and until the editor has come. */
export function PlainEditor(props: {
  readonly text: string;
  readonly change: (text: string) => void;
  readonly run: () => void;
  readonly problemAt: Mark | null;
  /** A line to be shown, each time that it is asked for. */
  readonly goTo: { readonly line: number } | null;
  /** Told when composing begins, and when it ends: of characters that take several keys. */
  readonly composing: (is: boolean) => void;
}): JSX.Element {
  let area: HTMLTextAreaElement | undefined;
  createEffect(() => {
    const { goTo } = props;
    if (goTo !== null && area !== undefined) selectLine(area, goTo.line);
  });
  return (
    <textarea
      ref={(element) => (area = element)}
      class="plain-editor"
      aria-label="Program"
      aria-invalid={props.problemAt !== null}
      wrap="off"
      spellcheck={false}
      autocapitalize="off"
      autocomplete="off"
      value={props.text}
      onCompositionStart={() => props.composing(true)}
      onCompositionEnd={() => props.composing(false)}
      onInput={({ currentTarget }) => props.change(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        props.run();
      }}
    />
  );
}

function selectLine(area: HTMLTextAreaElement, line: number): void {
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  area.scrollTop = (area.scrollHeight / Math.max(lines.length, 1)) * (line - 1) - area.clientHeight / 3;
  area.scrollLeft = 0;
}
