import { auditSection } from './audit/section.js';
import { caseSection } from './cases/section.js';
import { checkSection } from './check/section.js';
import { deliverySection } from './deliveries/section.js';
import { figureSection } from './figures/section.js';
import { formSection } from './forms/section.js';
import { ratingSection } from './ratings/section.js';
import { pollSection } from '../polls/office.js';
import type { OfficeSection } from './section.js';
import { serviceSection } from '../services/office.js';

/** In the order of the navigation. */
export const sections: readonly OfficeSection[] = [
  caseSection,
  figureSection,
  ratingSection,
  formSection,
  pollSection,
  serviceSection,
  checkSection,
  deliverySection,
  auditSection,
];
