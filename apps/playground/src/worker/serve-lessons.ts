import type { Code, LessonMessage, LessonOrder, LessonRequest } from "./lesson-messages.js";
import { Orders } from "./orders.js";
import { NO_WEBASSEMBLY, isRefusal } from "./unable.js";

/** As much of the worker's global scope as serving needs. */
export interface LessonPort {
  postMessage(message: LessonMessage): void;
  addEventListener(type: "message", listener: (event: { readonly data: LessonRequest | LessonOrder }) => void): void;
}

const NOT_LOADED = "The code of this lesson could not be loaded. Look whether you are online, and try again.";

/** Loads the code of a lesson; undefined for one that does not exist. */
export type LoadCode = (lesson: string) => Promise<Code> | undefined;

/** Computes the lessons that the page asks for, each by its own code. What it throws becomes a sentence for the page. */
export function serveLessons(load: LoadCode, port: LessonPort): void {
  const orders = new Orders();
  port.addEventListener("message", ({ data }) => {
    if ("order" in data) orders.take(data);
    else void answer(load, port, data, orders);
  });
}

async function answer(load: LoadCode, port: LessonPort, request: LessonRequest, orders: Orders): Promise<void> {
  const { id, lesson, task, inputs } = request;
  try {
    const loading = load(lesson);
    if (loading === undefined) throw new RangeError(`There is no lesson "${lesson}".`);
    const code = await loading.catch((error: unknown) => {
      throw new Error(NOT_LOADED, { cause: error });
    });
    const told = (part: unknown): void => port.postMessage({ kind: "part", id, result: part });
    const result =
      task === undefined
        ? await orders.heeded((control) => code.compute(inputs, told, control))
        : await taskOf(code, task)(inputs);
    port.postMessage({ kind: "answer", id, result });
  } catch (error) {
    port.postMessage({ kind: "failure", id, sentence: sentenceOf(error) });
  }
}

/** @throws {RangeError} for a task that the code does not have */
function taskOf(code: Code, name: string): (inputs: unknown) => unknown {
  const task = Object.hasOwn(code, name) ? code[name] : undefined;
  if (typeof task === "function") return task as (inputs: unknown) => unknown; // the view asks by the code's own types
  throw new RangeError(`The code of this lesson has no "${name}".`);
}

function sentenceOf(error: unknown): string {
  if (isRefusal(error)) return NO_WEBASSEMBLY;
  return error instanceof Error && error.message !== "" ? error.message : `Computing failed: ${String(error)}`;
}
