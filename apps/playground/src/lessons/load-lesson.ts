import type { Component } from "solid-js";
import { type Listing, PARTS } from "./catalogue.js";
import type { Lesson, ViewProps } from "./lesson.js";

/** A lesson whose files have come. */
export interface LoadedLesson {
  readonly lesson: Lesson;
  readonly View: Component<ViewProps<Lesson>>;
  /** The text of its `code.ts`. */
  readonly source: string;
}

const lessons = import.meta.glob<{ readonly lesson: Lesson }>("./*/lesson.ts");
const views = import.meta.glob<{ readonly View: LoadedLesson["View"] }>("./*/view.tsx");
const sources = import.meta.glob<string>("./*/code.ts", { query: "?raw", import: "default" });

/** Every lesson in order, of those that stand. */
export const LISTINGS: readonly Listing[] = PARTS.flatMap((part) => part.lessons).filter(
  ({ id }) => `./${id}/lesson.ts` in lessons,
);

/** The number of a lesson in the list, from 1; 0 for one that does not stand. */
export function numberOf(id: string): number {
  return LISTINGS.findIndex((listing) => listing.id === id) + 1;
}

/** Loads a lesson of the list. @throws {Error} when one of its files cannot be fetched */
export async function loadLesson({ id, title }: Listing): Promise<LoadedLesson> {
  const [{ lesson }, { View }, source] = await Promise.all([
    lessons[`./${id}/lesson.ts`](),
    views[`./${id}/view.tsx`](),
    sources[`./${id}/code.ts`](),
  ]).catch((error: unknown) => {
    throw new Error(`The lesson “${title}” could not be loaded. Look whether you are online, and reload the page.`, {
      cause: error,
    });
  });
  return { lesson, View, source };
}
