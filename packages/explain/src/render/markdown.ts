import type { Story } from "../story/step.js";
import { shownIn } from "./elide.js";
import { latexEquation } from "./latex.js";

/**
 * A story as Markdown, with formulas as LaTeX between dollar signs.
 *
 * @param story an `Explanation`, or its data from a file or a worker
 */
export function renderMarkdown({ title, arithmetic, steps }: Story): string {
  const parts = steps.map((step, i) => {
    const blocks = [`## ${i + 1}. ${escaped(step.title)}`, escaped(step.why)];
    if (step.rule !== undefined) blocks.push(`\`${step.rule.replaceAll("`", "'")}\``);
    return [...blocks, ...[step.latex, ...shownIn(step).map(latexEquation)].map(display)].join("\n\n");
  });
  return `${[`# ${escaped(title)}`, `Arithmetic: ${escaped(arithmetic)}.`, ...parts].join("\n\n")}\n`;
}

function display(latex: string): string {
  return `$$\n${latex}\n$$`;
}

/** Text in which no character means anything to Markdown, to its formulas or to HTML. */
function escaped(text: string): string {
  return text
    .replace(/^[#+-]|[\\`*_[\]|~$]/g, (character) => `\\${character}`)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
}
