/** Sheets that the page has taken over from charts. There are few: they differ in which colours of the theme occur. */
const adopted = new Set<string>();

/**
 * Takes the style out of a chart of `@linnet/plot` and gives it to the page in a way that its content security policy allows:
 * as a sheet made by a script, not as text in the markup.
 *
 * @returns the chart's SVG without style
 */
export function adoptStyle(svg: string): string {
  const { markup, sheet } = splitStyle(svg);
  if (sheet !== "" && !adopted.has(sheet)) {
    const made = new CSSStyleSheet();
    made.replaceSync(sheet);
    document.adoptedStyleSheets.push(made);
    adopted.add(sheet);
  }
  return markup;
}

/** The SVG of a chart without style, and the style sheet that stood in it. */
export function splitStyle(svg: string): { readonly markup: string; readonly sheet: string } {
  const sheet = /<style>(.*?)<\/style>/s.exec(svg)?.[1] ?? "";
  const markup = svg.replace(/<style>.*?<\/style>/s, "").replace(/^(<svg [^>]*?) style="[^"]*"/, "$1");
  return { markup, sheet };
}
