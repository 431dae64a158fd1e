import { preset } from "@linnet/tooling-build/tsup";

export default preset({ entry: { index: "src/index.ts", extend: "src/extend.ts", testing: "src/testing.ts" } });
