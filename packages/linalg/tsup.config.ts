import { preset } from "@linnet/tooling-build/tsup";

export default preset({ entry: { index: "src/index.ts", testing: "src/testing.ts" } });
