import { expect } from '@open-wc/testing';
import type { Service } from '../../src/contracts/service.js';
import { services } from '../../src/sources/services.js';

const read = (json: unknown, ...languages: string[]) => services(json, languages).services;
const one = (json: unknown, ...languages: string[]): Service => {
  const found = read(json, ...languages);
  expect(found).to.have.length(1);
  return found[0]!;
};

/** A national profile: its own words for what it says, explained by its own context. */
const national = {
  '@context': [
    'https://profile.example/context.jsonld',
    {
      dct: 'http://purl.org/dc/terms/',
      cv: 'http://data.europa.eu/m8g/',
      ex: 'https://town.example/id/',
      other: 'https://elsewhere.example/terms#',
      uri: '@id',
      slag: '@type',
      tittel: { '@id': 'dct:title', '@language': 'nb' },
      beskrivelse: { '@id': 'http://purl.org/dc/terms/description', '@container': '@language' },
      myndighet: { '@id': 'cv:hasCompetentAuthority', '@type': '@id' },
    },
  ],
  '@graph': [
    {
      uri: 'ex:town',
      'http://www.w3.org/2004/02/skos/core#prefLabel': { '@value': 'Byen', '@language': 'nb' },
    },
    {
      uri: 'ex:permit',
      slag: 'http://purl.org/vocab/cpsv#PublicService',
      'other:title': 'Not a title of ours',
      tittel: 'Byggesøknad',
      beskrivelse: { nb: 'Bygge noe.', en: ['Build something.'] },
      myndighet: 'https://town.example/id/town',
      'cv:hasCost': { uri: 'ex:cost' },
      'cv:hasChannel': [{ uri: 'ex:web' }, { uri: 'ex:desk' }],
      'dct:language': { '@id': 'http://publications.europa.eu/resource/authority/language/NOB' },
    },
    {
      uri: 'ex:cost',
      'cv:value': { '@value': '12.5' },
      'cv:currency': { '@id': 'http://publications.europa.eu/resource/authority/currency/EUR' },
    },
    { uri: 'ex:web', slag: 'cv:Channel', 'http://schema.org/url': { '@id': 'https://town.example/permit' } },
    {
      uri: 'ex:desk',
      slag: 'cv:Channel',
      'dct:title': 'Servicetorget',
      'cv:telephone': 'tel:+4712345678',
      'http://schema.org/openingHours': 'Mo-Fr 09:00-15:00',
    },
  ],
};

const finnish = {
  itemList: [
    {
      id: 'a1',
      type: 'Service',
      serviceNames: [
        { type: 'AlternativeName', language: 'sv', value: 'Annat' },
        { type: 'Name', language: 'fi', value: 'Päivähoito' },
        { type: 'Name', language: 'sv', value: 'Dagvård' },
      ],
      serviceDescriptions: [
        { type: 'ProcessingTime', language: 'sv', value: null },
        { type: 'Summary', language: 'fi', value: 'Lapsille.' },
        { type: 'Description', language: 'sv', value: 'För barn, utförligt.' },
      ],
      serviceChargeType: 'Chargeable',
      languages: ['fi', 'sv'],
      targetGroups: [
        {
          name: [
            { value: 'Perheet', language: 'fi' },
            { value: 'Familjer', language: 'sv' },
          ],
          code: 'KR1',
        },
      ],
      requirements: [{ value: 'Henkilötunnus', language: 'fi' }],
      organizations: [
        { roleType: 'OtherResponsible', organization: { id: 'o1', name: 'Muu' } },
        { roleType: 'Responsible', organization: { id: 'o2', name: 'Kaupunki' } },
      ],
      serviceChannels: [
        {
          serviceChannel: { id: 'c1', name: 'Puhelin' },
          contactDetails: {
            phoneNumbers: [{ prefixNumber: '+358', number: '91234567', language: 'fi', type: 'Phone' }],
            emails: [{ value: 'info@town.example', language: 'fi' }],
            webPages: [{ url: 'https://town.example/hoito', value: 'Sivu', language: 'fi' }],
          },
          serviceHours: [
            {
              serviceHourType: 'DaysOfTheWeek',
              openingHour: [{ dayFrom: 'Monday', dayTo: 'Friday', from: '08:00:00', to: '16:00:00' }],
            },
          ],
        },
      ],
      publishingStatus: 'Published',
    },
    {
      id: 'a2',
      type: 'Service',
      serviceNames: [{ type: 'Name', language: 'fi', value: 'Luonnos' }],
      publishingStatus: 'Draft',
    },
  ],
};

