import { type JSX, onMount } from "solid-js";

let isFirst = true;

/**
 * The heading of what an address names. It names the browser's tab as well, and is focused when a link has led here, so that
 * the keyboard goes on from it and what reads aloud begins with it; not when the page has just been opened.
 */
export function PageTitle(props: { readonly id?: string; readonly text: string; readonly tab?: string }): JSX.Element {
  let heading: HTMLHeadingElement | undefined;
  onMount(() => {
    document.title = props.tab ?? `${props.text} · Linnet`;
    if (!isFirst) heading?.focus({ preventScroll: true });
    isFirst = false;
  });
  return (
    <h1 id={props.id} ref={(element) => (heading = element)} tabindex={-1}>
      {props.text}
    </h1>
  );
}
