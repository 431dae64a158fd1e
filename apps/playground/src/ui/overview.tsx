import { For, type JSX } from "solid-js";
import { PARTS } from "../lessons/catalogue.js";
import { LISTINGS, numberOf } from "../lessons/load-lesson.js";
import { PageTitle } from "./page-title.js";
import { SmallPicture } from "./small-picture.js";

/** The list of all lessons. */
export function Overview(): JSX.Element {
  return (
    <>
      <header class="page-header welcome">
        <div>
          <PageTitle text="Linear algebra, in one’s hands" tab="Linnet: linear algebra, in one’s hands" />
          <p class="lead">
            See it, drag it, derive it, take it home. Every lesson is computed in this tab by Linnet itself; nothing
            leaves the page.
          </p>
          <p class="row">
            <a class="button primary" href={`#/${LISTINGS[0].id}`}>
              Begin with the first lesson
            </a>
          </p>
        </div>
        <SmallPicture />
      </header>
      <For each={PARTS.filter((part) => part.lessons.some(({ id }) => numberOf(id) > 0))}>
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
