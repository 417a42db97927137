import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ConfigurationError, readSources } from '../../../demo/server/feeds/configuration.js';
import { secretsOf } from '../../../demo/server/feeds/source.js';
import { readFeedSettings } from '../../../demo/server/node/feed-settings.js';
import { project } from '../../../demo/server/node/project.js';
import { SettingError } from '../../../demo/server/node/settings.js';

const env = { FB_TOKEN: 'EAAB-very-secret' };
const url = 'https://social.example/feed';

function read(source: object, more: object = {}) {
  return readSources({ sources: [{ id: 'a', url, ...source }], ...more }, env)[0]!;
}

function mistakes(json: unknown, options = {}): string[] {
  try {
    readSources(json, env, options);
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, String(error));
    return error.message.split('\n');
  }
  return [];
}

const mistake = (source: object): string[] => mistakes({ sources: [{ id: 'a', url, ...source }] });

describe('a configuration', () => {
  test('needs no more than a name and an address', () => {
    assert.deepEqual(read({}), {
      id: 'a',
      title: undefined,
      url,
      query: {},
      headers: {},
      refresh: 300,
      maxBytes: 4_000_000,
      proxyImages: true,
    });
  });

  test('is taken as it is given, notes aside', () => {
    const given = { '//': ['a', 'b'], title: 'T', refresh: 60, maxBytes: 10_000, proxyImages: false };
    const { id, title, refresh, maxBytes, proxyImages } = read(given, { '//': 'note' });
    assert.deepEqual(
      { id, title, refresh, maxBytes, proxyImages },
      { id: 'a', title: 'T', refresh: 60, maxBytes: 10_000, proxyImages: false },
    );
  });

  test('sends a token as it is told', () => {
    assert.deepEqual(read({ tokenEnv: 'FB_TOKEN' }).headers, { Authorization: 'Bearer EAAB-very-secret' });
    const asParameter = read({ tokenEnv: 'FB_TOKEN', tokenParameter: 'access_token' });
    assert.deepEqual(asParameter.query, { access_token: 'EAAB-very-secret' });
    assert.deepEqual(asParameter.headers, {});
    assert.equal(asParameter.url, url);
  });

  test('keeps a secret that stands in an address apart from it', () => {
    const { url: shown, query } = read({ url: `${url}?fields=a{b}&access_token=EAAB-very-secret&limit=5#x` });
    assert.deepEqual(query, { access_token: 'EAAB-very-secret' });
    assert.equal(new URL(shown).searchParams.get('fields'), 'a{b}');
    assert.doesNotMatch(shown, /EAAB|#/);
  });

  test('knows what is secret', () => {
    const headers = { 'X-Key': 'key-123456', Authorization: 'Basic abcdefgh', Accept: 'application/json' };
    assert.deepEqual(secretsOf(read({ headers, url: `${url}?key=abcdefgh1` })), [
      'abcdefgh1',
      'key-123456',
      'key-123456',
      'Basic abcdefgh',
      'abcdefgh',
    ]);
  });

  test('may use http for what is no secret, and for this machine while developing', () => {
    assert.deepEqual(mistake({ url: 'http://social.example/rss' }), []);
    assert.deepEqual(mistake({ url: 'http://social.example/rss', tokenEnv: 'FB_TOKEN' }), [
      'sources[0].url must begin with https:// where a token or headers are sent.',
    ]);
    const local = { sources: [{ id: 'a', url: 'http://localhost:99/', tokenEnv: 'FB_TOKEN' }] };
    assert.equal(mistakes(local).length, 1);
    assert.deepEqual(mistakes(local, { allowLoopback: true }), []);
  });
});

describe('a mistake is told in a sentence', () => {
  const wrong: [string, object, string][] = [
    ['no id', { id: undefined }, 'sources[0].id must be given, as a text.'],
    ['an id for a path', { id: '../x' }, 'sources[0].id may have 64 letters a–z, digits, "-" and "_" only.'],
    [
      'no address',
      { url: undefined },
      'sources[0].url must be given: the address of a feed or of a profile.',
    ],
    [
      'another scheme',
      { url: 'ftp://x.example/' },
      'sources[0].url must be a web address that begins with https:// or http://.',
    ],
    [
      'a name before the host',
      { url: 'https://a:b@x.example/' },
      'sources[0].url must have no user name or password: use headers.',
    ],
    ['a typing error', { proxyimages: true }, 'sources[0].proxyimages is not a setting.'],
    ['too often', { refresh: 1 }, 'sources[0].refresh must be at least 60 seconds.'],
    ['text for a number', { refresh: '300' }, 'sources[0].refresh must be a whole number of seconds.'],
    ['too much', { maxBytes: 1e9 }, 'sources[0].maxBytes must be at most 20000000 bytes.'],
    ['no truth', { proxyImages: 'no' }, 'sources[0].proxyImages must be true or false.'],
    [
      'no such token',
      { tokenEnv: 'NO_TOKEN' },
      'sources[0].tokenEnv names NO_TOKEN, which is not set in the environment.',
    ],
    [
      'a parameter alone',
      { tokenParameter: 'key' },
      'sources[0].tokenParameter needs tokenEnv, which names where the token is.',
    ],
    [
      'two tokens',
      { tokenEnv: 'FB_TOKEN', headers: { authorization: 'x' } },
      'sources[0].tokenEnv is sent as Authorization, which headers has already.',
    ],
    ['a header of ours', { headers: { Host: 'x' } }, 'sources[0].headers.Host is not for you to set.'],
    [
      'a header in a header',
      { headers: { 'X-Key': 'a\r\nHost: b' } },
      'sources[0].headers.X-Key may have plain ASCII text only.',
    ],
    [
      'a header without a name',
      { headers: { 'a b': 'x' } },
      'sources[0].headers has "a b", which no header can be called.',
    ],
    ['a header that is none', { headers: { 'X-Key': 1 } }, 'sources[0].headers.X-Key must be a text.'],
  ];
  for (const [name, source, sentence] of wrong) {
    test(name, () => assert.deepEqual(mistake(source), [sentence]));
  }

  test('two of one name, and all mistakes at once', () => {
    const sources = [
      { id: 'a', url },
      { id: 'a', url },
      { id: 'b', url: 'x' },
    ];
    assert.deepEqual(mistakes({ sources }), [
      'sources[1].id is "a", which another source has already.',
      'sources[2].url must be a web address that begins with https:// or http://.',
    ]);
  });

  test('no list, or no object', () => {
    assert.deepEqual(mistakes({}), ['sources must be given: a list of sources.']);
    assert.deepEqual(mistakes([]), ['It must be an object with a list of sources.']);
    assert.deepEqual(mistakes({ sources: [], feeds: [] }), ['feeds is not a setting.']);
    assert.deepEqual(mistakes({ sources: [1] }), ['sources[0] must be an object.']);
  });

  test('which holds nothing of what may be a secret', () => {
    const secret = 'hemligt-hemligt';
    const source = {
      url: `ftp://x.example/?access_token=${secret}`,
      headers: { 'X-Key': `${secret}ö`, Host: secret },
      refresh: secret,
    };
    assert.doesNotMatch(mistake(source).join(), /hemligt/);
    assert.doesNotMatch(mistake({ ...source, refresh: 300 }).join(), /hemligt/);
  });
});

describe('the file', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'civic-feeds-'))));
  after(() => rm(folder, { recursive: true }));

  const write = async (text: string): Promise<string> => {
    const file = join(folder, 'feeds.json');
    await writeFile(file, text);
    return file;
  };

  test('need not be there', () => {
    assert.deepEqual(readFeedSettings({}).sources, []);
  });

  test('is read from where FEEDS_CONFIG says', async () => {
    const FEEDS_CONFIG = await write(`\ufeff${JSON.stringify({ sources: [{ id: 'a', url }] })}`);
    assert.equal(readFeedSettings({ FEEDS_CONFIG }).sources[0]?.id, 'a');
  });

  test('must be there, be JSON and make sense when it is named', async () => {
    const missing = join(folder, 'missing.json');
    assert.throws(() => readFeedSettings({ FEEDS_CONFIG: missing }), {
      name: 'SettingError',
      message: `The feeds' configuration ${missing} cannot be read (ENOENT). Set FEEDS_CONFIG.`,
    });
    const FEEDS_CONFIG = await write('{ "sources": [ { "tokn": "hemligt" ] }');
    assert.throws(
      () => readFeedSettings({ FEEDS_CONFIG }),
      (error: Error) => {
        assert.ok(error instanceof SettingError);
        assert.equal(error.message, `The feeds' configuration ${FEEDS_CONFIG} is not JSON.`);
        return true;
      },
    );
    await write('{ "sources": [ {} ] }');
    assert.throws(() => readFeedSettings({ FEEDS_CONFIG }), /feeds\.json:\nsources\[0\]\.id must be given/);
  });

  test('that is the example is good', () => {
    const example: unknown = JSON.parse(readFileSync(project('demo/feeds.example.json'), 'utf8'));
    const sources = readSources(example, { FACEBOOK_TOKEN: 'EAAB-very-secret' });
    assert.deepEqual(
      sources.map(({ id }) => id),
      ['facebook', 'mastodon', 'lanet'],
    );
  });
});
