import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isLoopback, isPublic } from '../../../demo/server/node/public-address.js';
import { guardedUpstream, redirectTarget } from '../../../demo/server/node/upstream.js';
import { UpstreamError } from '../../../demo/server/upstream.js';

const open = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '169.253.255.255',
  '169.255.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.88.98.255',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '2a00:1450:400f:80d::200e',
  '2001:4860:4860::8888',
];

const closed = [
  '0.0.0.0',
  '0.255.255.255',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.0',
  '100.100.100.200',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.0',
  '172.31.255.255',
  '192.0.0.192',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '198.18.0.0',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:169.254.169.254',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '64:ff9b::a00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:0:7f00:1::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:a00:1::1',
  '2002:a9fe:a9fe::1',
  '3fff::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  // No addresses at all.
  '',
  'localhost',
  '127.1',
  '2130706433',
  '0x7f.0.0.1',
  '8.8.8.8/32',
  '[::1]',
];

describe('an address', () => {
  test('of the open internet is public', () => {
    for (const address of open) assert.equal(isPublic(address), true, address);
  });

  test('of any network that is not the open internet is not public', () => {
    for (const address of closed) assert.equal(isPublic(address), false, address);
  });

  test('of this machine is known in its plain forms only', () => {
    for (const address of ['127.0.0.1', '127.8.8.8', '::1']) assert.equal(isLoopback(address), true, address);
    for (const address of ['10.0.0.1', '::', '::ffff:127.0.0.1', '64:ff9b::7f00:1', 'localhost']) {
      assert.equal(isLoopback(address), false, address);
    }
  });
});

const ask = (url: string, options = {}): Promise<unknown> =>
  guardedUpstream(options)(url, { signal: AbortSignal.timeout(10_000), maxBytes: 1000 });

const refused = (error: unknown): boolean => {
  assert.ok(error instanceof UpstreamError, String(error));
  assert.equal(error.failure, 'refused');
  return true;
};

describe('what is never asked', () => {
  const urls = [
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://017700000001/',
    'http://0177.0.0.1/',
    'http://0x7f.1/',
    'http://127.1/',
    'http://127.0.0.1./',
    'http://①②⑦.⓪.⓪.①/',
    'http://%31%32%37.0.0.1/',
    'http://0/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0xa9fea9fe/',
    'http://2852039166/',
    'http://10.0.0.1/',
    'http://192.168.0.1/',
    'http://[::1]/',
    'http://[::]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'ftp://198.17.0.1/',
    'file:///etc/passwd',
    'data:text/html,hej',
    'http://user@8.8.8.8/',
    'https://user:secret@8.8.8.8/',
    'http://8.8.8.8:22/',
    'https://8.8.8.8:8443/',
  ];
  for (const url of urls) {
    test(url, async () => {
      await assert.rejects(ask(url), refused);
    });
  }

  test('a name that leads inside, in all its addresses', async () => {
    const lookup = () =>
      Promise.resolve([
        { address: '10.0.0.1', family: 4 },
        { address: 'fd00::1', family: 6 },
        { address: '::ffff:127.0.0.1', family: 6 },
      ]);
    await assert.rejects(ask('https://inside.example/', { lookup }), refused);
    await assert.rejects(ask('https://inside.example/', { lookup, allowLoopback: true }), refused);
  });

  test('a name without any address', async () => {
    await assert.rejects(ask('https://nobody.example/', { lookup: () => Promise.resolve([]) }), refused);
  });

  test('this machine’s other networks, though it itself may be asked', async () => {
    for (const url of [
      'http://10.0.0.1/',
      'http://[fe80::1]/',
      'http://169.254.169.254/',
      'http://0.0.0.0/',
    ]) {
      await assert.rejects(ask(url, { allowLoopback: true }), refused);
    }
  });
});

describe('a redirect', () => {
  const target = (from: string, location: string): string => redirectTarget(new URL(from), location).href;

  test('may be relative, to another host, and to https', () => {
    assert.equal(target('https://a.example/x/y', '../z'), 'https://a.example/z');
    assert.equal(target('https://a.example/x', '//b.example/y'), 'https://b.example/y');
    assert.equal(target('http://a.example/x', 'https://a.example/x'), 'https://a.example/x');
  });

  test('must not give up encryption, nor lead nowhere', () => {
    assert.throws(() => target('https://a.example/', 'http://a.example/'), refused);
    assert.throws(() => target('https://a.example/', 'file:///etc/passwd'), refused);
    assert.throws(() => target('https://a.example/', 'http://'), refused);
  });
});
