import type { Highlight, Matrices } from "@linnet/explain";
import type { LessonStep } from "./lesson.js";

/** A step that shows matrices as they are; nothing changes in it. */
export function plainStep({
  shown = {},
  read = {},
  ...told
}: {
  readonly code: string;
  readonly title: string;
  readonly why: string;
  readonly latex: string;
  readonly shown?: Matrices;
  /** Entries that a reader should look at, by the name of their matrix; rows and columns count from 0. */
  readonly read?: Readonly<Record<string, readonly (readonly [row: number, column: number])[]>>;
}): LessonStep {
  const highlighted = Object.entries(read).flatMap(([matrix, places]) =>
    places.map(([row, column]): Highlight => ({ side: "after", matrix, row, column, role: "used" })),
  );
  return { ...told, before: {}, after: shown, highlighted };
}
