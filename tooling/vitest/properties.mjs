// Property tests draw the same cases in every run, so that a red run is the change's fault and can be repeated.
// LINNET_SEED=1234 draws others; LINNET_SEED=random draws new ones each time.
import fc from "fast-check";
import { inject } from "vitest";

const seed = inject("seed");
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
