import type { CorePorts } from '../intoto/core-ports.js';
export declare const NODE_PORTS: CorePorts;
