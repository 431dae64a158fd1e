import type {
  CodeAction,
  LanguageService,
} from "monaco-editor/languages/features/typescript/lib/typescriptServices.js";
import { describe } from "./descriptions.js";
import type { Answers, Completion, Edit, Fix } from "./questions.js";
import { PROGRAM } from "./virtual-files.js";

const preferences = {
  includeCompletionsForModuleExports: true,
  includeCompletionsWithInsertText: true,
  importModuleSpecifierPreference: "non-relative",
  quotePreference: "double",
};

/** How edits of the compiler look. */
const format = { indentSize: 2, tabSize: 2, convertTabsToSpaces: true, newLineCharacter: "\n", semicolons: "insert" };

/** The names that may stand at a place of the program, those included that would have to be imported first. */
export function completionsAt(service: LanguageService, at: number): readonly Completion[] {
  const { entries } = service.getCompletionsAtPosition(PROGRAM, at, preferences) ?? { entries: [] };
  return entries
    .filter(({ insertText, name }) => insertText === undefined || insertText === name)
    .map(({ name, kind, sortText, kindModifiers = "", source, data, replacementSpan }) => ({
      name,
      kind,
      order: sortText,
      isDeprecated: kindModifiers.includes("deprecated"),
      ...(source === undefined ? {} : { source }),
      ...(data === undefined ? {} : { data }),
      ...(replacementSpan === undefined ? {} : { span: replacementSpan }),
    }));
}

/** What such a name stands for, and the import that it needs. */
export function completionDetails(
  service: LanguageService,
  at: number,
  { name, source, data }: Pick<Completion, "name" | "source" | "data">,
): Answers["details"] {
  const details = service.getCompletionEntryDetails(PROGRAM, at, name, format, source, preferences, data);
  return details === undefined ? null : { ...describe(details), edits: (details.codeActions ?? []).flatMap(editsOf) };
}

/** What the compiler would do about problems. */
export function fixesOf(
  service: LanguageService,
  start: number,
  end: number,
  codes: readonly number[],
): readonly Fix[] {
  return service
    .getCodeFixesAtPosition(PROGRAM, start, end, codes, format, preferences)
    .map((action) => ({ title: action.description, edits: editsOf(action) }));
}

function editsOf({ changes }: CodeAction): readonly Edit[] {
  return changes.flatMap(({ textChanges }) => textChanges.map(({ span, newText }) => ({ ...span, text: newText })));
}
