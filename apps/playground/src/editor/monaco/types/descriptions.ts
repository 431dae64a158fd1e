import type {
  DisplayPart,
  Documented,
  LanguageService,
  SignatureHelpItem,
  Tag,
} from "monaco-editor/languages/features/typescript/lib/typescriptServices.js";
import type { Answers, Description, Signatures } from "./questions.js";
import { shapesAsWritten } from "./shapes-as-written.js";
import { PROGRAM } from "./virtual-files.js";

/** What stands at a place of the program: its declaration with the shapes that were followed, and its documentation. */
export function hoverAt(service: LanguageService, at: number): Answers["hover"] {
  const info = service.getQuickInfoAtPosition(PROGRAM, at);
  if (info === undefined) return null;
  const { declaration, documentation } = describe(info);
  return { declaration: withoutImport(declaration), documentation, span: info.textSpan };
}

/** The compiler also says that a name was imported, and how; where it comes from is seen in the program. */
function withoutImport(declaration: string): string {
  return declaration.replace(/^\(alias\) /, "").replace(/\nimport [\w$]+$/, "");
}

/** The call that a place is in. */
export function signaturesAt(service: LanguageService, at: number): Signatures | null {
  const help = service.getSignatureHelpItems(PROGRAM, at, {});
  if (help === undefined) return null;
  const { items, selectedItemIndex, argumentIndex } = help;
  return { signatures: items.map(signatureOf), active: selectedItemIndex, argument: argumentIndex };
}

function signatureOf(item: SignatureHelpItem): Signatures["signatures"][number] {
  const parameters = item.parameters.map(describe);
  const separator = textOf(item.separatorDisplayParts);
  const list = parameters.map(({ declaration }) => declaration).join(separator);
  const declaration = textOf(item.prefixDisplayParts) + list + textOf(item.suffixDisplayParts);
  return {
    declaration: shapesAsWritten(declaration),
    documentation: documentationOf({ ...item, tags: [] }),
    parameters,
  };
}

export function describe(documented: Documented): Description {
  return { declaration: shapesAsWritten(textOf(documented.displayParts)), documentation: documentationOf(documented) };
}

function textOf(parts: readonly DisplayPart[] = []): string {
  return parts.map(({ text }) => text).join("");
}

/** A doc comment as Markdown: what it says, then its tags, a paragraph each. */
function documentationOf({ documentation, tags = [] }: Documented): string {
  return [textOf(documentation), ...tags.map(tagOf)].filter((text) => text !== "").join("\n\n");
}

function tagOf({ name, text: parts }: Tag): string {
  const text = textOf(parts).trim();
  if (name === "example") return text.startsWith("```") ? text : `\`\`\`typescript\n${text}\n\`\`\``;
  if (name !== "param") return `*@${name}* ${text}`;
  const [parameter, ...rest] = text.split(" ");
  return `*@param* \`${parameter}\` ${rest.join(" ")}`;
}
