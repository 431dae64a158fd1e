import katex from "katex";
import "katex/dist/katex.min.css";
import { type JSX, createEffect } from "solid-js";

/** A formula, drawn for the eye and as MathML for what reads aloud. */
export function Formula(props: { readonly latex: string; readonly display?: boolean }): JSX.Element {
  const draw = (element: HTMLElement): void => {
    createEffect(() => {
      katex.render(props.latex, element, { displayMode: props.display === true, throwOnError: true, strict: "error" });
    });
  };
  return <span class="formula" ref={draw} />;
}
