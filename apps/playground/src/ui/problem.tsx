import type { JSX } from "solid-js";

/** What went wrong, as a sentence, where it belongs. */
export function Problem(props: { readonly error: unknown }): JSX.Element {
  return (
    <p class="problem" role="alert">
      {props.error instanceof Error ? props.error.message : String(props.error)}
    </p>
  );
}
