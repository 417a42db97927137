import { expect } from '@open-wc/testing';
import type { Service } from '../../src/contracts/service.js';
import { serviceJsonLd } from '../../src/sources/service-json-ld.js';
import { services } from '../../src/sources/services.js';
import { fullService } from '../fixtures/service.js';

const again = (service: Service, page = 'sv') =>
  services(JSON.parse(serviceJsonLd(service, page)), [page]).services[0];

describe('JSON-LD of a service', () => {
  it('is read back as what it was made of', () => {
    const { image, provider, ...rest } = fullService;
    expect(again(fullService)).to.deep.equal({
      ...rest,
      image: { url: image!.url, alt: image!.alt },
      provider,
    });
  });

  it('says what it is in where that is not the page’s language', () => {
    const json = JSON.parse(serviceJsonLd({ ...fullService, language: 'sv' }, 'en')) as {
      '@context': unknown;
    };
    expect(json['@context']).to.deep.equal(['https://schema.org', { '@language': 'sv' }]);
    expect(
      (JSON.parse(serviceJsonLd({ ...fullService, language: 'sv' }, 'sv')) as typeof json)['@context'],
    ).to.equal('https://schema.org');
    expect(again({ ...fullService, language: 'sv' }, 'en')?.language).to.equal('sv');
  });

  it('leaves out what nothing is known of', () => {
    expect(JSON.parse(serviceJsonLd({ id: 'a', name: 'A' }))).to.deep.equal({
      '@context': 'https://schema.org',
      '@type': 'GovernmentService',
      identifier: 'a',
      name: 'A',
    });
  });

  it('ends no script, whatever is in it', () => {
    const json = serviceJsonLd({ id: 'a', name: '</script><script>alert(1)</script><!--' });
    expect(json).to.not.include('<');
    expect((JSON.parse(json) as Service).name).to.equal('</script><script>alert(1)</script><!--');
  });
});
