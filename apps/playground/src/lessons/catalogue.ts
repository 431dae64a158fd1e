/** A lesson in the list of all. */
export interface Listing {
  /** Its folder, and its name in links. */
  readonly id: string;
  readonly title: string;
  /** What one sees in it, in a sentence. */
  readonly idea: string;
}

export interface Part {
  readonly title: string;
  readonly lessons: readonly Listing[];
}

/** All lessons, in the order of the subject. */
export const PARTS: readonly Part[] = [
  {
    title: "Vectors and matrices",
    lessons: [
      { id: "notation", title: "Notation", idea: "One array, written in mathematics, in NumPy and in Linnet." },
      { id: "vectors", title: "Vectors", idea: "Add, scale, measure: what two arrows can do." },
      { id: "matrices", title: "Matrices", idea: "The same numbers as data, as weights and as a map of the plane." },
      { id: "products", title: "Products", idea: "One product, read by entries, by columns and by outer products." },
      { id: "inverse", title: "Transpose, identity, inverse", idea: "What undoes a map, and when nothing can." },
      {
        id: "determinant",
        title: "Determinant",
        idea: "By how much a map stretches areas, and whether it turns them over.",
      },
    ],
  },
  {
    title: "Equations and spaces",
    lessons: [
      { id: "systems", title: "Systems of equations", idea: "Which mixture of the columns is b?" },
      {
        id: "bases",
        title: "Independence and bases",
        idea: "The same point in other coordinates, straight and polar.",
      },
      { id: "projections", title: "Projections and least squares", idea: "The closest point, and the best line." },
      {
        id: "factorizations",
        title: "LU, QR, Cholesky",
        idea: "A matrix taken apart into factors that are easy to solve with.",
      },
    ],
  },
  {
    title: "Spectra",
    lessons: [
      { id: "eigenvalues", title: "Eigenvalues", idea: "The directions that a map only stretches." },
      { id: "svd", title: "Singular values", idea: "Rotate, scale, rotate; and an image from a few of its layers." },
      { id: "pca", title: "Covariance and PCA", idea: "The directions in which data spreads." },
    ],
  },
  {
    title: "Learning",
    lessons: [
      { id: "tensors", title: "Tensors and batches", idea: "Shapes that meet by broadcasting." },
      { id: "convolution", title: "Convolution", idea: "A small window slides over an image: a matrix in disguise." },
      { id: "descent", title: "Gradient descent", idea: "Five ways down a surface of your choice." },
      {
        id: "network",
        title: "Forward and backward",
        idea: "A network is matrix products; its gradients are their transposes.",
      },
      { id: "digits", title: "Reading digits", idea: "Train a network on 1,797 digits, then draw one for it." },
      { id: "autoencoder", title: "Autoencoder", idea: "64 pixels through two numbers, and back." },
      { id: "embeddings", title: "Word embeddings", idea: "Words as vectors: neighbours and analogies." },
    ],
  },
  {
    title: "What computers do to it",
    lessons: [
      {
        id: "floating-point",
        title: "Floating point",
        idea: "How rounding breaks what algebra promises, and how to keep it.",
      },
    ],
  },
  {
    title: "Gallery",
    lessons: [
      { id: "hueckel", title: "Hückel’s orbitals", idea: "The π electrons of a molecule, from nothing but its bonds." },
      {
        id: "populations",
        title: "Populations and genes",
        idea: "Where people come from, in the first two axes of their genes.",
      },
      { id: "words", title: "Words by counting", idea: "Which words stand together, taken apart into vectors." },
      { id: "robot-arm", title: "A robot’s arm", idea: "Two angles that bring a hand to where you drag its target." },
      { id: "deblurring", title: "Out of focus", idea: "Undoing a blur, and what noise makes of it." },
      {
        id: "quantum-well",
        title: "A particle in a well",
        idea: "Energies are the eigenvalues of a Hermitian matrix.",
      },
    ],
  },
];
