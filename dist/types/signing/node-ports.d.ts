import type { CorePorts } from '../intoto/verification/core-ports.js';
export declare const NODE_PORTS: CorePorts;
