import type { Mark } from "../editor-state.js";
import { latest } from "../../worker/latest.js";
import { type editor, monaco } from "./monaco.js";
import { rangeOf } from "./providers.js";
import type { TypeClient } from "./types/type-client.js";
import type { Problem } from "./types/questions.js";

const { MarkerSeverity, MarkerTag } = monaco;

const LOOKS = {
  error: { severity: MarkerSeverity.Error, tags: [] },
  warning: { severity: MarkerSeverity.Warning, tags: [] },
  unused: { severity: MarkerSeverity.Hint, tags: [MarkerTag.Unnecessary] },
  deprecated: { severity: MarkerSeverity.Hint, tags: [MarkerTag.Deprecated] },
} as const;

/** Milliseconds without typing after which the program is checked. */
const REST = 250;

/**
 * Marks what the compiler finds wrong, after each change; one check is under way at most.
 *
 * @param checked told how many errors there are
 * @param fail told when the compiler fails
 * @returns what ends it
 */
export function markProblems(
  types: TypeClient,
  model: editor.ITextModel,
  checked: (errors: number) => void,
  fail: (error: unknown) => void,
): () => void {
  const check = latest(
    (program: string) => types.ask(program, { kind: "problems" }),
    (problems, program) => {
      if (model.isDisposed() || model.getValue() !== program) return; // a newer one is on its way
      monaco.editor.setModelMarkers(
        model,
        "types",
        problems.map((problem) => markOf(model, problem)),
      );
      checked(problems.filter(({ kind }) => kind === "error").length);
    },
    fail,
  );
  check(model.getValue());
  let timer: ReturnType<typeof setTimeout>;
  const changes = model.onDidChangeContent(() => {
    clearTimeout(timer);
    timer = setTimeout(() => check(model.getValue()), REST);
  });
  return () => {
    clearTimeout(timer);
    changes.dispose();
  };
}

/** Marks the line where the program failed when it ran; `null` takes the mark away. */
export function markFailure(model: editor.ITextModel, failure: Mark | null): void {
  const line = failure === null ? 0 : Math.min(Math.max(1, Math.round(failure.line)), model.getLineCount());
  const marks =
    failure === null ? [] : [markOf(model, { ...lineSpan(model, line), kind: "error", text: failure.text })];
  monaco.editor.setModelMarkers(model, "run", marks);
}

function lineSpan(model: editor.ITextModel, line: number): { readonly start: number; readonly length: number } {
  const start = model.getOffsetAt({ lineNumber: line, column: model.getLineFirstNonWhitespaceColumn(line) || 1 });
  return { start, length: model.getOffsetAt({ lineNumber: line, column: model.getLineMaxColumn(line) }) - start };
}

function markOf(
  model: editor.ITextModel,
  problem: Omit<Problem, "code"> & { readonly code?: number },
): editor.IMarkerData {
  const { severity, tags } = LOOKS[problem.kind];
  const code = problem.code === undefined ? {} : { code: String(problem.code) };
  return { ...rangeOf(model, problem), severity, tags: [...tags], message: problem.text, ...code };
}
