import ar from '../../src/locale/ar.js';
import bg from '../../src/locale/bg.js';
import cs from '../../src/locale/cs.js';
import da from '../../src/locale/da.js';
import de from '../../src/locale/de.js';
import el from '../../src/locale/el.js';
import en from '../../src/locale/en.js';
import es from '../../src/locale/es.js';
import et from '../../src/locale/et.js';
import fi from '../../src/locale/fi.js';
import fr from '../../src/locale/fr.js';
import ga from '../../src/locale/ga.js';
import hr from '../../src/locale/hr.js';
import hu from '../../src/locale/hu.js';
import is from '../../src/locale/is.js';
import it from '../../src/locale/it.js';
import lt from '../../src/locale/lt.js';
import lv from '../../src/locale/lv.js';
import type { Messages } from '../../src/locale/messages.js';
import mt from '../../src/locale/mt.js';
import nb from '../../src/locale/nb.js';
import nl from '../../src/locale/nl.js';
import nn from '../../src/locale/nn.js';
import pl from '../../src/locale/pl.js';
import pt from '../../src/locale/pt.js';
import ro from '../../src/locale/ro.js';
import sk from '../../src/locale/sk.js';
import sl from '../../src/locale/sl.js';
import srCyrl from '../../src/locale/sr-Cyrl.js';
import srLatn from '../../src/locale/sr-Latn.js';
import sv from '../../src/locale/sv.js';
import uk from '../../src/locale/uk.js';

/** Every language there is; test/build/locales.test.ts compares it with the files. */
export const LANGUAGES: Readonly<Record<string, Messages>> = {
  ar,
  bg,
  cs,
  da,
  de,
  el,
  en,
  es,
  et,
  fi,
  fr,
  ga,
  hr,
  hu,
  is,
  it,
  lt,
  lv,
  mt,
  nb,
  nl,
  nn,
  pl,
  pt,
  ro,
  sk,
  sl,
  'sr-Cyrl': srCyrl,
  'sr-Latn': srLatn,
  sv,
  uk,
};
