import { gatherModules } from "./module-graph.js";
import { PACKAGES } from "./packages.js";
import type { NamedModule } from "./program.js";
import { transpile } from "./transpile.js";

/**
 * A program as a sandbox takes it: in JavaScript, after the modules that it needs.
 *
 * @throws {ProgramError} for what does not parse, and for an import that is not offered
 */
export async function prepare(text: string): Promise<NamedModule[]> {
  const { specifiers, texts, imports } = transpile(text);
  return [...(await gatherModules(specifiers, PACKAGES)), { name: "program.ts", texts, imports }];
}
