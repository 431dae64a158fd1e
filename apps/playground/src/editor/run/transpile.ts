import { transform } from "sucrase";
import { ProgramError } from "./program-error.js";
import type { ModuleText } from "./program.js";
import { type Specifier, cutAtSpecifiers } from "./specifiers.js";

/**
 * TypeScript to JavaScript: types are taken out, `import type` too, and lines stay where they are. Types are not looked at: a program with mistakes in
 * them runs, as it would with `node`.
 *
 * @throws {ProgramError} for what does not parse
 */
export function transpile(text: string): ModuleText & { readonly specifiers: readonly Specifier[] } {
  const lines = text.replaceAll(/\r\n?/g, "\n");
  try {
    const { code } = transform(lines, {
      transforms: ["typescript"],
      disableESTransforms: true,
      keepUnusedImports: true, // as Node, which takes `import type` out and leaves the others
    });
    return cutAtSpecifiers(code);
  } catch (error) {
    throw syntaxError(error);
  }
}

/** "Error transforming …: Unexpected token (3:7)" and where that is. */
function syntaxError(error: unknown): ProgramError {
  const told = error instanceof Error ? error.message : String(error);
  const [, reason, line] = /^(?:Error transforming [^:]*: )?(.*?)\.?(?: \((\d+):\d+\))?$/s.exec(told) ?? ["", told];
  return new ProgramError(
    `This is no TypeScript: ${reason[0].toLowerCase()}${reason.slice(1)}.`,
    line ? Number(line) : null,
  );
}
