// What is used of the TypeScript that Monaco brings without declarations, and of what the build makes.

declare module "monaco-editor/languages/features/typescript/lib/typescriptServices.js" {
  export interface TextSpan {
    readonly start: number;
    readonly length: number;
  }

  export interface MessageChain {
    readonly messageText: string;
    readonly next?: readonly MessageChain[];
  }

  export interface Diagnostic {
    readonly start?: number;
    readonly length?: number;
    readonly code: number;
    /** 0 a warning, 1 an error, 2 a suggestion, 3 a message. */
    readonly category: 0 | 1 | 2 | 3;
    readonly messageText: string | MessageChain;
    readonly reportsUnnecessary?: object;
    readonly reportsDeprecated?: object;
  }

  export interface DisplayPart {
    readonly text: string;
  }

  export interface Tag {
    readonly name: string;
    readonly text?: readonly DisplayPart[];
  }

  export interface Documented {
    readonly displayParts?: readonly DisplayPart[];
    readonly documentation?: readonly DisplayPart[];
    readonly tags?: readonly Tag[];
  }

  export interface QuickInfo extends Documented {
    readonly textSpan: TextSpan;
  }

  export interface TextChange {
    readonly span: TextSpan;
    readonly newText: string;
  }

  export interface CodeAction {
    readonly description: string;
    readonly changes: readonly { readonly fileName: string; readonly textChanges: readonly TextChange[] }[];
  }

  export interface CompletionEntry {
    readonly name: string;
    readonly kind: string;
    readonly kindModifiers?: string;
    readonly sortText: string;
    readonly insertText?: string;
    readonly source?: string;
    readonly data?: object;
    readonly replacementSpan?: TextSpan;
  }

  export interface CompletionEntryDetails extends Documented {
    readonly codeActions?: readonly CodeAction[];
  }

  export interface SignatureHelpItem extends Documented {
    readonly prefixDisplayParts: readonly DisplayPart[];
    readonly suffixDisplayParts: readonly DisplayPart[];
    readonly separatorDisplayParts: readonly DisplayPart[];
    readonly parameters: readonly (Documented & { readonly displayParts: readonly DisplayPart[] })[];
  }

  export interface SignatureHelpItems {
    readonly items: readonly SignatureHelpItem[];
    readonly selectedItemIndex: number;
    readonly argumentIndex: number;
  }

  export interface LanguageService {
    getSyntacticDiagnostics(file: string): readonly Diagnostic[];
    getSemanticDiagnostics(file: string): readonly Diagnostic[];
    getSuggestionDiagnostics(file: string): readonly Diagnostic[];
    getCompilerOptionsDiagnostics(): readonly Diagnostic[];
    getCompletionsAtPosition(
      file: string,
      offset: number,
      preferences: object,
    ): { readonly entries: readonly CompletionEntry[] } | undefined;
    getCompletionEntryDetails(
      file: string,
      offset: number,
      name: string,
      format: object,
      source: string | undefined,
      preferences: object,
      data: object | undefined,
    ): CompletionEntryDetails | undefined;
    getQuickInfoAtPosition(file: string, offset: number): QuickInfo | undefined;
    getSignatureHelpItems(file: string, offset: number, options: object): SignatureHelpItems | undefined;
    getCodeFixesAtPosition(
      file: string,
      start: number,
      end: number,
      codes: readonly number[],
      format: object,
      preferences: object,
    ): readonly CodeAction[];
  }

  export interface LanguageServiceHost {
    getCompilationSettings(): object;
    getScriptFileNames(): string[];
    getScriptVersion(file: string): string;
    getScriptSnapshot(
      file: string,
    ): { getText(start: number, end: number): string; getLength(): number; getChangeRange(): undefined } | undefined;
    getCurrentDirectory(): string;
    getDefaultLibFileName(): string;
    fileExists(file: string): boolean;
    readFile(file: string): string | undefined;
    directoryExists(folder: string): boolean;
    getDirectories(folder: string): string[];
    readDirectory(folder: string): string[];
    useCaseSensitiveFileNames(): boolean;
  }

  export function createLanguageService(host: LanguageServiceHost): LanguageService;
}

declare module "monaco-editor/languages/features/typescript/lib/lib.js" {
  export const libFileMap: Record<string, string>;
}

declare module "monaco-editor/languages/definitions/typescript/typescript.js" {
  import type { languages } from "monaco-editor/editor.js";
  export const conf: languages.LanguageConfiguration;
  export const language: languages.IMonarchLanguage;
}

declare module "virtual:declarations" {
  /** Every package's package.json by its name, as far as it says what can be imported. */
  export const manifests: Readonly<Record<string, string>>;
  /** The declarations of `libraries`, and of every package, by their path in it. */
  export const load: Readonly<Record<string, () => Promise<{ readonly default: Readonly<Record<string, string>> }>>>;
}
