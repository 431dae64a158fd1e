import type { Example } from "../run/example.js";
import { autoencoder } from "./autoencoder.js";
import { characterTransformer } from "./character-transformer.js";
import { forecaster } from "./forecaster.js";
import { gaussNewton } from "./gauss-newton.js";
import { leNet } from "./le-net.js";
import { mlpFirstEpoch, mlpMnist } from "./mlp.js";
import { streamedCsv } from "./stream-csv.js";
import { streamedNpy } from "./stream-npy.js";
import { word2vec } from "./word2vec.js";

/** All of them, in the order in which they run and stand in the page. */
export const examples: readonly Example[] = [
  mlpMnist,
  mlpFirstEpoch,
  leNet,
  autoencoder,
  word2vec,
  characterTransformer,
  forecaster,
  gaussNewton,
  streamedNpy,
  streamedCsv,
];
