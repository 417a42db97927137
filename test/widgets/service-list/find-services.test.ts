import { expect } from '@open-wc/testing';
import { ServiceIndex } from '../../../src/widgets/service-list/find-services.js';

const index = new ServiceIndex([
  { id: 'permit', name: 'Ansök om bygglov', summary: 'Bygga nytt eller ändra.', topics: ['Bygga och bo'] },
  { id: 'school', name: 'Sök plats i förskola', need: ['Personnummer'] },
  { id: 'parking', name: 'Boendeparkering', provider: { name: 'Gatukontoret' } },
  { id: 'library', name: 'Lånekort', summary: 'Böcker om parkering och förskola.' },
  { id: 'norse', name: 'Søk om skjenking', lifeEvents: ['Øl'] },
]);
const ids = (query: string) => index.find(query).map(({ id }) => id);

describe('search of services', () => {
  for (const [query, found] of [
    ['bygglov', ['permit']],
    ['BYGGLOV', ['permit']],
    ['forskola', ['school', 'library']],
    ['förskola personnummer', ['school']],
    ['parkering', ['parking', 'library']],
    ['bygg', ['permit']],
    ['bygglvo', ['permit']],
    ['byglov', ['permit']],
    ['bygglovv', ['permit']],
    ['byggluv', ['permit']],
    ['förskolla', ['school', 'library']],
    ['boendeparkerimg', ['parking']],
    ['sok', ['school', 'norse', 'permit']],
    ['ol', ['norse', 'school', 'library']],
    ['xyz', []],
    ['bxgglov zzzz', []],
    ['', ['permit', 'school', 'parking', 'library', 'norse']],
  ] as const) {
    it(`finds ${found.join() || 'nothing'} for “${query}”`, () => {
      expect([...ids(query)].sort()).to.deep.equal([...found].sort());
    });
  }

  it('puts first what has the words in its name', () => {
    expect(ids('parkering')).to.deep.equal(['parking', 'library']);
  });

  it('takes no time for two thousand services and a word that is nowhere', () => {
    const many = Array.from({ length: 2000 }, (_, i) => ({
      ...{
        id: `${i}`,
        name: `Service number ${i} word${i * 7}`,
        summary: `All about thing${i} and other${i % 97}`,
      },
    }));
    const big = new ServiceIndex(many);
    const before = performance.now();
    expect(big.find('sirvice numbr').length).to.equal(2000);
    expect(performance.now() - before).to.be.below(1000);
  });
});
