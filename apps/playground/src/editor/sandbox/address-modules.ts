import type { NamedModule } from "../run/program.js";

/** Modules that have an address, by which others import them. */
export interface Addressed {
  /** Of the program. */
  readonly address: string;
  /** Puts the names of modules in the place of their addresses, which say nothing to people. */
  named(text: string): string;
}

/** Gives each module an address of its own, by which those after it import it; the program is the last. */
export function addressModules(modules: readonly NamedModule[]): Addressed {
  const addresses = new Map<string, string>();
  for (const { name, texts, imports } of modules) {
    const text = texts.map((part, i) => part + (i < imports.length ? JSON.stringify(addresses.get(imports[i])) : ""));
    addresses.set(name, URL.createObjectURL(new Blob(text, { type: "text/javascript" })));
  }
  const all = [...addresses];
  return {
    address: all[all.length - 1][1],
    named: (text) => all.reduce((text, [name, address]) => text.replaceAll(address, name), text),
  };
}
