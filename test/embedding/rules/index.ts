/** embedding.md's rules, a file for each number or few. 18 is the frame's: ../frames.ts. */
import type { Case } from '../stage.js';
import { fallback } from './01-fallback.js';
import { fragment } from './02-fragment.js';
import { security } from './03-security.js';
import { editorsAndLateContent } from './04-05-editors-and-late-content.js';
import { script } from './06-07-script.js';
import { content } from './08-09-content.js';
import { policyAndServing } from './10-11-policy-and-serving.js';
import { stylesAndDirection } from './12-14-styles-and-direction.js';
import { addresses } from './15-addresses.js';
import { room } from './16-room.js';
import { movedAndRemoved } from './17-moved-and-removed.js';
import { pageForms } from './19-page-forms.js';

export const rules: Case[] = [
  fallback,
  fragment,
  security,
  editorsAndLateContent,
  script,
  content,
  policyAndServing,
  stylesAndDirection,
  addresses,
  room,
  movedAndRemoved,
  pageForms,
].flat();
