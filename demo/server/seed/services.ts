import type { Service } from '../../../src/contracts/service.js';
import { englishServices } from './services-en.js';
import { swedishServices } from './services-sv.js';

/** The town's services, in Swedish and some of them in English. */
export const services = (now: Date): Service[] => [...swedishServices(now), ...englishServices(now)];
