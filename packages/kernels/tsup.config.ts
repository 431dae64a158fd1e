import { preset } from "@linnet/tooling-build/tsup";

export default preset({
  entry: {
    index: "src/index.ts",
    reference: "src/reference/index.ts",
    lapack: "src/lapack.ts",
    fft: "src/fft.ts",
    nn: "src/nn.ts",
  },
});
