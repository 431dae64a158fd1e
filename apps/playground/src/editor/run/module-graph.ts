import { ProgramError } from "./program-error.js";
import type { ModuleText, NamedModule } from "./program.js";
import type { Specifier } from "./specifiers.js";

/** A package as text: its modules by name. */
export type TextPackage = Readonly<Record<string, ModuleText>>;

/** The packages that programs may import. */
export type TextPackages = Readonly<
  Record<string, { readonly specifiers: readonly string[]; load(): Promise<TextPackage> }>
>;

/** The package that a module is part of: `@linnet/core` for `@linnet/core/extend`. */
function packageOf(name: string): string {
  return name.split("/", 2).join("/");
}

/**
 * The modules that a program needs, and no others, each after those that it imports.
 *
 * @throws {ProgramError} for an import that is not offered
 */
export async function gatherModules(specifiers: readonly Specifier[], packages: TextPackages): Promise<NamedModule[]> {
  for (const { name, line } of specifiers) {
    if (Object.hasOwn(packages, packageOf(name)) && packages[packageOf(name)].specifiers.includes(name)) continue;
    throw new ProgramError(refusal(name, Object.keys(packages)), line);
  }
  const loaded = new Map<string, Promise<TextPackage>>();
  const moduleOf = async (name: string): Promise<ModuleText> => {
    const owner = packageOf(name);
    const loading = loaded.get(owner) ?? packages[owner].load();
    loaded.set(owner, loading);
    return (await loading)[name];
  };
  const gathered = new Map<string, NamedModule>();
  const gather = async (name: string): Promise<void> => {
    if (gathered.has(name)) return;
    const { texts, imports } = await moduleOf(name);
    for (const other of imports) await gather(other);
    gathered.set(name, { name, texts, imports });
  };
  for (const { name } of specifiers) await gather(name);
  return [...gathered.values()];
}

function refusal(name: string, offered: readonly string[]): string {
  const programs = `Programs here can import ${offered.join(", ")}`;
  if (/^[./]/.test(name))
    return `There is no file "${name}" to import. ${programs}; put everything else into the program.`;
  if (name.startsWith("node:")) {
    return `"${name}" is a part of Node, which is not here. ${programs}; your files are read by @linnet/data, by their names.`;
  }
  return `The editor has no "${name}". ${programs}.`;
}
