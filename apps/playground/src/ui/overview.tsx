import { For, type JSX } from "solid-js";
import { PARTS } from "../lessons/catalogue.js";
import { LISTINGS } from "../lessons/load-lesson.js";

/** The list of all lessons. */
export function Overview(): JSX.Element {
  const numberOf = (id: string): number => LISTINGS.findIndex((listing) => listing.id === id) + 1;
  return (
    <>
      <header class="page-header">
        <h1>Linear algebra, in one’s hands</h1>
        <p class="lead">
          See it, drag it, derive it, take it home. Every figure is computed in this tab by the packages that npm ships;
          nothing leaves the page.
        </p>
      </header>
      <For each={PARTS}>
        {(part) => (
          <section class="part">
            <h2>{part.title}</h2>
            <ul class="listings">
              <For each={part.lessons.filter(({ id }) => numberOf(id) > 0)}>
                {({ id, title, idea }) => (
                  <li>
                    <a href={`#/${id}`}>
                      <span class="number">{numberOf(id)}</span> <strong>{title}</strong>
                      <span class="idea">{idea}</span>
                    </a>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
    </>
  );
}
