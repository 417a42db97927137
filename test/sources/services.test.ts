import { expect } from '@open-wc/testing';
import { services } from '../../src/sources/services.js';

const service = { id: 'a', name: 'A' };

describe('services', () => {
  it('reads a catalogue, an array and a single service', () => {
    for (const json of [{ services: [service] }, [service], service]) {
      expect(services(json)).to.deep.equal({ services: [service], problems: [] });
    }
  });

  it('hands the language of a catalogue on', () => {
    const json = { language: 'sv', services: [service, { ...service, language: 'fi' }] };
    expect(services(json).services.map(({ language }) => language)).to.deep.equal(['sv', 'fi']);
  });

  it('ignores what it does not know', () => {
    expect(services([{ ...service, colour: 'red' }]).services).to.deep.equal([service]);
  });

  it('leaves out the bad ones, and says where and why', () => {
    const { services: found, problems } = services({ services: [service, { id: 'b', name: 1 }, null] });
    expect(found).to.deep.equal([service]);
    expect(problems).to.deep.equal([
      { path: 'services[1].name', expected: 'string', found: '1' },
      { path: 'services[2]', expected: 'object', found: 'null' },
    ]);
  });

  for (const json of [null, 'text', 7, { services: 'none' }, {}]) {
    it(`finds nothing in ${JSON.stringify(json)}, and says so`, () => {
      const { services: found, problems } = services(json);
      expect(found).to.have.length(0);
      expect(problems).to.not.have.length(0);
    });
  }
});
