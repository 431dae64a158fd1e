import { type Accessor, createComputed, createMemo, createSignal, onCleanup, untrack } from "solid-js";
import { type NamePlace, type Wish, placeApart } from "./name-place.js";

/** Writes a name of a plane for as long as its owner is there. @returns where, or null where there is nothing to be named */
export type WriteName = (wish: Accessor<Wish | null>) => Accessor<NamePlace | null>;

/** The names of a plane, which give way to each other: who came first is written first. */
export function createNames(size: Accessor<number>): WriteName {
  const [wishes, setWishes] = createSignal<readonly Accessor<Wish | null>[]>([]);
  const places = createMemo(() => {
    const all = wishes();
    const placed = placeApart(
      all.map((wish) => wish()),
      size(),
    );
    return new Map(all.map((wish, i) => [wish, placed[i]]));
  });
  return (wish) => {
    // in a signal of its own: `places` would ask for it also when its owner is about to go
    const [wished, setWished] = createSignal<Wish | null>(null);
    createComputed(() => setWished(wish()));
    untrack(() => setWishes((all) => [...all, wished]));
    onCleanup(() => setWishes((all) => all.filter((other) => other !== wished)));
    return () => places().get(wished) ?? null;
  };
}
