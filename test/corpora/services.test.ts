/* eslint-disable @typescript-eslint/no-unsafe-member-access -- What is expected has a shape of its own in every file. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Service } from '../../src/contracts/service.js';
import { decode } from '../../src/internal/decode.js';
import { parseServices, services } from '../../src/sources/services.js';
import { MISSING, bytesOf, expected } from './corpora.js';

const read = (file: string, ...languages: string[]): Service[] =>
  services(parseServices(decode(bytesOf(file))), languages).services;

describe('services that others wrote', { skip: MISSING }, () => {
  const wanted = MISSING ? {} : expected();

  it('CPSV-AP, in each language of each text', () => {
    const file = 'services/cpsv-ap-3.2.0-public_service.jsonld';
    const { identifier, name, description, authority, telephone, openingHours, special } = wanted[file]!;
    for (const language of ['fr', 'nl', 'en', 'de']) {
      const [service] = read(file, language);
      assert.equal(service?.id, identifier);
      assert.deepEqual([service?.name, service?.language], [name.en, 'en']);
      assert.equal(service?.summary, description.fr);
      assert.equal(service?.textLanguages?.[description.fr as string], 'fr');
      assert.equal(service?.provider?.name, authority[language]);
      const [channel] = service?.channels ?? [];
      assert.deepEqual([channel?.type, channel?.value], ['phone', telephone]);
      assert.equal(channel?.hours, `${openingHours.en}; ${special.en}`);
    }
  });

  it('schema.org within an announcement, without @', () => {
    const file = 'services/nyc-schemaorg-governmentservice.json';
    const { name, url, provider } = wanted[file]!;
    const found = read(file, 'sv');
    assert.deepEqual(
      found.map((service) => [service.name, service.url, service.provider?.name]),
      [[name, url, provider]],
    );
  });

  it('Suomi.fi PTV, whatever the visitor reads', () => {
    const file = 'services/ptv-v11-service-etalukio.json';
    const { name, summary, requirements, languages, first_channel: channel } = wanted[file]!;
    for (const [language, audience] of [
      ['fi', 'Kansalaiset'],
      ['sv', 'Medborgare'],
      ['en', 'Citizens'],
      ['de', 'Medborgare'],
    ]) {
      const [service] = read(file, language!);
      assert.deepEqual([service?.name, service?.summary, service?.language], [name.fi, summary.fi, 'fi']);
      assert.deepEqual([service?.need, service?.languages], [[requirements.fi], languages]);
      assert.equal(service?.cost, '0', 'the card says it in the visitor’s words');
      assert.equal(service?.channels?.[0]?.label, channel);
      assert.equal(service?.provider?.name, 'Mikkelin kaupungin liikelaitos Otavia');
      assert.deepEqual(service?.audience, [audience]);
    }
  });

  for (const kind of ['example', 'example-normalized']) {
    it(`NGSI-LD, ${kind}`, () => {
      const { name, processingTime } = wanted['services/sdm-PublicService-example.jsonld']!;
      const [service] = read(`services/sdm-PublicService-${kind}.jsonld`, 'en');
      assert.deepEqual([service?.name, service?.processingTime], [name, processingTime]);
      assert.equal(service?.status?.state, 'upcoming', 'it is under development');
      assert.deepEqual(
        [service?.provider, service?.cost, service?.channels],
        [undefined, undefined, undefined],
      );
    });
  }

  for (const file of [
    'spec-services.xml',
    'fms-services-groups.xml',
    'merton-services.xml',
    'spec-services.invalid-leading-zero.json',
  ]) {
    it(`Open311, ${file}`, () => {
      const list = (wanted[`open311/${file}`]!.services ??
        wanted['open311/spec-services.xml']!.services) as Record<string, unknown>[];
      assert.deepEqual(
        read(`open311/${file}`).map(({ id, name, summary, topics }) => [id, name, summary, topics]),
        list.map((each) => [
          each.service_code,
          each.service_name,
          each.description,
          each.groups ?? [each.group],
        ]),
      );
    });
  }
});
