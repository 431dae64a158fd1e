import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highlightLines } from "./highlight.js";

/** The text that a browser shows for such a line. */
const shown = (html: string): string =>
  html
    .replaceAll(/<\/?span[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");

const CODE = ["const x: number = 1; // one", "/* over", "   two lines */", "const t = `a", "${x + `<b>`}", "c`;"].join(
  "\n",
);

describe("highlightLines", () => {
  it("shows every line as it is, and lets no markup of the code through", () => {
    const line = fc.oneof(
      fc.constantFrom(...CODE.split("\n"), "<script>alert(1)</script>", "`${'<img onerror=x>'}"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
        fc.pre(lines.every((line) => !/[\r\n]/.test(line)));
        const html = highlightLines(lines.join("\n"));
        expect(html.map(shown)).toEqual(lines);
        for (const line of html) expect(line.replaceAll(/<span class="[\w -]*">|<\/span>/g, "")).not.toMatch(/[<>]/);
      }),
    );
  });

  it("closes every span in the line where it is open, and opens it again in the next", () => {
    const html = highlightLines(CODE);
    for (const line of html) {
      expect(line.match(/<span/g)?.length ?? 0).toBe(line.match(/<\/span>/g)?.length ?? 0);
    }
    expect(html[1]).toBe('<span class="hljs-comment">/* over</span>');
    expect(html[2]).toMatch(/^<span class="hljs-comment"> {3}two lines \*\/<\/span>/);
    expect(html[0]).toContain('<span class="hljs-keyword">const</span>');
  });
});
