import type { Matrices } from "@linnet/explain";
import type { LessonStep } from "./lesson.js";

/** A step that shows matrices as they are; nothing changes in it. */
export function plainStep({
  shown = {},
  ...told
}: {
  readonly code: string;
  readonly title: string;
  readonly why: string;
  readonly latex: string;
  readonly shown?: Matrices;
}): LessonStep {
  return { ...told, before: {}, after: shown, highlighted: [] };
}
