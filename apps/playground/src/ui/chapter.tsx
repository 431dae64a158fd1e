import type { JSX } from "solid-js";

/** One part of the page: what it is about beside what is to be seen. */
export function Chapter(props: {
  readonly number: number;
  readonly title: string;
  readonly story: JSX.Element;
  readonly children: JSX.Element;
}): JSX.Element {
  const id = `chapter-${props.number}`;
  return (
    <section class="chapter" aria-labelledby={id}>
      <header>
        <p class="number" aria-hidden="true">
          {props.number}
        </p>
        <h2 id={id}>{props.title}</h2>
        <div class="story">{props.story}</div>
      </header>
      <div class="body">{props.children}</div>
    </section>
  );
}