const structured = {
  '@context': 'https://schema.org',
  '@type': 'WebPage',
  mainEntity: {
    '@type': ['GovernmentService'],
    name: [
      { '@value': 'Bibliothèque', '@language': 'fr' },
      { '@value': 'Bibliotheek', '@language': 'nl' },
    ],
    url: '/library',
    provider: { '@type': 'GovernmentOrganization', name: 'Town', url: '/town' },
    isAccessibleForFree: true,
    isRelatedTo: { '@type': 'Service', name: 'Another service' },
    availableChannel: {
      '@type': 'ServiceChannel',
      availableLanguage: [{ '@type': 'Language', name: 'French', alternateName: 'fr' }, 'nl'],
      servicePhone: {
        '@type': 'ContactPoint',
        telephone: '+32 2 123 45 67',
        hoursAvailable: [
          {
            '@type': 'OpeningHoursSpecification',
            dayOfWeek: ['Monday', 'https://schema.org/Tuesday', 'Wednesday', 'Friday'],
            opens: '09:00:00',
            closes: '17:00',
          },
          {
            '@type': 'OpeningHoursSpecification',
            validFrom: '2026-12-25',
            validThrough: '2026-12-25',
            opens: '00:00',
            closes: '00:00',
          },
          {
            '@type': 'OpeningHoursSpecification',
            validFrom: '2026-12-31',
            validThrough: '2026-12-31',
            opens: '09:00',
            closes: '12:00',
          },
        ],
      },
      serviceLocation: {
        '@type': 'Place',
        name: 'Desk',
        address: { streetAddress: 'Main 1', postalCode: '1000', addressLocality: 'Town' },
      },
    },
  },
};

