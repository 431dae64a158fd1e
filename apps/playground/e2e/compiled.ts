import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** How programs are compiled that stand alone, as they would be in a project of their own. */
const OPTIONS = {
  strict: true,
  noImplicitReturns: true,
  target: "ES2022",
  module: "ESNext",
  moduleResolution: "Bundler",
  lib: ["ES2023", "ESNext.Disposable", "DOM"],
  types: [],
  skipLibCheck: true,
};

/** Runs Node in a folder. */
export function nodeIn(folder: string, ...words: string[]): Promise<{ stdout: string }> {
  return promisify(execFile)(process.execPath, words, { cwd: folder, maxBuffer: 2 ** 28 });
}

/**
 * Makes a project of the programs in a folder and compiles it.
 *
 * @param stricter options besides
 * @returns what the compiler says against them: nothing, where all is well
 */
export async function compileIn(folder: string, stricter: Readonly<Record<string, boolean>> = {}): Promise<string> {
  const project = { compilerOptions: { ...OPTIONS, ...stricter }, include: ["*.ts"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(project));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const tsc = join(import.meta.dirname, "../node_modules/typescript/bin/tsc");
  const failed = (error: { readonly stdout: string }) => ({ stdout: error.stdout || "The compiler did not run." });
  return (await nodeIn(folder, tsc, "-p", ".", "--pretty", "false").catch(failed)).stdout;
}
