import { entries } from "./entries.js";
import type { LessonStep } from "./lesson.js";

/** A step that shows matrices as they are; nothing changes in it. */
export function plainStep({
  matrices = {},
  ...told
}: {
  readonly code: string;
  readonly title: string;
  readonly why: string;
  readonly latex: string;
  /** Their rows, by name. */
  readonly matrices?: Readonly<Record<string, readonly (readonly number[])[]>>;
}): LessonStep {
  const after = Object.fromEntries(Object.entries(matrices).map(([name, rows]) => [name, entries(rows)]));
  return { ...told, before: {}, after, highlighted: [] };
}
