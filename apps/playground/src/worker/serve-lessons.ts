import type { Code, LessonMessage, LessonRequest } from "./lesson-messages.js";

/** As much of the worker's global scope as serving needs. */
export interface LessonPort {
  postMessage(message: LessonMessage): void;
  addEventListener(type: "message", listener: (event: { readonly data: LessonRequest }) => void): void;
}

const NOT_LOADED = "The code of this lesson could not be loaded. Look whether you are online, and try again.";

/** Loads the code of a lesson; undefined for one that does not exist. */
export type LoadCode = (lesson: string) => Promise<Code> | undefined;

/** Computes the lessons that the page asks for, each by its own code. What it throws becomes a sentence for the page. */
export function serveLessons(load: LoadCode, port: LessonPort): void {
  port.addEventListener("message", ({ data }) => void answer(load, port, data));
}

async function answer(load: LoadCode, port: LessonPort, { id, lesson, inputs }: LessonRequest): Promise<void> {
  try {
    const loading = load(lesson);
    if (loading === undefined) throw new RangeError(`There is no lesson "${lesson}".`);
    const code = await loading.catch((error: unknown) => {
      throw new Error(NOT_LOADED, { cause: error });
    });
    const result = await code.compute(inputs, (part) => port.postMessage({ kind: "part", id, result: part }));
    port.postMessage({ kind: "answer", id, result });
  } catch (error) {
    port.postMessage({ kind: "failure", id, sentence: sentenceOf(error) });
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error && error.message !== "" ? error.message : `Computing failed: ${String(error)}`;
}
