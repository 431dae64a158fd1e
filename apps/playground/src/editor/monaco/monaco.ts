// As much of Monaco as the editor wants: its core, these features, and the colours of TypeScript. Its own TypeScript mode is left
// out, since it brings every feature with it; src/editor/monaco/types has the compiler.
/* oxlint-disable import/no-unassigned-import -- a feature registers itself */
import "monaco-editor/features/codeEditor/register.js";
import "monaco-editor/features/codicon/register.js";
import "monaco-editor/features/bracketMatching/register.js";
import "monaco-editor/features/caretOperations/register.js";
import "monaco-editor/features/clipboard/register.js";
import "monaco-editor/features/codeAction/register.js";
import "monaco-editor/features/comment/register.js";
import "monaco-editor/features/cursorUndo/register.js";
import "monaco-editor/features/find/register.js";
import "monaco-editor/features/folding/register.js";
import "monaco-editor/features/gotoError/register.js";
import "monaco-editor/features/hover/register.js";
import "monaco-editor/features/indentation/register.js";
import "monaco-editor/features/lineSelection/register.js";
import "monaco-editor/features/linesOperations/register.js";
import "monaco-editor/features/multicursor/register.js";
import "monaco-editor/features/parameterHints/register.js";
import "monaco-editor/features/smartSelect/register.js";
import "monaco-editor/features/snippet/register.js";
import "monaco-editor/editor/contrib/suggest/browser/suggestController.js";
import "monaco-editor/features/toggleTabFocusMode/register.js";
import "monaco-editor/features/tokenization/register.js";
import "monaco-editor/features/wordHighlighter/register.js";
import "monaco-editor/features/wordOperations/register.js";
import * as monaco from "monaco-editor/editor.js";
import { conf, language } from "monaco-editor/languages/definitions/typescript/typescript.js";

monaco.languages.register({ id: "typescript", extensions: [".ts"], aliases: ["TypeScript"] });
monaco.languages.setMonarchTokensProvider("typescript", language);
monaco.languages.setLanguageConfiguration("typescript", conf);

export { monaco };
export type { editor, languages } from "monaco-editor/editor.js";
