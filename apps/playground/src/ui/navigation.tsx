import { For, type JSX } from "solid-js";
import { PARTS } from "../lessons/catalogue.js";
import { numberOf } from "../lessons/load-lesson.js";

/** The way to the other lessons. */
export function Navigation(props: { readonly current: string }): JSX.Element {
  return (
    <header class="navigation">
      <a class="skip" href="#main" onClick={(event) => focusMain(event)}>
        Skip to the lesson
      </a>
      <a class="brand" href="#/">
        Linnet
      </a>
      <nav aria-label="Lessons">
        <select
          aria-label="Lesson"
          value={props.current}
          onChange={({ currentTarget }) => (location.hash = `#/${currentTarget.value}`)}
        >
          <option value="">All lessons</option>
          <For each={PARTS.filter((part) => part.lessons.some(({ id }) => numberOf(id) > 0))}>
            {(part) => (
              <optgroup label={part.title}>
                <For each={part.lessons.filter(({ id }) => numberOf(id) > 0)}>
                  {({ id, title }) => (
                    <option value={id} selected={id === props.current}>{`${numberOf(id)}. ${title}`}</option>
                  )}
                </For>
              </optgroup>
            )}
          </For>
        </select>
      </nav>
      <a href="editor.html">Editor</a>
    </header>
  );
}

/** The address is the state of the page: a link within it would change that. */
function focusMain(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("#main")?.focus();
}
