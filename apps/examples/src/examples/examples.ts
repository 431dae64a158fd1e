import type { Example } from "../run/example.js";
import { autoencoder } from "./autoencoder.js";
import { gaussNewton } from "./gauss-newton.js";
import { mlpFirstEpoch, mlpMnist } from "./mlp.js";
import { word2vec } from "./word2vec.js";

/** All of them, in the order in which they run and stand in the page. */
export const examples: readonly Example[] = [mlpMnist, mlpFirstEpoch, autoencoder, word2vec, gaussNewton];
