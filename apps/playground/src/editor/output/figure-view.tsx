import { type JSX, createMemo, onCleanup } from "solid-js";

/**
 * A figure that a program has drawn, as a picture: browsers run no script in it, follow no link of it and fetch nothing for it, and
 * its styles are its own.
 */
export function FigureView(props: {
  readonly svg: string;
  readonly title: string;
  readonly description: string;
}): JSX.Element {
  const address = createMemo(() => {
    const url = URL.createObjectURL(new Blob([props.svg], { type: "image/svg+xml" }));
    onCleanup(() => URL.revokeObjectURL(url));
    return url;
  });
  const said = createMemo(() => namesOf(props.svg));
  const title = (): string => props.title || said().title || "A picture";
  const description = (): string => props.description || said().description;
  return <img class="drawn" src={address()} alt={`${title()}. ${description()}`.trim()} />;
}

/** What a picture says of itself to those who do not see it. */
function namesOf(svg: string): { readonly title: string; readonly description: string } {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml"); // inert: nothing in it runs
  const of = (tag: string): string => parsed.querySelector(`svg > ${tag}`)?.textContent?.slice(0, 2000) ?? "";
  return { title: of("title"), description: of("desc") };
}
