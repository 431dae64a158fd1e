import type { LanguageServiceHost } from "monaco-editor/languages/features/typescript/lib/typescriptServices.js";
import { compilerOptions } from "./compiler-options.js";

/** Where the program stands, beside the packages that are installed there. */
export const PROGRAM = "/program.ts";
/** A file that only makes packages known. */
const OFFERED = "/offered.ts";

/** A folder with one program and the declarations of packages, as the compiler sees it: paths and texts, no disk. */
export class VirtualFiles implements LanguageServiceHost {
  private readonly texts = new Map<string, string>();
  /** The folders within each folder. */
  private readonly folders = new Map<string, string[]>([["/", []]]);
  private version = 0;

  /** Puts a file there that will not change. */
  add(path: string, text: string): void {
    this.texts.set(path, text);
    this.make(parentOf(path));
  }

  private make(folder: string): string[] {
    const known = this.folders.get(folder);
    if (known !== undefined) return known;
    const made: string[] = [];
    this.folders.set(folder, made);
    this.make(parentOf(folder)).push(folder.slice(folder.lastIndexOf("/") + 1));
    return made;
  }

  /** Writes the program. */
  write(text: string): void {
    if (this.texts.get(PROGRAM) === text) return;
    this.texts.set(PROGRAM, text);
    this.version++;
  }

  /** Makes packages known that the program does not import, so that their names can be offered; others no longer. */
  offer(names: readonly string[]): void {
    this.add(OFFERED, names.map((name) => `import type {} from "${name}";`).join("\n"));
    this.version++;
  }

  readFile(path: string): string | undefined {
    return this.texts.get(path);
  }

  fileExists(path: string): boolean {
    return this.texts.has(path);
  }

  directoryExists(folder: string): boolean {
    return this.folders.has(withoutSlash(folder));
  }

  getDirectories(folder: string): string[] {
    return this.folders.get(withoutSlash(folder)) ?? [];
  }

  readDirectory(): string[] {
    return [];
  }

  getScriptFileNames(): string[] {
    return this.texts.has(OFFERED) ? [PROGRAM, OFFERED] : [PROGRAM];
  }

  getScriptVersion(path: string): string {
    return path === PROGRAM || path === OFFERED ? String(this.version) : "0";
  }

  getScriptSnapshot(path: string): ReturnType<LanguageServiceHost["getScriptSnapshot"]> {
    const text = this.texts.get(path);
    if (text === undefined) return undefined;
    return {
      getText: (start, end) => text.slice(start, end),
      getLength: () => text.length,
      getChangeRange: () => undefined,
    };
  }

  getCompilationSettings(): object {
    return compilerOptions;
  }

  getDefaultLibFileName(): string {
    return `${LIBRARIES}/lib.d.ts`;
  }

  getCurrentDirectory(): string {
    return "/";
  }

  useCaseSensitiveFileNames(): boolean {
    return true;
  }
}

/** Where the declarations of the language stand: beside the one that the compiler names. */
export const LIBRARIES = "/libraries";

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

function withoutSlash(folder: string): string {
  return folder === "/" ? folder : folder.replace(/\/$/, "");
}
