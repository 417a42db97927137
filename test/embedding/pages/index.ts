/** Pages that nobody would write for us: hostile styles, old libraries, moving bodies. One file each. */
import type { Case } from '../stage.js';
import { addOnLanguages } from './add-on-languages.js';
import { aspNetForm } from './asp-net-form.js';
import { backForwardCache } from './back-forward-cache.js';
import { baseHref } from './base-href.js';
import { designSystems } from './design-systems.js';
import { googleTranslate } from './google-translate.js';
import { hostileCss } from './hostile-css.js';
import { inAFrame } from './in-a-frame.js';
import { jquery } from './jquery.js';
import { lightOrDarkOnly } from './light-or-dark-only.js';
import { minifiedAgain } from './minified-again.js';
import { namesThatClobber } from './names-that-clobber.js';
import { printed } from './printed.js';
import { prototypeEraGlobals } from './prototype-era-globals.js';
import { rightToLeft } from './right-to-left.js';
import { scriptLate } from './script-late.js';
import { scriptTwice } from './script-twice.js';
import { serviceWorker } from './service-worker.js';
import { turbo } from './turbo.js';
import { twentyWidgets } from './twenty-widgets.js';

export const pages: Case[] = [
  hostileCss,
  designSystems,
  lightOrDarkOnly,
  rightToLeft,
  baseHref,
  jquery,
  prototypeEraGlobals,
  namesThatClobber,
  aspNetForm,
  scriptTwice,
  minifiedAgain,
  scriptLate,
  turbo,
  inAFrame,
  serviceWorker,
  googleTranslate,
  backForwardCache,
  printed,
  addOnLanguages,
  twentyWidgets,
].flat();
