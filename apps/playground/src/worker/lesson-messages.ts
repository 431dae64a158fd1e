/** From the page: compute a lesson, or ask something else of its code. */
export interface LessonRequest {
  readonly id: number;
  readonly lesson: string;
  /** The function of the code that answers. Default `compute`. */
  readonly task?: string;
  readonly inputs: unknown;
}

/** From the page, to all that is being computed: wait, go on, or come to an end with what there is. */
export interface LessonOrder {
  readonly order: "pause" | "resume" | "finish";
}

/** From the worker. A part is a result on the way to the answer, and a sign of life. */
export type LessonMessage =
  | { readonly kind: "part"; readonly id: number; readonly result: unknown }
  | { readonly kind: "answer"; readonly id: number; readonly result: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly sentence: string };

/** How long computations hear of orders: what `fit` of `@linnet/nn` takes among its options. */
export interface Control {
  /** Aborted when it should end with what it has. */
  readonly signal: AbortSignal;
  /** Asked now and then; resolves when it may go on. */
  readonly pause: () => Promise<void> | undefined;
}

/** What a lesson's `code.ts` exports. Long computations tell what they have so far; other functions answer questions. */
export interface Code {
  compute(inputs: unknown, told?: (part: unknown) => void, control?: Control): unknown;
  readonly [task: string]: unknown;
}
