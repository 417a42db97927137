import { casesOf } from '../stage.js';

/** The name begins with the rule's number in embedding.md. */
export const rule = casesOf('rule');
