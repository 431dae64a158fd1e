import { entries } from "./entries.js";
import type { LessonStep } from "./lesson.js";

/** A sentence of a package without the name of the function that says it. */
export function plain(sentence: string): string {
  return sentence.replace(/^[\w.]+: /, "");
}

/** The only step where a story could not be told: of what, and why. */
export function refusal(title: string, sentence: string, A: readonly (readonly number[])[], code: string): LessonStep {
  const shown = { A: entries(A) };
  return { title, why: plain(sentence), before: shown, after: shown, highlighted: [], latex: "", code };
}
