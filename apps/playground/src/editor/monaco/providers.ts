import { type editor, type languages, monaco } from "./monaco.js";
import type { TypeClient } from "./types/type-client.js";
import type { Completion, Description, Edit, Span } from "./types/questions.js";

const LANGUAGE = "typescript";
const { CompletionItemKind, CompletionItemTag } = monaco.languages;

const KINDS: Readonly<Record<string, languages.CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  "primitive type": CompletionItemKind.Keyword,
  function: CompletionItemKind.Function,
  "local function": CompletionItemKind.Function,
  method: CompletionItemKind.Method,
  property: CompletionItemKind.Field,
  getter: CompletionItemKind.Field,
  setter: CompletionItemKind.Field,
  class: CompletionItemKind.Class,
  interface: CompletionItemKind.Interface,
  type: CompletionItemKind.Interface,
  "type parameter": CompletionItemKind.TypeParameter,
  enum: CompletionItemKind.Enum,
  module: CompletionItemKind.Module,
  script: CompletionItemKind.Module,
  "external module name": CompletionItemKind.Module,
  string: CompletionItemKind.Constant,
  const: CompletionItemKind.Constant,
};

interface Offered extends languages.CompletionItem {
  readonly at: number;
  readonly completion: Completion;
}

/** Answers what Monaco asks about a program by what the compiler says of it. Returns what ends it. */
export function registerProviders(types: TypeClient, model: editor.ITextModel): () => void {
  const offer = completions(types, model);
  const registered = [
    monaco.languages.registerCompletionItemProvider(LANGUAGE, offer),
    monaco.languages.registerHoverProvider(LANGUAGE, hovers(types)),
    monaco.languages.registerSignatureHelpProvider(LANGUAGE, signatures(types)),
    monaco.languages.registerCodeActionProvider(LANGUAGE, fixes(types)),
  ];
  return () => registered.forEach((registration) => registration.dispose());
}

function completions(types: TypeClient, program: editor.ITextModel): languages.CompletionItemProvider {
  return {
    triggerCharacters: [".", '"', "/"],
    async provideCompletionItems(model, position) {
      const at = model.getOffsetAt(position);
      const word = model.getWordUntilPosition(position);
      const range = monaco.Range.fromPositions(position, position).setStartPosition(
        position.lineNumber,
        word.startColumn,
      );
      const found = await types.ask(model.getValue(), { kind: "completions", at });
      const suggestions = found.map((completion): Offered => ({
        at,
        completion,
        label: {
          label: completion.name,
          ...(completion.source === undefined ? {} : { description: completion.source }),
        },
        insertText: completion.name,
        sortText: completion.order,
        kind: KINDS[completion.kind] ?? CompletionItemKind.Variable,
        range: completion.span === undefined ? range : rangeOf(model, completion.span),
        tags: completion.isDeprecated ? [CompletionItemTag.Deprecated] : [],
      }));
      return { suggestions };
    },
    async resolveCompletionItem(item) {
      const { at, completion } = item as Offered;
      const { name, source, data } = completion;
      const details = await types.ask(program.getValue(), { kind: "details", at, name, source, data });
      if (details === null) return item;
      const additionalTextEdits = details.edits.map((edit) => editOf(program, edit));
      return {
        ...item,
        detail: details.declaration,
        documentation: { value: details.documentation },
        additionalTextEdits,
      };
    },
  };
}

function hovers(types: TypeClient): languages.HoverProvider {
  return {
    async provideHover(model, position) {
      const hover = await types.ask(model.getValue(), { kind: "hover", at: model.getOffsetAt(position) });
      if (hover === null) return null;
      return {
        range: rangeOf(model, hover.span),
        contents: [{ value: codeOf(hover) }, { value: hover.documentation }],
      };
    },
  };
}

function signatures(types: TypeClient): languages.SignatureHelpProvider {
  return {
    signatureHelpTriggerCharacters: ["(", ","],
    async provideSignatureHelp(model, position) {
      const found = await types.ask(model.getValue(), { kind: "signatures", at: model.getOffsetAt(position) });
      if (found === null) return null;
      const information = ({ declaration, documentation }: Description): languages.ParameterInformation => ({
        label: declaration,
        documentation: { value: documentation },
      });
      const value = {
        signatures: found.signatures.map((signature) => ({
          label: signature.declaration,
          documentation: { value: signature.documentation },
          parameters: signature.parameters.map(information),
        })),
        activeSignature: found.active,
        activeParameter: found.argument,
      };
      return { value, dispose: () => {} };
    },
  };
}

function fixes(types: TypeClient): languages.CodeActionProvider {
  return {
    async provideCodeActions(model, range, { markers }) {
      const [start, end] = [range.getStartPosition(), range.getEndPosition()].map((at) => model.getOffsetAt(at));
      const codes = markers.flatMap(({ code }) => (typeof code === "string" ? [Number(code)] : []));
      const found = codes.length === 0 ? [] : await types.ask(model.getValue(), { kind: "fixes", start, end, codes });
      const actions = found.map(({ title, edits }) => ({
        title,
        kind: "quickfix",
        diagnostics: markers,
        edit: {
          edits: edits.map((edit) => ({ resource: model.uri, versionId: undefined, textEdit: editOf(model, edit) })),
        },
      }));
      return { actions, dispose: () => {} };
    },
  };
}

function codeOf({ declaration }: Description): string {
  return `\`\`\`typescript\n${declaration}\n\`\`\``;
}

function editOf(model: editor.ITextModel, { text, ...span }: Edit): languages.TextEdit {
  return { range: rangeOf(model, span), text };
}

/** Where a stretch stands, in lines and columns. */
export function rangeOf(model: editor.ITextModel, { start, length }: Span): InstanceType<typeof monaco.Range> {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(start + length));
}
