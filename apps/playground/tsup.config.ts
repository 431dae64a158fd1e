import { preset } from "@linnet/tooling-build/tsup";

export default preset({ entry: { terminal: "src/digits/terminal.ts" }, outDir: "dist/terminal", platform: "node" });
