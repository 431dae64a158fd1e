import type { Story } from "../story/step.js";
import { type Picture, type Shown, shownIn, shownOf } from "./elide.js";

const WIDTH = 96;
const INDENT = "   ";

/**
 * A story as plain text for a fixed-width font, of up to 96 columns where no matrix is wider. Highlighted entries stand
 * between ‹ and ›.
 *
 * @param story an `Explanation`, or its data from a file or a worker
 */
export function renderText({ title, arithmetic, steps }: Story): string {
  const parts = steps.map((step, i) => {
    const lines = [`${i + 1}. ${step.title}`, ...wrapped(step.why)];
    if (step.rule !== undefined) lines.push(`${INDENT}${step.rule}`);
    const rows = beside(shownIn(step).flatMap(equation));
    return [...lines, "", ...rows.map((line) => (INDENT + line).trimEnd())].join("\n");
  });
  return [`${title} (${arithmetic})`, ...parts].join("\n\n");
}

function wrapped(text: string): string[] {
  const lines = [INDENT.slice(1)];
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1];
    if (line.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(INDENT + word);
  }
  return lines;
}

/** `name = matrix → matrix` as a block of lines of one width, or as two where that is too wide. */
function equation({ name, pictures }: Shown): readonly (readonly string[])[] {
  const [first, ...others] = pictures.map(drawn);
  const blocks = [joined([[name], ["="], first], " "), ...others.map((block) => joined([["→"], block], " "))];
  const whole = joined(blocks, " ");
  return INDENT.length + length(whole[0]) <= WIDTH ? [whole] : blocks;
}

/** Blocks next to each other where they fit, else below each other. */
function beside(blocks: readonly (readonly string[])[]): readonly string[] {
  const lines: (readonly string[])[][] = [];
  let room = 0;
  for (const block of blocks) {
    const width = INDENT.length + length(block[0]);
    if (width > room) {
      lines.push([]);
      room = WIDTH;
    }
    lines[lines.length - 1].push(block);
    room -= width;
  }
  return lines.flatMap((line, i) => [...(i > 0 ? [""] : []), ...joined(line, INDENT)]);
}

/** Blocks of lines next to each other, their middles on one line. */
function joined(blocks: readonly (readonly string[])[], gap: string): readonly string[] {
  const height = Math.max(...blocks.map((block) => block.length));
  return Array.from({ length: height }, (_, i) =>
    blocks
      .map((block) => {
        const line: string | undefined = block[i - ((height - block.length) >> 1)];
        return line ?? " ".repeat(length(block[0]));
      })
      .join(gap),
  );
}

function drawn({ matrix, roleOf }: Picture): readonly string[] {
  const rows = shownOf(matrix.length);
  const columns = shownOf(matrix[0].length);
  const cells = rows.map((i) =>
    columns.map((j) => {
      if (i < 0 || j < 0) return `${i < 0 ? (j < 0 ? "⋱" : "⋮") : "⋯"} `;
      const { text } = matrix[i][j];
      return roleOf(i, j) === undefined ? `${text} ` : `‹${text}›`;
    }),
  );
  const widths = columns.map((_, j) => Math.max(...cells.map((row) => length(row[j]))));
  return cells.map((row, i) => {
    const [open, close] = brackets(i, cells.length);
    const body = row.map((cell, j) => " ".repeat(widths[j] - length(cell)) + cell).join(" ");
    return `${open} ${body}${close}`;
  });
}

function brackets(i: number, rows: number): readonly [string, string] {
  if (rows === 1) return ["[", "]"];
  if (i === 0) return ["⎡", "⎤"];
  return i === rows - 1 ? ["⎣", "⎦"] : ["⎢", "⎥"];
}

/** Characters, all of which are one column wide. */
function length(text: string): number {
  return [...text].length;
}
