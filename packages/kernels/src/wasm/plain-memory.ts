/** In a module's bytes: the import of `env.memory`, a memory (2) that is shared and has a maximum (3). */
const sharedImport = [3, 0x65, 0x6e, 0x76, 6, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 2, 3];
/** Flag of a memory that has a maximum and is not shared. */
const PLAIN = 1;

/**
 * Makes a module import plain memory where it asks for shared: one bit, so that one build serves both. Atomic instructions
 * work on plain memory too; only waiting traps.
 */
export function importPlainMemory(module: Uint8Array): void {
  const at = module.findIndex((_, i) => sharedImport.every((byte, j) => module[i + j] === byte));
  if (at >= 0) module[at + sharedImport.length - 1] = PLAIN;
}
