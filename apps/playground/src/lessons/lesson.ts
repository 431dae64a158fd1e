import type { Step } from "@linnet/explain";
import type { Fields, ValuesOf } from "../state/fields.js";

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
  /** What the inputs come to, in a sentence; read aloud when it changes. */
  caption(result: R, inputs: ValuesOf<F>): string;
  /** At least one. */
  steps(result: R, inputs: ValuesOf<F>): readonly LessonStep[];
  /** Milliseconds without a sign of life after which computing is stopped. Default 10,000. */
  readonly patience?: number;
}

/** What a lesson's picture is given. */
export interface ViewProps<L extends Lesson> {
  readonly inputs: ValuesOf<L["fields"]>;
  readonly change: (part: Partial<ValuesOf<L["fields"]>>) => void;
  /** What `compute` gave for the latest inputs that it has finished. */
  readonly result: L extends Lesson<Fields, infer R> ? R : never;
  readonly steps: readonly LessonStep[];
  /** The step that is looked at, from 0. */
  readonly at: number;
  readonly go: (step: number) => void;
}

/** What the code of a lesson gives. */
export type ResultOf<C extends (...inputs: never[]) => unknown> = Awaited<ReturnType<C>>;
