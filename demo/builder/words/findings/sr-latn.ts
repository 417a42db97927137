import type { Findings } from './findings.js';

/** Code stands between backticks: it stays as it is in Cyrillic. */
export const srLatn: Findings = {
  address: ['„{url}“ nije potpuna veb-adresa. Treba da počinje sa `https://`.'],
  credentials: [
    'U adresi je korisničko ime ili lozinka, koju bi svaki posetilac mogao da pročita. Uklonite je.',
  ],
  private: [
    'Adresa vodi u privatnu mrežu, do koje posetioci ne mogu.',
    'Objavite podatke na adresi do koje se može sa interneta.',
  ],
  dns: [
    'Ne postoji server sa imenom {host}. Proverite da nije greška u kucanju.',
    'Ime {host} se ne razrešava: proverite DNS zapise.',
  ],
  refused: [
    'Server {host} ne prima veze. Možda ne radi.',
    'Niko ne sluša na {host}, ili zaštitni zid odbija vezu.',
  ],
  tls: [
    'Sertifikat servera nije važeći. Pregledači ga odbijaju.',
    'Obnovite ili popravite TLS sertifikat za {host}, sa međusertifikatima ({detail}).',
  ],
  timeout: [
    'Ceo odgovor nije stigao za {seconds} s. Vidžeti tada odustaju.',
    'Odgovor je prespor ili se nikad ne završava: čuvajte ga u kešu.',
  ],
  unreachable: ['Server nije dostupan.', 'Veza sa {host} ne uspeva: {detail}.'],
  redirects: ['Adresa bez kraja vodi na druge adrese.', 'Preusmeravanja na {host} idu ukrug.'],
  'http-only': [
    'Adresa počinje sa `http://`. Strana na `https://` možda ne sme da je čita. Koristite `https://`.',
    'Objavite podatke preko HTTPS.',
  ],
  moved: ['Adresa je preseljena na {to}. Koristite nju: brže je.'],
  'moved-away': [
    'Adresa vodi na drugi sajt, {origin}. I on mora biti dozvoljen: dodajte ga u `civic-allow`, ili koristite {to}.',
  ],
  login: [
    'Umesto podataka stigla je strana za prijavu. Posetioci nisu prijavljeni: adresa mora biti otvorena za sve.',
    'Adresa mora da odgovara bez prijave.',
  ],
  forbidden: [
    'Server odbija da da podatke (status {status}). Adresa mora biti otvorena za sve.',
    'Dozvolite anonimne GET zahteve, i one bez kolačića i one koje šalju programi.',
  ],
  'not-found': ['Na ovoj adresi nema ničega (status {status}). Proverite da nije greška u kucanju.'],
  busy: [
    'Server kaže da je preopterećen (status {status}).',
    'Server ograničava zahteve ili ne stiže da odgovori: čuvajte odgovor u kešu.',
  ],
  'server-error': [
    'Server je javio grešku (status {status}).',
    'Adresa odgovara statusom {status}: pogledajte dnevnik servera.',
  ],
  http: ['Server je umesto podacima odgovorio statusom {status}.'],
  'no-content': ['Odgovor je prazan.', 'Odgovor nema nikakav sadržaj.'],
  cut: [
    'Odgovor se prekida pre kraja. Prikazano je ono što je stiglo.',
    'Odgovor je kraći nego što je najavljeno, ili mu nedostaje kraj.',
  ],
  'too-large': [
    'Odgovor je veći od {megabytes} MB. Vidžeti tu prestaju da čitaju.',
    'Šaljite manje stavki: dovoljno je nekoliko desetina.',
  ],
  packed: [
    'Odgovor je spakovan tako da pregledači ne mogu da ga raspakuju.',
    '`Content-Encoding` mora da kaže kako je odgovor spakovan, i samo to.',
  ],
  jsonp: [
    'Podaci su umotani u skript, „{found}(…)“. Vidžeti ne pokreću tuđe skripte.',
    'Šaljite čist JSON bez povratne funkcije (JSONP); CORS zaglavlja rade ostalo.',
  ],
  lines: [
    'Svaki od redova ({count}) poseban je dokument. Vidžeti čitaju jedan dokument.',
    'Šaljite jedan JSON dokument umesto redova.',
  ],
  double: [
    'Podaci su tekst u kome su podaci: kodirani su dvaput.',
    'Kodirajte u JSON jednom, a ne ponovo ono što je već kodirano.',
  ],
  noise: [
    'Pored podataka stoji nešto što nisu podaci: „{found}“.',
    'Program ispisuje nešto u odgovor: popravite ono na šta se žali, i ispisujte samo podatke.',
  ],
  wrapped: [
    'Podaci su jedan nivo preduboko, u „{found}“.',
    'Šaljite ono što je u „{found}“ kao ceo dokument.',
  ],
  failure: [
    'Adresa javlja grešku: „{found}“.',
    'Pogledajte dnevnik servera, i na greške odgovarajte njihovim statusom, a ne sa 200.',
  ],
  html: [
    'Umesto podataka stigla je veb-strana. Raspitajte se za adresu samih podataka.',
    'Adresa odgovara sa HTML tamo gde se očekuje JSON ili izvor vesti.',
  ],
  'html-feed': [
    'Umesto podataka stigla je veb-strana. Njen izvor je na {feed}: koristite tu adresu.',
    'Adresa odgovara sa HTML tamo gde se očekuje JSON ili izvor vesti.',
  ],
  json: [
    'Podaci su oštećeni.',
    'JSON se ne može protumačiti ({detail}). Pravite ga bibliotekom, a ne ručno.',
  ],
  format: [
    'Ovaj format vidžeti ne poznaju.',
    'Pogledajte ugovore o podacima: oni kažu šta adresa može da odgovori.',
  ],
  document: [
    'Podaci se ne mogu koristiti: greška je kod {path}, gde stoji {found}.',
    '{path}: očekivano {expected}, nađeno {found}.',
  ],
  empty: ['U podacima nema ničega za prikaz.'],
  item: [
    'Nešto je izostavljeno: {path}, gde stoji {found}.',
    '{path}: očekivano {expected}, nađeno {found}.',
  ],
  encoding: ['Slova kao što su š ili ж mogu ispasti pogrešno.', 'Šaljite UTF-8, i recite to ({detail}).'],
  'content-type': [
    'Server podatke naziva „{found}“. Vidžeti ih ipak čitaju; drugi programi možda ne.',
    'Šaljite `Content-Type:` {expected}.',
  ],
  cors: [
    'Ovo mogu da čitaju samo strane na {origin}. Strane na drugim sajtovima ne mogu.',
    'Šaljite zaglavlje `Access-Control-Allow-Origin: *` uz svaki odgovor, i uz greške.',
  ],
  'cors-page': [
    'Strana {page} ne sme da čita ovu adresu.',
    'Šaljite zaglavlje `Access-Control-Allow-Origin: *` (ili {page}) uz svaki odgovor, i uz greške.',
  ],
  expose: [
    'Strane na drugim sajtovima ne vide {missing}. Satovi i ponovni pokušaji tamo su manje tačni.',
    'Šaljite zaglavlje `Access-Control-Expose-Headers: Age, Date, ETag, Link, Retry-After`.',
  ],
  csp: [
    'Bezbednosna politika strane ne dozvoljava joj da čita {origin}.',
    'Dodajte {origin} u {directive} u `Content-Security-Policy` strane.',
  ],
  allow: [
    'Strana ne dozvoljava vidžetima da čitaju {origin}.',
    'Dodajte `<meta name="civic-allow" content="`{origin}`">` u zaglavlje strane (`civic-allow-read`, ako se tamo ništa ne šalje).',
  ],
  cookie: [
    'Server postavlja kolačić ({name}). Vidžetima nije potreban, a za kolačić je možda potrebna saglasnost.',
    'Uklonite `Set-Cookie` iz ovog odgovora.',
  ],
  'no-store': [
    'Server zabranjuje čuvanje odgovora, pa svaki posetilac čeka iznova.',
    'Šaljite `Cache-Control: public, max-age=60` umesto {found}.',
  ],
  'no-validator': [
    'Odgovor nema ni `ETag` ni `Last-Modified`, pa se svaki put šalje ceo.',
    'Šaljite `ETag`, i odgovorite sa 304 kad se ništa nije promenilo.',
  ],
  slow: ['Odgovor je trajao {seconds} s. Ljudi primete više od jedne.', 'Čuvajte odgovor u kešu.'],
  size: [
    'Odgovor ima {kilobytes} kB. Na telefonu to potraje.',
    'Šaljite manje stavki, i izostavite ono što nije potrebno.',
  ],
  compression: [
    'Odgovor se šalje nespakovan ({kilobytes} kB).',
    'Spakujte odgovor pomoću `gzip` ili `Brotli`.',
  ],
  'no-alt': ['{count} slika nema opis, prva kod {path}. Ko ih ne vidi, čuje „bez opisa“.'],
  'unsafe-link': ['Nebezbedne adrese ({count}, „{found}“) izostavljene su.'],
  'insecure-media': [
    'Slike ili filmovi ({count}) počinju sa `http://`. Strana na `https://` možda ne sme da ih prikaže.',
    'Koristite `https://` u adresama slika i filmova.',
  ],
  'no-date': ['Objave bez čitljivog datuma ({count}) dolaze na kraj.'],
  'same-id': ['{count} stavki ima isti `id`, „{found}“. Možda će se prikazati samo jedna.'],
  stale: ['Najnovija objava je od {date}. Da li je to pravi izvor?'],
  future: ['Objave sa datumom u budućnosti ({count}, sve do {date}) stoje iznad svih ostalih.'],
  date: [
    '„{found}“ nije čitljiv datum ({path}), pa se ne računa.',
    'Pišite vreme kao `2026-05-31T18:00:00+02:00` (RFC 3339).',
  ],
  over: ['Glasanje je zatvoreno {date}. Rezultat se prikazuje, a glasati se više ne može.'],
  'no-way-to-send': [
    'Obrazac ne kaže kuda se šalje. Dajte vidžetu `action`, ili obrascu `submitUrl`.',
    'Dodajte `submitUrl` u obrazac.',
  ],
  'no-way-to-vote': ['Glasanje je otvoreno, a ne kaže gde se glasa.', 'Dodajte `voteUrl` u glasanje.'],
  'no-privacy': ['Nigde ne piše šta biva sa onim što ljudi pošalju: {missing}.', 'Dodajte {missing}.'],
  'no-choice': ['„{label}“ ne nudi ništa za izbor.', 'Dodajte mogućnosti u {path}.'],
  'same-name': ['Dva polja se zovu {found}; jedno bi zamenilo drugo.'],
  'show-if': ['{path} se prikazuje kad polje {found} ima vrednost, ali takvog polja nema.'],
  dates: ['Glasanje se zatvara pre nego što se otvori.'],
  'early-results': [
    'Rezultat je u podacima, a još ne treba da se prikaže. Svako može da ga pročita.',
    'Izostavite `votes` i `voters` dok ne smeju da se prikažu.',
  ],
};
