/** A module as text: `texts[0] imports[0] texts[1] …`, where each import stands for the address that its module gets. */
export interface ModuleText {
  readonly texts: readonly string[];
  /** Names of modules. */
  readonly imports: readonly string[];
}

/** A module by its name. */
export interface NamedModule extends ModuleText {
  readonly name: string;
}

/** All that a sandbox needs to run a program. */
export interface Program {
  /** What the program imports, each after those that it imports itself; the program is the last. */
  readonly modules: readonly NamedModule[];
  /** Visitors' own files, which the program reads by their names. */
  readonly files: readonly OwnFile[];
}

/** A file of the visitor's, in memory. */
export interface OwnFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
