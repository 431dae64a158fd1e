/** From the page: compute a lesson. */
export interface LessonRequest {
  readonly id: number;
  readonly lesson: string;
  readonly inputs: unknown;
}

/** From the worker. A part is a result on the way to the answer, and a sign of life. */
export type LessonMessage =
  | { readonly kind: "part"; readonly id: number; readonly result: unknown }
  | { readonly kind: "answer"; readonly id: number; readonly result: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly sentence: string };

/** What a lesson's `code.ts` exports. Long computations tell what they have so far. */
export interface Code {
  compute(inputs: unknown, told?: (part: unknown) => void): unknown;
}
