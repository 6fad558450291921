import type { Verification, VerificationRequest } from './verification.js';
/**
 * Verifies a supply chain.
 *
 * A layout or a parameter that cannot be read is an error; everything that is wrong with the evidence is a failure in
 * the value returned.
 *
 * @throws every JSON_, METADATA_, KEY_ and PARAMETER_ code, for the layout; whatever the ports throw
 */
export declare function verifySupplyChain(wanted: VerificationRequest): Promise<Verification>;
