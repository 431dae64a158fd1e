/** A program to see run and then to change. */
export interface Sample {
  /** Its file, and its name in links. */
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /** What it shows, in a sentence. */
  readonly idea: string;
}

type Told = readonly [id: string, title: string, idea: string];

const group = (name: string, told: readonly Told[]): Sample[] =>
  told.map(([id, title, idea]) => ({ id, title, group: name, idea }));

/** All samples, in the order of the subject. */
export const SAMPLES: readonly Sample[] = [
  ...group("Arrays", [
    ["first-steps", "First steps", "Numbers with a shape, and what is done to all of them at once."],
    ["distances", "All distances at once", "A column meets a row: seven cities, 49 distances, no loop."],
    ["life", "The Game of Life", "Neighbours are shifted copies, added up; a glider comes back."],
    ["mandelbrot", "The Mandelbrot set", "Complex numbers, squared until they leave."],
    ["chord", "A chord in noise", "The Fourier transform hears which notes are played."],
  ]),
  ...group("Decompositions", [
    ["resistor-cube", "The resistor cube", "Kirchhoff’s laws are a singular matrix; its pseudo-inverse measures."],
    ["image-layers", "A picture in layers", "Singular values: the best few layers, and what they miss."],
    ["page-rank", "PageRank", "Where someone is who follows links at random: an eigenvector."],
    ["string", "A guitar string", "Its notes are the eigenvalues of a tridiagonal matrix."],
    ["decay", "A chain of decays", "The exponential of a matrix says when to milk technetium."],
  ]),
  ...group("Statistics", [
    ["regression", "A line through flowers", "Least squares, with its whole table and its residuals."],
    ["tumours", "Benign or malignant", "Logistic regression behind PCA, judged on patients it has not seen."],
    ["voices", "Three voices apart", "Independent components take mixed sounds apart."],
    ["bootstrap", "How sure is a median?", "Draw from the sample itself, and shuffle the labels."],
  ]),
  ...group("Gradients and optimization", [
    ["tangent-numbers", "Derivatives of derivatives", "Seven times the gradient of the gradient: 1, 2, 16, 272."],
    ["curve-fit", "A curve through measurements", "Levenberg and Marquardt find what NIST certifies."],
    ["throw", "A throw into the basket", "The gradient flows through the simulation of a flight."],
    ["soap-film", "A soap film", "The least area between two rings is Euler’s catenary."],
  ]),
  ...group("Neural networks", [
    ["exclusive-or", "A network by hand", "Two layers, a gradient and a loop: either, but not both."],
    ["spirals", "Two spirals", "A small network learns where one ends and the other begins."],
    ["digits", "Reading digits", "1,797 handwritten digits, and the ones that are misread."],
  ]),
  ...group("Data and pictures", [
    ["kepler", "Kepler’s third law", "A table of text, a straight line of logarithms, and text again."],
    ["edges", "Edges of a picture", "A file is written and read; Sobel’s kernels find where it is steep."],
  ]),
  ...group("Explained", [
    ["elimination", "Elimination in fractions", "Three equations step by step, and what pivoting is for."],
    ["golden-ratio", "The golden ratio", "Fibonacci’s numbers as a matrix, with its eigenvalues exactly."],
    ["backpropagation", "Backpropagation", "The chain rule as products of matrices; autograd agrees."],
  ]),
  ...group("Gallery", [
    ["hueckel", "Hückel’s orbitals", "The π electrons of benzene, from nothing but its bonds."],
    ["populations", "Populations and genes", "Principal components of genotypes show where people come from."],
    ["words", "Words by counting", "Which words stand together, taken apart: king − man + woman."],
    ["robot-arm", "A robot’s arm", "A hand finds its target by the Jacobian’s pseudo-inverse."],
    ["deblurring", "Out of focus", "Undoing a blur, and what noise makes of it without a filter."],
    ["quantum-well", "A particle in a well", "Energies are the eigenvalues of a Hermitian matrix."],
  ]),
];
