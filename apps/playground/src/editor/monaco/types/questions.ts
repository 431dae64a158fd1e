/** A stretch of the program, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

/** What the compiler finds wrong, or worth a remark. */
export interface Problem extends Span {
  readonly kind: "error" | "warning" | "unused" | "deprecated";
  readonly code: number;
  /** The sentence of the types, where there is one, before the compiler's own. */
  readonly text: string;
}

/** A name that may stand where the caret is. */
export interface Completion {
  readonly name: string;
  readonly kind: string;
  readonly order: string;
  readonly isDeprecated: boolean;
  /** Where it is imported from, if it has to be. */
  readonly source?: string;
  /** The compiler's own mark on it, to be given back. */
  readonly data?: object;
  readonly span?: Span;
}

export interface Edit extends Span {
  readonly text: string;
}

/** A declaration, and what its author says of it, in Markdown. */
export interface Description {
  readonly declaration: string;
  readonly documentation: string;
}

export interface Signatures {
  readonly signatures: readonly (Description & { readonly parameters: readonly Description[] })[];
  readonly active: number;
  readonly argument: number;
}

/** A way to mend a problem. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** What may be asked about a program. `at` counts UTF-16 units. */
export type Asked =
  | { readonly kind: "ready" }
  | { readonly kind: "problems" }
  | { readonly kind: "completions"; readonly at: number }
  | ({ readonly kind: "details"; readonly at: number } & Pick<Completion, "name" | "source" | "data">)
  | { readonly kind: "hover"; readonly at: number }
  | { readonly kind: "signatures"; readonly at: number }
  | { readonly kind: "fixes"; readonly start: number; readonly end: number; readonly codes: readonly number[] };

export interface Answers {
  readonly ready: true;
  readonly problems: readonly Problem[];
  readonly completions: readonly Completion[];
  readonly details: (Description & { readonly edits: readonly Edit[] }) | null;
  readonly hover: (Description & { readonly span: Span }) | null;
  readonly signatures: Signatures | null;
  readonly fixes: readonly Fix[];
}

export interface Question {
  readonly id: number;
  readonly program: string;
  readonly asked: Asked;
}

export type Answer =
  | { readonly id: number; readonly answer: Answers[keyof Answers] }
  | { readonly id: number; readonly failure: string };
