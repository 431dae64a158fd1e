import type { Tone } from "../../ui/arrow.js";
import { scientific, short } from "../../ui/format.js";

/** The ways down, and how each is told. */
export const METHODS = {
  sgd: {
    name: "Gradient descent",
    tone: "a",
    rule: "x ← x − η·g",
    latex: "\\mathbf{x} \\leftarrow \\mathbf{x} - \\eta\\, \\mathbf{g}",
    why: "It goes against the gradient, by η times its length.",
    section: "first",
  },
  momentum: {
    name: "Momentum",
    tone: "b",
    rule: "v ← μ·v + g,  x ← x − η·v",
    latex:
      "\\mathbf{v} \\leftarrow \\mu\\, \\mathbf{v} + \\mathbf{g}, \\quad \\mathbf{x} \\leftarrow \\mathbf{x} - \\eta\\, \\mathbf{v}",
    why: "It keeps a share μ of its last step, as a heavy ball does: what zigzags cancels, what agrees adds up.",
    section: "first",
  },
  adam: {
    name: "Adam",
    tone: "c",
    rule: "x ← x − η·m̂/(√v̂ + ε)",
    latex:
      "\\mathbf{x} \\leftarrow \\mathbf{x} - \\eta\\, \\hat{\\mathbf{m}} / (\\sqrt{\\hat{\\mathbf{v}}} + \\varepsilon)",
    why: "It divides a running mean of the gradients by the root of that of their squares, so that each coordinate moves by about η at first.",
    section: "first",
  },
  newton: {
    name: "Newton",
    tone: "d",
    rule: "x ← x − α·|H|⁻¹·g",
    latex: "\\mathbf{x} \\leftarrow \\mathbf{x} - \\alpha\\, |H|^{-1} \\mathbf{g}",
    why: "It divides the gradient by the curvature: on a bowl one step arrives. Where the surface bends down, its direction is turned around.",
    section: "second",
  },
  lbfgs: {
    name: "L-BFGS",
    tone: "quiet",
    rule: "x ← x − α·B·g",
    latex: "\\mathbf{x} \\leftarrow \\mathbf{x} - \\alpha\\, B\\, \\mathbf{g}, \\qquad B \\approx H^{-1}",
    why: "It learns the curvature from how the gradients have changed, without a Hessian, and searches along its direction.",
    section: "second",
  },
} as const satisfies Record<string, { readonly tone: Tone } & Record<string, string>>;

export type Method = keyof typeof METHODS;

export const NAMES = Object.keys(METHODS) as readonly Method[];

/** "0.011", "6.8 × 10⁻¹⁵". */
export function writeHeight(height: number): string {
  const size = Math.abs(height);
  const isPlain = size === 0 || (size >= 1e-3 && size < 1e6) || !Number.isFinite(size);
  return isPlain ? short(height, 3) : scientific(height).replace("-", "−");
}
