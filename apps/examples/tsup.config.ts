import { preset } from "@linnet/tooling-build/tsup";

export default preset({
  entry: { main: "src/run/main.ts" },
  outDir: "dist/run",
  platform: "node",
});
