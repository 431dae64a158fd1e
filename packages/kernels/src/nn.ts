// Kernels of neural networks, which no other implementation replaces: windows of images, fused steps.
export type { FloatArray } from "./element-type.js";
