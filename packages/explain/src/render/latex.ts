import type { Entry } from "../arithmetic/arithmetic.js";
import type { Role, Story } from "../story/step.js";
import { type Picture, type Shown, shownIn, shownOf } from "./elide.js";
import { latexMath, latexText } from "./latex-text.js";

/**
 * A story as the body of a LaTeX document in plain ASCII; it needs `amsmath` and `amssymb`. A pivot is framed, what is
 * used underlined, what has changed bold.
 *
 * @param story an `Explanation`, or its data from a file or a worker
 */
export function renderLatex({ title, arithmetic, steps }: Story): string {
  const parts = steps.map((step, i) => {
    const lines = [`\\subsection*{${i + 1}. ${latexText(step.title)}}`, latexText(step.why)];
    if (step.rule !== undefined) lines.push(`\\[ ${latexMath(step.rule)} \\]`);
    return [...lines, `\\[ ${step.latex} \\]`, ...shownIn(step).map((shown) => `\\[ ${latexEquation(shown)} \\]`)].join(
      "\n",
    );
  });
  return [`\\section*{${latexText(title)} (${latexText(arithmetic)})}`, ...parts].join("\n\n");
}

/** `name = matrix`, or `name = matrix \to matrix`, for math mode. */
export function latexEquation({ name, pictures }: Shown): string {
  return `${latexMath(name)} = ${pictures.map(latexMatrix).join(" \\to ")}`;
}

function latexMatrix({ matrix, roleOf }: Picture): string {
  const columns = shownOf(matrix[0].length);
  const rows = shownOf(matrix.length).map((i) =>
    columns
      .map((j) => {
        if (i < 0 || j < 0) return i < 0 ? (j < 0 ? "\\ddots" : "\\vdots") : "\\cdots";
        return marked(matrix[i][j], roleOf(i, j));
      })
      .join(" & "),
  );
  return `\\begin{bmatrix} ${rows.join(" \\\\ ")} \\end{bmatrix}`;
}

function marked({ latex }: Entry, role: Role | undefined): string {
  if (role === "pivot") return `\\boxed{${latex}}`;
  if (role === "used") return `\\underline{${latex}}`;
  return role === "written" ? `\\mathbf{${latex}}` : latex;
}
