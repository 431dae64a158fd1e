// One scenario in a process of its own: node in-node.mjs <number> <share>; answers JSON.
import { run, scenarios } from "./scenarios.mjs";

const [index, share] = process.argv.slice(2).map(Number);
const result = await run(scenarios[index], share);
console.log(JSON.stringify({ ...result, resident: process.resourceUsage().maxRSS * 1024 }));
