import type { Explanation, Step, Story } from "@linnet/explain";
import type { Fields, Fit, ValuesOf } from "../state/fields.js";

/** A step of a lesson: a step of `@linnet/explain`, and the section of the code that does it. */
export interface LessonStep extends Step {
  /** The key of a section of `code.ts`: `centre` for the lines after `// [centre] …`. */
  readonly code?: string;
}

/**
 * What a lesson is, beside its code and its picture.
 *
 * A lesson is a folder: `code.ts` computes it (`compute(inputs)`, run in the worker, shown in the code pane and taken home as
 * it stands), `lesson.ts` says what may be changed and tells the steps, `view.tsx` draws them.
 */
export interface Lesson<F extends Fields = Fields, R = unknown> {
  readonly fields: F;
  /** Which fields must fit each other. The view keeps them so; a link may not. */
  readonly fits?: readonly Fit<ValuesOf<F>>[];
  /** What the inputs come to, in a sentence; read aloud when it changes. */
  caption(result: R, inputs: ValuesOf<F>): string;
  /** At least one. */
  steps(result: R, inputs: ValuesOf<F>): readonly LessonStep[];
  /**
   * Its code computes for long: it tells parts, and heeds `control`. A change then ends what is under way, and the view has the
   * buttons for it (`ui/training.tsx`).
   */
  readonly trains?: boolean;
  /** Milliseconds without a sign of life after which computing is stopped. Default 10,000. */
  readonly patience?: number;
}

/** A long computation, and what can be done to it. */
export interface LessonRun {
  readonly phase: "idle" | "running" | "paused";
  readonly pause: () => void;
  readonly resume: () => void;
  /** Ends it with what it has. */
  readonly finish: () => void;
  /** Computes the same again. */
  readonly again: () => void;
}

type Functions = Readonly<Record<string, unknown>>;
type QuestionOf<T> = T extends (inputs: infer I) => unknown ? I : never;
type AnswerOf<T> = T extends (...inputs: never[]) => infer R ? Crossed<Awaited<R>> : never;

/** What a lesson's picture is given; `C` are other functions of its code, which it may ask. */
export interface ViewProps<L extends Lesson, C extends Functions = Functions> {
  readonly inputs: ValuesOf<L["fields"]>;
  readonly change: (part: Partial<ValuesOf<L["fields"]>>) => void;
  /** What `compute` gave for the latest inputs that it has finished. */
  readonly result: L extends Lesson<Fields, infer R> ? R : never;
  readonly steps: readonly LessonStep[];
  /** The step that is looked at, from 0. */
  readonly at: number;
  readonly go: (step: number) => void;
  readonly run: LessonRun;
  /** Asks another function of the code, in the worker, also while that computes. */
  readonly ask: <N extends keyof C & string>(name: N, question: QuestionOf<C[N]>) => Promise<AnswerOf<C[N]>>;
}

/** What the code of a lesson gives, as it comes back from the worker. */
export type ResultOf<C extends (...inputs: never[]) => unknown> = Crossed<Awaited<ReturnType<C>>>;

/** What crosses from a worker: of explanations, at any depth of a record, the data without their methods. */
type Crossed<T> = T extends Explanation
  ? Story
  : T extends readonly unknown[] | ArrayBufferView
    ? T
    : T extends object
      ? { [K in keyof T]: Crossed<T[K]> }
      : T;