describe('services as linked data', () => {
  it('are read by IRI, whatever a national profile calls it', () => {
    expect(one(national, 'en')).to.deep.equal({
      id: 'https://town.example/id/permit',
      name: 'Byggesøknad',
      summary: 'Build something.',
      url: 'https://town.example/permit',
      provider: { name: 'Byen' },
      cost: '€12.50',
      languages: ['nb'],
      channels: [{ type: 'phone', label: 'Servicetorget', value: '+4712345678', hours: 'Mo-Fr 09:00-15:00' }],
      language: 'nb',
      textLanguages: { 'Build something.': 'en' },
    });
  });

  it('take the visitor’s language, then the page’s, then any', () => {
    expect(one(national, 'nb').summary).to.equal('Bygge noe.');
    expect(one(national, 'sv', 'nb').summary).to.equal('Bygge noe.');
    expect(one(national, 'sv').summary).to.equal('Bygge noe.');
    expect(one(structured, 'nl-BE').name).to.equal('Bibliotheek');
    expect(one(structured, 'sv', 'nl').language).to.equal('nl');
  });

  it('read the Finnish catalogue, and no drafts of it', () => {
    expect(one(finnish, 'sv')).to.deep.equal({
      id: 'a1',
      name: 'Dagvård',
      summary: 'Lapsille.',
      url: 'https://town.example/hoito',
      provider: { name: 'Kaupunki' },
      audience: ['Familjer'],
      cost: '¤',
      languages: ['fi', 'sv'],
      need: ['Henkilötunnus'],
      channels: [
        { type: 'email', label: 'Puhelin', value: 'info@town.example', hours: 'Mo-Fr 08:00-16:00' },
        { type: 'phone', label: 'Puhelin', value: '+35891234567', hours: 'Mo-Fr 08:00-16:00' },
      ],
      timeZone: 'Europe/Helsinki',
      language: 'sv',
      textLanguages: { 'Lapsille.': 'fi', Henkilötunnus: 'fi' },
    });
  });

  it('read schema.org wherever in a document it is, and no service within a service', () => {
    expect(one(structured, 'fr')).to.deep.equal({
      id: '/library',
      name: 'Bibliothèque',
      url: '/library',
      provider: { name: 'Town', url: '/town' },
      cost: '0',
      languages: ['fr', 'nl'],
      channels: [
        { type: 'phone', value: '+32 2 123 45 67', hours: 'Mo-We,Fr 09:00-17:00' },
        { type: 'office', label: 'Desk', value: 'Main 1, 1000 Town' },
      ],
      specialHours: [
        { date: '2026-12-25', hours: null },
        { date: '2026-12-31', hours: '09:00-12:00' },
      ],
      language: 'fr',
    });
  });

  it('tell days that differ from a season, and leave out a season that is over', () => {
    const hours = (opens: string, closes: string, validFrom: string, validThrough: string) => ({
      '@type': 'OpeningHoursSpecification',
      ...{ dayOfWeek: 'Friday', opens, closes, validFrom, validThrough },
    });
    const service = one({
      '@type': 'Service',
      name: 'Pool',
      isAccessibleForFree: 'https://schema.org/True',
      hoursAvailable: [
        hours('09:00', '12:00', '2026-12-24', '2027-01-01'),
        hours('10:00', '16:00', '2020-06-01', '2020-09-01'),
        hours('08:00', '18:00', '2020-01-01', '2099-01-01'),
      ],
      availableChannel: { servicePhone: { telephone: '112' } },
    });
    expect([service.cost, service.specialHours, service.channels]).to.deep.equal([
      '0',
      [
        { date: '2026-12-25', hours: '09:00-12:00' },
        { date: '2027-01-01', hours: '09:00-12:00' },
      ],
      [{ type: 'phone', value: '112', hours: 'Fr 08:00-18:00' }],
    ]);
  });

  it('lead to the page in the visitor’s language, and take no state that is none', () => {
    const service = one(
      {
        '@type': 'Service',
        name: 'A',
        contactDetails: {
          webPages: [
            { url: 'https://town.example/fi', language: 'fi' },
            { url: 'https://town.example/en', language: 'en' },
          ],
          hasEmail: { '@id': 'mailto:a@town.example' },
        },
        offers: { additionalProperty: { propertyID: 'state', value: 'constructor' } },
      },
      'en',
    );
    expect([service.url, service.channels, service.status]).to.deep.equal([
      'https://town.example/en',
      [{ type: 'email', value: 'a@town.example' }],
      undefined,
    ]);
  });

  it('say which is no service, and show the others', () => {
    const found = services([{ '@type': 'Service' }, { '@type': 'Service', name: 'A' }]);
    expect(found.services.map(({ name }) => name)).to.deep.equal(['A']);
    expect(found.problems.map(({ expected }) => expected)).to.deep.equal(['a service with a name']);
  });

  it('go on where a document leads in circles, or deeper than anybody means', () => {
    const circle = {
      '@graph': [
        {
          '@id': 'a',
          '@type': 'PublicService',
          title: 'A',
          hasChannel: { '@id': 'b' },
          identifier: { '@id': 'b' },
        },
        {
          '@id': 'b',
          name: 'B',
          contactPoint: [{ '@id': 'b' }, { '@id': 'a' }],
          value: { '@id': 'b' },
          url: { '@id': 'b' },
        },
      ],
    };
    expect(one(circle).name).to.equal('A');
    let deep: unknown = { '@type': 'Service', name: 'Deep' };
    for (let i = 0; i < 5000; i++) deep = { inner: deep };
    expect(
      services([deep, { '@type': 'Service', name: 'A' }]).services.map(({ name }) => name),
    ).to.deep.equal(['A']);
  });

  it('take the names of an object’s own members for nothing special', () => {
    const hostile = JSON.parse(
      '{"@context":{"__proto__":"http://schema.org/","constructor":{"@id":"toString"}},"@type":"Service","name":"constructor","description":"__proto__","__proto__":{"polluted":1},"toString":"x"}',
    ) as unknown;
    const service = one(hostile);
    expect([service.name, service.summary]).to.deep.equal(['constructor', '__proto__']);
    expect(({} as { polluted?: number }).polluted).to.equal(undefined);
  });

  it('read services that all lead to the same thousand things', () => {
    const names = Array.from({ length: 1000 }, (_, i) => `Name ${i}`);
    const json = {
      '@graph': [
        { '@id': 'all', name: names, contactPoint: names.map(() => ({ '@id': 'all' })) },
        ...names.map((name, i) => ({
          ...{ '@id': `s${i}`, '@type': 'Service', name },
          ...{ audience: { '@id': 'all' }, provider: { '@id': 'all' }, availableChannel: { '@id': 'all' } },
        })),
      ],
    };
    const before = performance.now();
    expect(services(json).services).to.have.length(1000);
    expect(performance.now() - before).to.be.below(5000);
  });
});

describe('Open311 lists as services', () => {
  it('have a name, what it is, and every group as a topic', () => {
    const json = [
      { service_code: '001', service_name: 'Cans', description: 'Left out.', groups: ['waste', 'street'] },
      { service_code: 7, service_name: '', group: 'street' },
      { service_name: 'No code' },
    ];
    expect(services(json)).to.deep.equal({
      services: [
        { id: '001', name: 'Cans', summary: 'Left out.', topics: ['waste', 'street'] },
        { id: '7', name: '7', topics: ['street'] },
      ],
      problems: [],
    });
  });
});
