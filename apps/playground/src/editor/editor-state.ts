import { type Accessor, createSignal } from "solid-js";
import type { OwnFile } from "./run/program.js";
import { type RunState, createRunState } from "./run-state.js";

/** A place in the program, and what is wrong there. */
export interface Mark {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** The program, and the run of it. */
export interface EditorState extends Omit<RunState, "run" | "reset"> {
  readonly text: Accessor<string>;
  readonly change: (text: string) => void;
  /** Puts another program in its place; what runs ends, and what it has printed goes. */
  readonly open: (text: string) => void;
  readonly run: () => void;
  readonly problemAt: Accessor<Mark | null>;
}

export function createEditorState(files: Accessor<readonly OwnFile[]>): EditorState {
  const [text, setText] = createSignal("");
  const [problemAt, setProblemAt] = createSignal<Mark | null>(null);
  const { reset, ...state } = createRunState(files, ({ line, message }) => {
    if (line !== null) setProblemAt({ line, text: message });
  });
  const change = (text: string): void => {
    setText(text);
    setProblemAt(null);
  };
  const open = (text: string): void => {
    reset();
    change(text);
  };
  const run = (): void => {
    setProblemAt(null);
    void state.run(text());
  };
  return { ...state, text, change, open, run, problemAt };
}
