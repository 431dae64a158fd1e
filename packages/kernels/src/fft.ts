// Fourier transforms, which no other implementation replaces.
export { fft } from "./fft/fft.js";
export type { Fft, Fourier } from "./fft/fourier.js";
