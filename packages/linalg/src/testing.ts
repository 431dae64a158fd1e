export { definiteTypes, generalTypes, hermitianTypes } from "./testing/matrix-types.js";
export type { MatrixType } from "./testing/matrix-types.js";
export { gallery, gallerySizes, uniform } from "./testing/gallery.js";
export { squareMatrices, squareMatricesFor } from "./testing/non-symmetric.js";
export {
  THRESHOLD,
  eigenRatio,
  norm1,
  orthogonalityRatio,
  reconstructionRatio,
  residualRatio,
} from "./testing/ratios.js";
export { inDtype, inexactTypes } from "./testing/twisted.js";
