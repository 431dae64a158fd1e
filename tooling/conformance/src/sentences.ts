import { readFile, readdir } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

// What the compiler can say of shapes, read from the sources: so that a sentence without a case is found.

const packages = fileURLToPath(new URL("../../../packages/", import.meta.url));

/** A sentence as a file of rules has it, `${…}` where the compiler puts a number or a name. */
export interface Sentence {
  readonly file: string;
  readonly template: string;
}

/** An operation whose arguments are checked, by the name that its sentences begin with, and the files that may have its rules. */
export interface CheckedOperation {
  readonly name: string;
  readonly rules: readonly string[];
}

export interface Checks {
  readonly sentences: readonly Sentence[];
  readonly operations: readonly CheckedOperation[];
}

const sentence = /ShapeProblem<\s*(?:"([^"]+)"|'([^']+)'|`([^`]+)`)\s*,?\s*>/g;
const operation = /\b(?:Check|Operand|Scalar)<[^;]*?,\s*"(\w+)"\s*>(?!,\s*")/g;

/** All of them, of all packages. */
export async function checksInSources(): Promise<Checks> {
  const checks: { sentences: Sentence[]; operations: CheckedOperation[] } = { sentences: [], operations: [] };
  for (const file of await sources()) {
    const text = await readFile(join(packages, file), "utf8");
    const rules = Array.from(text.matchAll(/from "(\.[^"]*)\.js"/g), ([, path]) =>
      posix.join(dirname(file), `${path}.ts`),
    );
    for (const [, ...quoted] of text.matchAll(sentence)) {
      const template = quoted.find((words) => words !== undefined) ?? "";
      if (template !== "${Op}: ${M}") checks.sentences.push({ file, template }); // the op in front of a sentence
    }
    for (const [, name] of text.matchAll(operation)) checks.operations.push({ name, rules: [file, ...rules] });
  }
  return checks;
}

async function sources(): Promise<readonly string[]> {
  const names = await readdir(packages);
  const lists = await Promise.all(
    names.map(async (name) => {
      const files = await readdir(join(packages, name, "src"), { recursive: true });
      return files.map((file) => `${name}/src/${file}`);
    }),
  );
  return lists.flat().filter((file) => file.endsWith(".ts") && !/\.(test|test-d|bench)\.ts$/.test(file));
}

/** Whether a message is a sentence, after the name of an operation that has the sentence's rule, if the sentence has none. */
export function says({ file, template }: Sentence, message: string, operations: readonly CheckedOperation[]): boolean {
  const pieces = template.split(/\$\{[^}]*\}/).map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const words = new RegExp(`^${pieces.join(".+")}$`);
  const [name] = message.split(": ", 1);
  const has = (op: CheckedOperation): boolean => op.name === name && op.rules.includes(file);
  return words.test(message) || (words.test(message.slice(name.length + 2)) && operations.some(has));
}
