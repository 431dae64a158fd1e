/** What the Unicode of stories is in math mode. */
const SYMBOLS: Readonly<Record<string, string>> = {
  "·": "\\cdot ",
  "⊙": "\\odot ",
  "←": "\\leftarrow ",
  "→": "\\to ",
  "⇒": "\\Rightarrow ",
  "↔": "\\leftrightarrow ",
  "↦": "\\mapsto ",
  "≤": "\\le ",
  "≥": "\\ge ",
  "≠": "\\ne ",
  "≈": "\\approx ",
  "−": "-",
  "×": "\\times ",
  "√": "\\surd ",
  "∞": "\\infty ",
  "‖": "\\|",
  Σ: "\\Sigma ",
  "∑": "\\sum ",
  "∏": "\\prod ",
  "∇": "\\nabla ",
  "½": "\\tfrac{1}{2}",
  "⟨": "\\langle ",
  "⟩": "\\rangle ",
  "…": "\\dots ",
  "±": "\\pm ",
  "°": "^{\\circ}",
  α: "\\alpha ",
  β: "\\beta ",
  ε: "\\varepsilon ",
  θ: "\\theta ",
  κ: "\\kappa ",
  λ: "\\lambda ",
  μ: "\\mu ",
  σ: "\\sigma ",
  φ: "\\varphi ",
};

/** Raised and lowered characters, and what they are on the line. */
const RAISED: Readonly<Record<string, string>> = {
  "¹": "1",
  "²": "2",
  "³": "3",
  "⁺": "+",
  "⁻": "-",
  ᵀ: "\\mathsf{T}",
  ⁱ: "i",
  ʲ: "j",
  ᵏ: "k",
  ⁿ: "n",
};
const LOWERED: Readonly<Record<string, string>> = {
  "₀": "0",
  "₁": "1",
  "₂": "2",
  "₃": "3",
  "₄": "4",
  "₅": "5",
  "₆": "6",
  "₇": "7",
  "₈": "8",
  "₉": "9",
  ᵢ: "i",
  ⱼ: "j",
  ₖ: "k",
  ₗ: "l",
  ₙ: "n",
  ᵣ: "r",
  ₛ: "s",
  "₊": "+",
  "₋": "-",
};

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  _: "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "$<$",
  ">": "$>$",
  "|": "$|$",
  '"': "''",
  "–": "--",
};

/** Words that are commands of math mode, with the space of an operator about them. */
const OPERATORS: ReadonlySet<string> = new Set(["arg", "cos", "det", "dim", "exp", "log", "max", "min", "sin"]);

const RAISED_RUN = /[¹²³⁺⁻ᵀⁱʲᵏⁿ]+/gu;
const LOWERED_RUN = /[₀-₉ᵢⱼₖₗₙᵣₛ₊₋]+/gu;
const BEYOND_ASCII = /[^\0-\u007f]+/gu;

/** Formulas in words that are more than their characters: norms and roots. */
const FORMULA = /(‖[^‖]+‖(?:[₀-₉]|[∞F](?!\w))?|√\w+)/u;

/** Words with symbols in them, for text mode; nothing in them is taken for a command. */
export function latexText(text: string): string {
  return text
    .split(FORMULA)
    .map((part, i) => (i % 2 === 1 ? `$${latexMath(part)}$` : latexWords(part)))
    .join("");
}

function latexWords(text: string): string {
  return text
    .replace(/[\\{}$&#%_^~<>|"–]/g, (character) => ESCAPES[character])
    .replace(BEYOND_ASCII, (symbols) => `$${symbolsOf(symbols).trim()}$`);
}

/** A formula in Unicode, for math mode. Words in small letters are set upright; a root covers its number or parentheses. */
export function latexMath(formula: string): string {
  const escaped = formula.replace(
    /[\\{}$&#%_^~]/g,
    (character) => `\\${character === "\\" ? "backslash " : character}`,
  );
  const upright = escaped
    .replace(/(?<!\\)[a-z]{2,}(?: [a-z]{2,})*/g, (words) =>
      OPERATORS.has(words) ? `\\${words} ` : `\\mathrm{${words.replaceAll(" ", "\\ ")}}`,
    )
    .replaceAll(",  ", ",\\quad ")
    .replace(/√\(((?:[^()]|\([^()]*\))*)\)/g, "\\sqrt{$1}")
    .replace(/√(\d+|[A-Za-z])/g, "\\sqrt{$1}")
    .replace(/(‖[^‖]*‖)([∞F])/g, "$1_{$2}"); // ∞ and F have no lowered characters
  return symbolsOf(upright).trim();
}

function symbolsOf(text: string): string {
  return text
    .replace(RAISED_RUN, (run) => `^{${[...run].map((character) => RAISED[character]).join("")}}`)
    .replace(LOWERED_RUN, (run) => `_{${[...run].map((character) => LOWERED[character]).join("")}}`)
    .replace(BEYOND_ASCII, (run) => [...run].map((character) => SYMBOLS[character] ?? "?").join(""));
}
