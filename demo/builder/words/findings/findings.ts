import type { FindingCode } from '../../../../src/doctor.js';

/**
 * What the endpoint check found, for an editor, and what to tell those who run the endpoint, by code. `html-feed` is
 * `html` where the page says which address its feed has.
 */
export type Findings = Record<FindingCode | 'html-feed', readonly [message: string, tell?: string]>;
