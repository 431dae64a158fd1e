import type { Mark } from "../editor-state.js";
import { markFailure, markProblems } from "./marks.js";
import { type editor, monaco } from "./monaco.js";
import { registerProviders } from "./providers.js";
import { followTheme } from "./theme.js";
import type { TypeClient } from "./types/type-client.js";

/** What an editor tells the page. */
export interface Listener {
  readonly change: (text: string) => void;
  readonly run: () => void;
  /** Whether Tab leaves, or indents. */
  readonly tabLeaves: (leaves: boolean) => void;
  /** Asks for the keys to be told. */
  readonly tellKeys: () => void;
  /** How many errors the compiler found. */
  readonly checked: (errors: number) => void;
  readonly fail: (error: unknown) => void;
}

/** Monaco with the compiler beside it, in a place of the page. */
export class RichEditor {
  private readonly model: editor.ITextModel;
  private readonly editor: editor.IStandaloneCodeEditor;
  private readonly ends: (() => void)[];

  /** @param types which asks the compiler, and is closed with the editor */
  constructor(
    place: HTMLElement,
    text: string,
    types: TypeClient,
    private readonly listener: Listener,
  ) {
    this.model = monaco.editor.createModel(text, "typescript", monaco.Uri.parse("file:///program.ts"));
    this.model.setEOL(monaco.editor.EndOfLineSequence.LF);
    this.model.updateOptions({ tabSize: 2, insertSpaces: true, bracketColorizationOptions: PLAIN_BRACKETS });
    this.ends = [followTheme(), () => types.close(), registerProviders(types, this.model)];
    this.editor = monaco.editor.create(place, { model: this.model, ...OPTIONS });
    this.ends.push(
      () => this.editor.dispose(),
      () => this.model.dispose(),
    );
    this.model.onDidChangeContent(() => {
      markFailure(this.model, null);
      listener.change(this.model.getValue());
    });
    this.editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, () => listener.run());
    this.editor.addCommand(monaco.KeyMod.Alt | monaco.KeyCode.F1, () => listener.tellKeys());
    this.editor.addCommand(monaco.KeyMod.Shift | monaco.KeyMod.Alt | monaco.KeyCode.F1, () => this.turnReading());
    this.letTabLeave();
    this.ends.push(markProblems(types, this.model, listener.checked, listener.fail));
  }

  /** Shows another program. What was there comes back by undoing. */
  show(text: string): void {
    if (text === this.model.getValue()) return;
    this.editor.pushUndoStop();
    this.model.pushEditOperations([], [{ range: this.model.getFullModelRange(), text }], () => null);
    this.editor.pushUndoStop();
    this.editor.setPosition({ lineNumber: 1, column: 1 });
    this.editor.setScrollTop(0);
  }

  /** Marks where the program failed, and brings the line into view. */
  mark(failure: Mark | null): void {
    markFailure(this.model, failure);
    if (failure !== null) this.editor.revealLineInCenterIfOutsideViewport(failure.line);
  }

  /** Leads to a line. */
  goTo(line: number): void {
    this.editor.setSelection({
      startLineNumber: line,
      startColumn: 1,
      endLineNumber: line,
      endColumn: this.model.getLineMaxColumn(line),
    });
    this.editor.revealLineInCenterIfOutsideViewport(line);
    this.editor.focus();
  }

  /** Goes on where another editor was left: its selection, in UTF-16 units. */
  focus(start: number, end: number): void {
    const [from, to] = [start, end].map((at) => this.model.getPositionAt(at));
    this.editor.setSelection(monaco.Selection.fromPositions(from, to));
    this.editor.revealPositionInCenterIfOutsideViewport(to);
    this.editor.focus();
  }

  close(): void {
    this.ends.reverse().forEach((end) => end());
  }

  /** Escape makes the next Tab leave; any other key, or having left, makes it indent again. */
  private letTabLeave(): void {
    const set = (leaves: boolean): void => {
      if (this.editor.getOption(monaco.editor.EditorOption.tabFocusMode) === leaves) return;
      this.editor.updateOptions({ tabFocusMode: leaves });
      this.listener.tabLeaves(leaves);
    };
    this.editor.addCommand(monaco.KeyCode.Escape, () => set(true), NOTHING_TO_ESCAPE);
    this.editor.onKeyDown(({ keyCode }) => {
      if (![monaco.KeyCode.Escape, monaco.KeyCode.Tab, monaco.KeyCode.Shift].includes(keyCode)) set(false);
    });
    this.editor.onDidBlurEditorWidget(() => set(false));
  }

  /** Turns Monaco's mode for screen readers on and off, which it cannot detect. */
  private turnReading(): void {
    const isOn = this.editor.getRawOptions().accessibilitySupport === "on";
    this.editor.updateOptions({ accessibilitySupport: isOn ? "off" : "on" });
  }
}

/** Escape closes what is open, or gives up what is selected, first. */
const NOTHING_TO_ESCAPE = [
  "suggestWidgetVisible",
  "parameterHintsVisible",
  "findWidgetVisible",
  "markersNavigationVisible",
  "editorHoverFocused",
  "editorHasMultipleSelections",
  "inSnippetMode",
]
  .map((context) => `!${context}`)
  .join(" && ");

/** Colours say what a word is, not how deep it stands. */
const PLAIN_BRACKETS = { enabled: false, independentColorPoolPerBracketType: false };

const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  ariaLabel: "Program, in TypeScript. Escape, then Tab leaves it; Alt+F1 tells of other keys.",
  automaticLayout: true,
  fixedOverflowWidgets: true,
  fontFamily: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  fontSize: 13,
  lineHeight: 1.55,
  minimap: { enabled: false },
  padding: { top: 12, bottom: 12 },
  lineNumbersMinChars: 3,
  overviewRulerLanes: 0,
  renderFinalNewline: "on", // its number would be too pale
  renderLineHighlight: "line",
  scrollBeyondLastLine: false,
  scrollbar: { alwaysConsumeMouseWheel: false },
  smoothScrolling: false,
  stickyScroll: { enabled: false },
  tabSize: 2,
  // what asks Monaco's own worker, which does not run here
  colorDecorators: false,
  links: false,
  occurrencesHighlight: "singleFile",
  unicodeHighlight: { nonBasicASCII: false, invisibleCharacters: false, ambiguousCharacters: false },
  wordBasedSuggestions: "off",
};
