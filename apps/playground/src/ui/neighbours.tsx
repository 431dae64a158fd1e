import { type JSX, Show } from "solid-js";
import type { Listing } from "../lessons/catalogue.js";
import { LISTINGS } from "../lessons/load-lesson.js";

/** The ways on from a lesson: to the one before and to the one after, or to the list of all; and which keys do what. */
export function Neighbours(props: { readonly of: Listing }): JSX.Element {
  const at = LISTINGS.findIndex(({ id }) => id === props.of.id);
  return (
    <footer class="neighbours">
      <nav aria-label="Other lessons">
        <Way to={LISTINGS[at - 1]} word="Before" />
        <Way to={LISTINGS[at + 1]} word="Next" />
      </nav>
      <details>
        <summary>Keyboard</summary>
        <dl>
          <dt>Tab</dt>
          <dd>from one thing that can be moved to the next</dd>
          <dt>Arrow keys</dt>
          <dd>move a point, a slider or the step; with Shift, a point moves ten times as far</dd>
          <dt>Home, End</dt>
          <dd>the first and the last step</dd>
        </dl>
      </details>
    </footer>
  );
}

function Way(props: { readonly to: Listing | undefined; readonly word: string }): JSX.Element {
  return (
    <Show
      when={props.to}
      fallback={
        <a href="#/" rel={props.word === "Next" ? "next" : "prev"}>
          <span class="muted">{props.word}</span> All lessons
        </a>
      }
    >
      {(to) => (
        <a href={`#/${to().id}`} rel={props.word === "Next" ? "next" : "prev"}>
          <span class="muted">{props.word}</span> {to().title}
        </a>
      )}
    </Show>
  );
}
