import type { Case } from './stage.js';
export const frameworks: Case[] = [];
