import type {
  Diagnostic,
  LanguageService,
  MessageChain,
} from "monaco-editor/languages/features/typescript/lib/typescriptServices.js";
import type { Problem } from "./questions.js";
import { PROGRAM } from "./virtual-files.js";

/** Everything wrong with the program: what cannot be read, what does not fit, what is not used. */
export function problemsOf(service: LanguageService): readonly Problem[] {
  return [
    ...service.getSyntacticDiagnostics(PROGRAM),
    ...service.getSemanticDiagnostics(PROGRAM),
    ...service.getSuggestionDiagnostics(PROGRAM),
  ].flatMap(problemOf);
}

function problemOf(diagnostic: Diagnostic): readonly Problem[] {
  const kind = kindOf(diagnostic);
  if (kind === undefined) return [];
  const { start = 0, length = 1, code } = diagnostic;
  return [{ start, length, code, kind, text: sentenceOf(diagnostic.messageText) }];
}

/** Suggestions are kept where they fade what is of no use, and let go where they are of style. */
function kindOf({ category, reportsUnnecessary, reportsDeprecated }: Diagnostic): Problem["kind"] | undefined {
  if (category === 1) return "error";
  if (category === 0) return "warning";
  if (reportsUnnecessary !== undefined) return "unused";
  return reportsDeprecated === undefined ? undefined : "deprecated";
}

/**
 * What is wrong, in words. Where shapes do not fit, the types say it in a sentence of their own, which comes first; of the
 * compiler's explanation that line follows which holds it.
 */
export function sentenceOf(message: string | MessageChain): string {
  const lines = linesOf(message);
  const why = lines.find(({ text }) => SHAPE_PROBLEM.test(text));
  if (why === undefined) return lines.map(({ text, depth }) => "  ".repeat(depth) + text).join("\n");
  const [, sentence] = SHAPE_PROBLEM.exec(why.text) ?? [];
  return `${JSON.parse(sentence)}\n\n${why.text}`;
}

const SHAPE_PROBLEM = /ShapeProblem<("(?:[^"\\]|\\.)*")>/;

function linesOf(message: string | MessageChain, depth = 0): { readonly text: string; readonly depth: number }[] {
  if (typeof message === "string") return [{ text: message, depth }];
  const below = (message.next ?? []).flatMap((next) => linesOf(next, depth + 1));
  return [{ text: message.messageText, depth }, ...below];
}
