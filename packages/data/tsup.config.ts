import { preset } from "@linnet/tooling-build/tsup";

export default preset({
  entry: {
    index: "src/index.ts",
    "arrow/index": "src/arrow/index.ts",
    "parquet/index": "src/parquet/index.ts",
    "platform/node": "src/platform/node.ts",
    "platform/browser": "src/platform/browser.ts",
  },
  external: ["#platform", /^node:/],
  removeNodeProtocol: false,
});
