import { expect } from '@open-wc/testing';
import { originOf, safeLink, safeResource } from '../../src/internal/safe-url.js';

const BASE = 'https://stora.example/nyheter/';

describe('safeLink', () => {
  it('resolves and passes what people can follow', () => {
    expect(safeLink('../x?y#z', BASE)).to.equal('https://stora.example/x?y#z');
    expect(safeLink('  mailto:town@stora.example ', BASE)).to.equal('mailto:town@stora.example');
    expect(safeLink('tel:+4612345600')).to.equal('tel:+4612345600');
    expect(safeLink('//b.example/å', BASE)).to.equal('https://b.example/%C3%A5');
  });

  for (const bad of [
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'JaVaScRiPt:1',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://a/b',
    'file:///etc/passwd',
    'https://stora.example@evil.example/',
    'https://a:b@evil.example/',
    'tag:x,2020:1',
    'https://',
    'http://[',
    '',
    '   ',
    null,
    undefined,
    5,
    {},
  ]) {
    it(`refuses ${JSON.stringify(bad)}`, () => expect(safeLink(bad, BASE)).to.equal(undefined));
  }
});

describe('safeResource', () => {
  it('passes http and https only', () => {
    expect(safeResource('/a.png', BASE)).to.equal('https://stora.example/a.png');
    for (const bad of ['mailto:a@b', 'tel:1', 'data:image/png;base64,AA', 'javascript:1'])
      expect(safeResource(bad, BASE)).to.equal(undefined);
  });
});

it('originOf gives an origin or nothing', () => {
  expect(originOf('https://a.example:8443/x')).to.equal('https://a.example:8443');
  expect(originOf('nonsense')).to.equal('');
});
