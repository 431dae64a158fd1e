import { LinnetError, closeScope, openScope } from "@linnet/kernels";
import { kindOf } from "./array/argument.js";
import { ValueError } from "./errors.js";
import { currentInterpreter } from "./primitive/bind.js";
import { arraysIn } from "./tree.js";

/**
 * Runs `body` and gives back at once the memory of every array made inside, except those in the value it returns
 * (arrays, or any lists and records of them). Never needed for correctness: without it the garbage collector decides.
 *
 * While a function is being recorded for differentiation, the arrays belong to the record, and are handed on to it.
 *
 * @throws {LinnetError} when `body` is asynchronous
 * @example
 * const y = scope(() => exp(x).mul(2).sum()); // the two arrays in between are gone
 */
export function scope<T>(body: () => T): T {
  if (typeof body !== "function") throw new ValueError("scope", "its argument must be a function", kindOf(body));
  const opened = openScope();
  const mode = currentInterpreter() === null ? "release" : "handOver";
  try {
    const result = body();
    if (result instanceof Promise) {
      result.catch(() => {}); // what becomes of it is not news: the call is refused below
      throw new LinnetError(
        "scope",
        "the function must be synchronous; got one that returns a promise. Await outside of it.",
      );
    }
    const kept = new Set(arraysIn(result).map((x) => x.storage));
    closeScope(opened, kept, mode);
    return result;
  } catch (error) {
    closeScope(opened, new Set(), mode);
    throw error;
  }
}
