import { type Accessor, createSignal } from "solid-js";
import type { OwnFile } from "../run/program.js";

/** Bytes of the largest file that is taken: it is held here, and again in the program. */
export const LARGEST = 256 * 2 ** 20;

export interface OwnFiles {
  readonly files: Accessor<readonly OwnFile[]>;
  /** Why the last files that were added could not all be taken; "" when they could. */
  readonly problem: Accessor<string>;
  /** Reads files into memory; one of the same name is replaced. */
  readonly add: (files: Iterable<File>) => Promise<void>;
  readonly remove: (name: string) => void;
}

/** The visitor's own files, in memory and nowhere else. */
export function createOwnFiles(): OwnFiles {
  const [files, setFiles] = createSignal<readonly OwnFile[]>([]);
  const [problem, setProblem] = createSignal("");
  const add = async (chosen: Iterable<File>): Promise<void> => {
    const problems: string[] = [];
    for (const file of chosen) {
      try {
        const read = await readFile(file);
        setFiles([...files().filter(({ name }) => name !== read.name), read]);
      } catch (error) {
        problems.push(error instanceof Error ? error.message : String(error));
      }
    }
    setProblem(problems.join(" "));
  };
  const remove = (name: string): void => void setFiles(files().filter((file) => file.name !== name));
  return { files, problem, add, remove };
}

/** @throws {RangeError} with a sentence for the visitor, when the file is too large or cannot be read */
async function readFile(file: File): Promise<OwnFile> {
  const { name, size } = file;
  if (size > LARGEST) {
    throw new RangeError(`“${name}” has ${megabytes(size)}, and ${megabytes(LARGEST)} is the most that is taken here.`);
  }
  try {
    return { name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch (cause) {
    const why = cause instanceof Error ? cause.name : String(cause);
    const sentence = `“${name}” could not be read (${why}). It may be a folder, or have been moved or changed; choose it again.`;
    throw new RangeError(sentence, { cause });
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20).toLocaleString("en")}\u202fMB`;
}
