import highlighter from "highlight.js/lib/core";
import typescript from "highlight.js/lib/languages/typescript";

highlighter.registerLanguage("typescript", typescript);

/** TypeScript as HTML, a line each; spans that run over several lines are closed and opened again. */
export function highlightLines(code: string): readonly string[] {
  const open: string[] = [];
  return highlighter
    .highlight(code, { language: "typescript" })
    .value.split("\n")
    .map((line) => {
      const before = open.join("");
      for (const [tag] of line.matchAll(/<span class="[^"]*">|<\/span>/g)) {
        if (tag === "</span>") open.pop();
        else open.push(tag);
      }
      return before + line + "</span>".repeat(open.length);
    });
}
