import { monaco } from "./monaco.js";

/** The name of a colour in theme.css or plane.css, for each thing that Monaco paints. */
const PARTS: Readonly<Record<string, string>> = {
  foreground: "--ink",
  focusBorder: "--accent",
  "editor.background": "--panel",
  "editor.foreground": "--ink",
  "editorCursor.foreground": "--ink",
  "editorLineNumber.foreground": "--muted",
  "editorLineNumber.activeForeground": "--ink",
  "editorIndentGuide.background1": "--line",
  "editorBracketMatch.border": "--strong-line",
  "editorBracketMatch.background": "--wash",
  "editor.selectionBackground": "--wash",
  "editor.lineHighlightBorder": "--line",
  "editor.wordHighlightBackground": "--wash",
  "editor.wordHighlightStrongBackground": "--wash",
  "editorError.foreground": "--problem",
  "editorWidget.background": "--panel",
  "editorWidget.foreground": "--ink",
  "editorWidget.border": "--strong-line",
  "editorHoverWidget.background": "--panel",
  "editorHoverWidget.border": "--strong-line",
  "editorSuggestWidget.background": "--panel",
  "editorSuggestWidget.border": "--strong-line",
  "editorSuggestWidget.foreground": "--ink",
  "editorSuggestWidget.highlightForeground": "--accent",
  "editorSuggestWidget.focusHighlightForeground": "--accent",
  "editorSuggestWidget.selectedBackground": "--wash",
  "editorSuggestWidget.selectedForeground": "--ink",
  "list.hoverBackground": "--wash",
  "list.hoverForeground": "--ink",
  "input.background": "--paper",
  "input.foreground": "--ink",
  "input.border": "--strong-line",
  "textLink.foreground": "--accent",
  "textCodeBlock.background": "--wash",
};

const TOKENS: Readonly<Record<string, string>> = {
  "": "--ink",
  comment: "--muted",
  keyword: "--tone-a",
  string: "--tone-c",
  number: "--tone-c",
  regexp: "--tone-c",
  "type.identifier": "--ink", // matrices have capitals, too
  delimiter: "--ink",
};

/** Gives Monaco the page's colours, again whenever light and dark change. Returns what ends it. */
export function followTheme(): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = (): void => {
    monaco.editor.defineTheme("linnet", {
      base: dark.matches ? "vs-dark" : "vs",
      inherit: true,
      rules: Object.entries(TOKENS).map(([token, name]) => ({ token, foreground: hexOf(name).slice(1) })),
      colors: Object.fromEntries(Object.entries(PARTS).map(([part, name]) => [part, hexOf(name)])),
    });
    monaco.editor.setTheme("linnet");
  };
  paint();
  dark.addEventListener("change", paint);
  return () => dark.removeEventListener("change", paint);
}

/** A colour of the page as `#rrggbbaa`, or `#rrggbb` where nothing shines through, which is all that Monaco reads. */
function hexOf(name: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const [, ...channels] = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(getComputedStyle(probe).color) ?? [];
  probe.remove();
  const [red, green, blue] = channels.map(Number);
  const alpha = channels[3] === undefined ? [] : [Math.round(255 * Number(channels[3]))];
  return `#${[red, green, blue, ...alpha].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
