import type { Findings } from './findings.js';

export const sv: Findings = {
  address: ['”{url}” är ingen fullständig webbadress. Den ska börja med https://.'],
  credentials: [
    'Adressen innehåller ett användarnamn eller lösenord som alla besökare kan läsa. Ta bort det.',
  ],
  private: [
    'Adressen leder till ett privat nät, som besökare inte når.',
    'Lägg ut data på en adress som kan nås från internet.',
  ],
  dns: [
    'Det finns ingen server som heter {host}. Leta efter ett skrivfel.',
    'Namnet {host} går inte att slå upp: kontrollera dess DNS-poster.',
  ],
  refused: [
    'Servern {host} tar inte emot anslutningar. Den kan ligga nere.',
    'Inget lyssnar på {host}, eller så avvisar en brandvägg anslutningen.',
  ],
  tls: [
    'Serverns certifikat är inte giltigt. Webbläsare vägrar.',
    'Förnya eller laga TLS-certifikatet för {host}, med mellanliggande certifikat ({detail}).',
  ],
  timeout: [
    'Inget helt svar kom inom {seconds} sekunder. Då ger widgetar upp.',
    'Svaret är för långsamt, eller tar aldrig slut: lagra det i en cache.',
  ],
  unreachable: ['Servern kunde inte nås.', 'Anslutningen till {host} misslyckas: {detail}.'],
  redirects: ['Adressen leder vidare utan slut.', 'Omdirigeringarna på {host} går i cirkel.'],
  'http-only': [
    'Adressen börjar med http://. En sida på https:// får kanske inte läsa den. Använd https://.',
    'Lägg ut data över HTTPS.',
  ],
  moved: ['Adressen har flyttat till {to}. Använd den: det går fortare.'],
  'moved-away': [
    'Adressen leder till en annan webbplats, {origin}. Den måste också tillåtas: lägg till den i civic-allow, eller använd {to}.',
  ],
  login: [
    'En inloggningssida kom i stället för data. Besökare är inte inloggade: adressen måste vara öppen för alla.',
    'Adressen måste svara utan inloggning.',
  ],
  forbidden: [
    'Servern lämnar inte ut data (status {status}). Adressen måste vara öppen för alla.',
    'Tillåt anonyma GET-anrop, också sådana som saknar kakor och kommer från program.',
  ],
  'not-found': ['Det finns inget på den här adressen (status {status}). Leta efter ett skrivfel.'],
  busy: [
    'Servern säger att den har för mycket att göra (status {status}).',
    'Servern begränsar anrop eller hinner inte med: lagra svaret i en cache.',
  ],
  'server-error': [
    'Något gick fel i servern (status {status}).',
    'Adressen svarar med status {status}: se dess logg.',
  ],
  http: ['Servern svarade med status {status} i stället för data.'],
  'no-content': ['Svaret är tomt.', 'Svaret har inget innehåll.'],
  cut: [
    'Svaret tar slut för tidigt. Det som kom visas.',
    'Svaret är kortare än vad som sades, eller så saknas slutet.',
  ],
  'too-large': [
    'Svaret är större än {megabytes} MB. Där slutar widgetar läsa.',
    'Skicka färre poster: några tiotal räcker.',
  ],
  packed: [
    'Svaret är packat på ett sätt som webbläsare inte kan packa upp.',
    'Content-Encoding måste säga hur svaret är packat, och bara det.',
  ],
  jsonp: [
    'Data är insvept i ett skript, ”{found}(…)”. Widgetar kör inga andras skript.',
    'Skicka ren JSON utan callback (JSONP); CORS-huvuden gör resten.',
  ],
  lines: [
    'Var och en av de {count} raderna är ett eget dokument. Widgetar läser ett dokument.',
    'Skicka ett JSON-dokument i stället för JSON-rader.',
  ],
  double: [
    'Data är en text som innehåller data: den kodades två gånger.',
    'Koda till JSON en gång, inte en gång till det som redan är kodat.',
  ],
  noise: [
    'Något som inte är data står bredvid den: ”{found}”.',
    'Programmet skriver något i svaret: laga det som det klagar på, och skriv bara data.',
  ],
  wrapped: [
    'Data står en nivå för djupt, i ”{found}”.',
    'Skicka det som står i ”{found}” som hela dokumentet.',
  ],
  failure: [
    'Adressen svarar med ett fel: ”{found}”.',
    'Se loggen, och svara på fel med deras egen status, inte med 200.',
  ],
  html: [
    'En webbsida kom i stället för data. Fråga efter adressen till själva data.',
    'Adressen svarar med HTML där JSON eller ett flöde väntas.',
  ],
  'html-feed': [
    'En webbsida kom i stället för data. Dess flöde finns på {feed}: använd den adressen.',
    'Adressen svarar med HTML där JSON eller ett flöde väntas.',
  ],
  json: [
    'Data är skadad.',
    'Det går inte att tolka JSON ({detail}). Skapa den med ett bibliotek, inte för hand.',
  ],
  format: [
    'Det här är inget format som widgetar kan läsa.',
    'Se datakontrakten för vad en adress får svara.',
  ],
  document: [
    'Data kan inte användas: felet finns vid {path}, som är {found}.',
    '{path}: väntade {expected}, fann {found}.',
  ],
  empty: ['Det finns inget att visa i den.'],
  item: ['Något utelämnas: {path}, som är {found}.', '{path}: väntade {expected}, fann {found}.'],
  encoding: ['Bokstäver som å eller ш kan bli fel.', 'Skicka UTF-8, och säg det ({detail}).'],
  'content-type': [
    'Servern kallar data ”{found}”. Widgetar läser den ändå; andra program kanske inte.',
    'Skicka Content-Type: {expected}.',
  ],
  cors: [
    'Bara sidor på {origin} själv kan läsa det här. Sidor på andra webbplatser kan det inte.',
    'Skicka huvudet Access-Control-Allow-Origin: * med varje svar, också vid fel.',
  ],
  'cors-page': [
    'Sidan {page} får inte läsa den här adressen.',
    'Skicka huvudet Access-Control-Allow-Origin: * (eller {page}) med varje svar, också vid fel.',
  ],
  expose: [
    'Sidor på andra webbplatser ser inte {missing}. Klockor och nya försök blir mindre exakta där.',
    'Skicka huvudet Access-Control-Expose-Headers: Age, Date, ETag, Link, Retry-After.',
  ],
  csp: [
    'Sidans säkerhetspolicy låter den inte läsa {origin}.',
    'Lägg till {origin} i {directive} i sidans Content-Security-Policy.',
  ],
  allow: [
    'Sidan låter inte widgetar läsa {origin}.',
    'Lägg till <meta name="civic-allow" content="{origin}"> i sidans huvud (civic-allow-read, om inget skickas dit).',
  ],
  cookie: [
    'Servern sätter en kaka ({name}). Widgetar behöver ingen, och en kaka kan kräva samtycke.',
    'Ta bort Set-Cookie från det här svaret.',
  ],
  'no-store': [
    'Servern förbjuder att svaret sparas, så varje besökare väntar på nytt.',
    'Skicka Cache-Control: public, max-age=60 i stället för {found}.',
  ],
  'no-validator': [
    'Svaret har varken ETag eller Last-Modified, så det skickas helt varje gång.',
    'Skicka en ETag, och svara 304 när inget har ändrats.',
  ],
  slow: ['Svaret tog {seconds} sekunder. Folk märker mer än en.', 'Lagra svaret i en cache.'],
  size: [
    'Svaret är {kilobytes} kB. På en telefon tar det en stund.',
    'Skicka färre poster, och utelämna det som inte behövs.',
  ],
  compression: ['Svaret skickas okomprimerat ({kilobytes} kB).', 'Komprimera svaret med gzip eller Brotli.'],
  'no-alt': [
    '{count} bilder saknar beskrivning, den första vid {path}. De som inte ser dem får höra ”ingen beskrivning”.',
  ],
  'unsafe-link': ['{count} adresser är osäkra (”{found}”) och utelämnas.'],
  'insecure-media': [
    '{count} bilder eller filmer börjar med http://. En sida på https:// får kanske inte visa dem.',
    'Använd https:// i adresser till bilder och film.',
  ],
  'no-date': ['{count} inlägg har inget datum som kan läsas, så de kommer sist.'],
  'same-id': ['{count} poster har samma id, ”{found}”. Kanske visas bara en av dem.'],
  stale: ['Det nyaste inlägget är från {date}. Är det rätt flöde?'],
  future: ['{count} inlägg är daterade i framtiden, som längst till {date}. De hamnar överst.'],
  date: [
    '”{found}” är inget datum som kan läsas ({path}), så det räknas inte.',
    'Skriv tider som 2026-05-31T18:00:00+02:00 (RFC 3339).',
  ],
  over: ['Omröstningen stängde {date}. Resultatet visas, och ingen kan rösta.'],
  'no-way-to-send': [
    'Formuläret säger inte vart det ska skickas. Ge widgeten en action, eller formuläret en submitUrl.',
    'Lägg till submitUrl i formuläret.',
  ],
  'no-way-to-vote': [
    'Omröstningen är öppen och säger inte var man röstar.',
    'Lägg till voteUrl i omröstningen.',
  ],
  'no-privacy': ['Inget säger vad som händer med det folk skickar: {missing}.', 'Lägg till {missing}.'],
  'no-choice': ['”{label}” har inget att välja bland.', 'Lägg till alternativ i {path}.'],
  'same-name': ['Två fält heter {found}; det ena skulle skriva över det andra.'],
  'show-if': ['{path} visas om fältet {found} har ett värde, men det fältet finns inte.'],
  dates: ['Omröstningen stänger innan den öppnar.'],
  'early-results': [
    'Resultatet finns i data fast det inte ska visas än. Vem som helst kan läsa det.',
    'Utelämna votes och voters tills de får visas.',
  ],
};
