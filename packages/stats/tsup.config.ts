import { preset } from "@linnet/tooling-build/tsup";

export default preset({
  // The special functions are files of their own, so that a bundler drops them where they are not used (ADR 19).
  entry: ["src/index.ts", "src/special/{error-function,gamma-functions}.ts"],
  noExternal: [/^@stdlib\//],
  esbuildOptions: (options) => {
    options.mainFields = ["browser", "module", "main"];
    options.legalComments = "external";
  },
});
