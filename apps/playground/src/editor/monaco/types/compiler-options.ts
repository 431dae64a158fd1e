/**
 * As strict as the repository's own sources (tsconfig.base.json). The compiler's interface knows enumerations by number; what runs
 * a program takes its types out of each file alone, hence `isolatedModules` and `verbatimModuleSyntax`.
 */
export const compilerOptions = {
  target: 9, // ES2022
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.sandbox.d.ts"],
  module: 99, // ESNext
  moduleResolution: 100, // Bundler
  moduleDetection: 3, // Force: a program may await, whether it imports or not
  strict: true,
  noImplicitOverride: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
  libReplacement: false,
};
